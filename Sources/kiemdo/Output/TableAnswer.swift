import Bookkeeping
import CanonicalForms
import CheckSheets
import ExamRecords

/// An answer about records that is one table: on the screen for programs or for people, and on paper for people.
struct TableAnswer {
  /// What its rows are, as the paper's section is called.
  var name: String
  /// Of the paper.
  var title: String
  /// Whom or what it is about.
  var subject: String?
  /// Stands above the table on the screen; the paper has `subject` and `scope`.
  var heading: String?
  /// What was asked, for the paper.
  var scope: [OfficialReport.Particular] = []
  /// Columns that the paper tells in `scope`: a code that one row has would take the room of the others.
  var columnsInScope: Set<String> = []
  /// What the table can't tell, on the screen and on paper.
  var closing: [String] = []
  /// - Parameter isRead: by people, not by programs.
  var table: (_ isRead: Bool) -> Table

  func show(_ books: Books, _ viewpoint: Viewpoint, _ options: ReportOptions, _ session: Session) throws {
    if options.output != nil {
      var printed = table(true)
      printed.leaveOut(columnsInScope)
      try AuditPaper(books, viewpoint, options, session).write(
        printed, name: name, title: title, subject: subject, scope: scope, closing: closing)
    }
    if session.answersOnPaper(options) { return }
    let isRead = session.options.format == .text
    if isRead, let heading { session.console.write(heading) }
    var shown = table(isRead)
    shown.members += options.members
    session.show(shown)
    session.close(closing)
  }
}

extension Session {
  /// By which name the ledger keeps whatever becomes of the record.
  func idParticular(_ id: String) -> OfficialReport.Particular { .init(say("Mã trong sổ:", "Id:"), id) }

  /// The only field that was asked for, if it was one.
  func fieldParticular(_ name: String?, _ profile: ExamProfile) -> OfficialReport.Particular? {
    name.map { .init(say("Chỉ mục:", "Only the field:"), label(of: $0, profile)) }
  }
}
