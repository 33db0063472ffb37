import ArgumentParser
import Bookkeeping
import CanonicalForms

struct AuditReportCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Mọi sự kiện theo điều kiện, từng dòng (the events that the clauses select).",
    aliases: ["bao-cao"])

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var clauses: SelectionOptions
  @OptionGroup var paper: ReportOptions
  @OptionGroup var proving: ProvingOptions

  var options: GlobalOptions { reading.asGlobal }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    try proving.demand(of: books.ledger, session)
    let report = try books.audit(
      clauses.selection(books, session), asOf: clauses.place(session), provable: proving.file != nil)
    let proof = try proving.prove(report, session)
    let profile = try books.profile()
    if paper.output != nil {
      try AuditPaper(books, report.head, paper, session).write(
        report, profile, proof: try proving.file.flatMap { try FileFingerprint($0) })
    }
    if !session.answersOnPaper(paper) {
      try AuditTable(report: report, proof: proof, profile: profile, output: paper.output, session: session).show()
    }
  }
}
