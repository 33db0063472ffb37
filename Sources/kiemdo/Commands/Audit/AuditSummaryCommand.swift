import ArgumentParser
import Bookkeeping
import CanonicalForms
import ExamRecords

struct AuditSummaryCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Con số theo cán bộ, lớp, ngày; mục hay sửa; giá trị sửa qua sửa lại (the figures).",
    aliases: ["tong-hop"])

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var clauses: SelectionOptions
  @OptionGroup var paper: ReportOptions

  var options: GlobalOptions { reading.asGlobal }

  func run(in session: Session) throws {
    let audit = try AuditSession(session, paper)
    let report = try audit.desk.audit(clauses.selection(audit, session), asOf: clauses.place(session))
    var summary = AuditSummary()
    let tail = try report.rows { summary.add($0) }
    let profile = try audit.desk.profile()
    let shown = SummaryReport(
      head: report.head, clauses: try session.words(report.head.selection, profile) { try audit.books() }, tail: tail,
      summary: summary, profile: profile,
      names: try audit.desk.officerNames(size: report.head.size), output: paper.output, session: session)
    if paper.output != nil {
      try AuditPaper(audit.books(), report.head, asOf: clauses.asOf, paper, session).write(shown)
    }
    if session.answersOnPaper(paper) { return }
    switch options.format {
    case .json: session.console.write(shown.json.indentedText)
    case .csv:
      session.console.write(bytes: shown.table.csv())
      session.close(session.warnings(report.head) + session.notCheckable(tail) + [NotVerified.sentence(session)])
    case .text: session.console.write(shown.text)
    }
  }
}
