import ArgumentParser
import Bookkeeping
import CanonicalForms

struct AuditReportCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Mọi sự kiện theo điều kiện, từng dòng (the events that the clauses select).",
    aliases: ["bao-cao"])

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var clauses: SelectionOptions

  var options: GlobalOptions { reading.asGlobal }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let report = try books.audit(clauses.selection(books, session), asOf: clauses.place(session))
    try AuditTable(report: report, profile: books.profile(), session: session).show()
  }
}
