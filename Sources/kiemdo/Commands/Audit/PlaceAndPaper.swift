import ArgumentParser
import Bookkeeping
import CanonicalForms

/// What the auditor's lists take: the place in the ledger that they look from, and the paper that they are printed on.
struct PlaceAndPaper: ParsableArguments {
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var paper: ReportOptions
  @Option(help: "Nhìn sổ như lúc này: 25/04/2023 17:00, hoặc @1042.") var asOf: String?

  /// The ledger, and how many of its events are looked at.
  func open(_ session: Session) throws -> (audit: AuditSession, size: Int) {
    let audit = try AuditSession(session, paper)
    return (audit, try audit.size(asOf: asOf))
  }

  /// A list without rows, which says what it is about.
  func table(
    _ name: String, _ columns: [Table.Column], of audit: AuditSession, _ size: Int, _ session: Session
  ) throws -> Table {
    var table = Table(name: name, columns: columns, members: try session.place(audit.ledger, size))
    table.members.append(("output", JSON(paper.output)))
    return table
  }
}
