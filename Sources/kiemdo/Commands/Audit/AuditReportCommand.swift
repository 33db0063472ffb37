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
    let audit = try AuditSession(session, paper)
    try proving.demand(of: audit.ledger, besides: paper.output, session)
    let report = try audit.desk.audit(
      clauses.selection(audit, session), asOf: clauses.place(session), provable: proving.file != nil)
    let proof = try proving.prove(report, session)
    let profile = try audit.desk.profile()
    let words = try session.words(report.head.selection, profile) { try audit.books() }
    if paper.output != nil {
      try AuditPaper(audit.books(), report.head, asOf: clauses.asOf, paper, session).write(
        report, words, profile, proof: try proving.file.flatMap { try FileFingerprint($0) },
        provesSelection: proving.provesSelection(of: report))
    }
    if session.answersOnPaper(paper) {
      if let proof { session.console.write(proof.text(session)) }
    } else {
      try AuditTable(
        report: report, clauses: words, proof: proof, profile: profile, output: paper.output, session: session
      ).show()
    }
  }
}
