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
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    let report = try books.audit(clauses.selection(books, session), asOf: clauses.place(session))
    var summary = AuditSummary()
    let tail = try report.rows { summary.add($0) }
    let shown = SummaryReport(
      head: report.head, tail: tail, summary: summary, profile: try books.profile(),
      names: books.school.officerNames, output: paper.output, session: session)
    if paper.output != nil { try AuditPaper(books, report.head, paper, session).write(shown) }
    if session.answersOnPaper(paper) { return }
    switch options.format {
    case .json: session.console.write(shown.json.indentedText)
    case .csv: session.console.write(bytes: shown.table.csv())
    case .text: session.console.write(shown.text)
    }
  }
}
