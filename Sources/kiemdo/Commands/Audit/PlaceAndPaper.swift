import ArgumentParser
import Bookkeeping
import CanonicalForms

/// What the auditor's lists take: the place in the ledger that they look from, and the paper that they are printed on.
struct PlaceAndPaper: ParsableArguments {
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var paper: ReportOptions
  @Option(help: "Nhìn sổ như lúc này: 25/04/2023 17:00, hoặc @1042.") var asOf: String?

  /// The ledger, and how much of it is looked at.
  func open(_ session: Session) throws -> (audit: AuditSession, Viewpoint) {
    let audit = try AuditSession(session, paper)
    return (audit, try audit.viewpoint(asOf: asOf))
  }

  /// A list without rows, which says what it is about.
  func table(
    _ name: String, _ columns: [Table.Column], of audit: AuditSession, _ viewpoint: Viewpoint, _ session: Session
  ) throws -> Table {
    var table = Table(name: name, columns: columns, members: try session.place(audit.ledger, viewpoint.size))
    table.members.append(("clockSteps", .array(viewpoint.clockSteps.map(JSON.integer))))
    table.members.append(("output", JSON(paper.output)))
    return table
  }
}
