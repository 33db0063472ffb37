import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import TransparencyLog

/// What every printed report of an auditor says besides its table: of which ledger, what was asked, what it can't tell.
struct AuditPaper {
  let books: Books
  let head: ReportedHead
  let options: ReportOptions
  let session: Session

  init(_ books: Books, _ head: AuditReport.Head, _ options: ReportOptions, _ session: Session) {
    self.init(
      books,
      ReportedHead(origin: head.origin, size: head.size, root: head.root, recordedAt: head.recordedAt), options, session
    )
  }

  init(_ books: Books, _ head: ReportedHead, _ options: ReportOptions, _ session: Session) {
    self.books = books
    self.head = head
    self.options = options
    self.session = session
  }

  /// - Parameter size: of the ledger as the report looks at it.
  init(_ books: Books, size: Int, _ options: ReportOptions, _ session: Session) throws {
    self.init(
      books,
      ReportedHead(
        origin: books.ledger.origin, size: size, root: try books.ledger.root(at: size),
        recordedAt: try books.ledger.header(at: size - 1).recordedAt), options, session)
  }

  /// Writes the report to the file that was asked for.
  ///
  /// - Parameters:
  ///   - scope: what was asked, besides what is said of every ledger.
  ///   - parts: the tables.
  ///   - closing: sentences about what the tables can't tell.
  func write(
    title: String, orientation: OfficialReport.Orientation = .landscape, scope: [OfficialReport.Particular] = [],
    parts: [OfficialReport.Part], closing: [String] = []
  ) throws {
    guard let output = options.output else { return }
    let unit = books.school.unit?.name
    let closing = closing + [NotVerified.sentence(session), NotLogged.sentence(session), clockIsAClaim]
    let all =
      [.section(session.say("Phạm vi", "Scope")), .particulars(particulars + scope)] + parts.map(withoutRows)
      + [.section(session.say("Lưu ý", "Remarks")), .items(closing)]
    let report = session.report(
      title: title,
      subtitle: session.say(
        "Sổ ghi kiểm dò hồ sơ thí sinh\(unit.map { " của \($0)" } ?? "")",
        "Ledger of candidates' records\(unit.map { " of \($0)" } ?? "")"),
      orientation: orientation, about: head, options, parts: all, signers: session.signers(options))
    try session.write(report, to: output)
  }

  /// A table without rows says so.
  private func withoutRows(_ part: OfficialReport.Part) -> OfficialReport.Part {
    if case .table(let table) = part, table.rows.isEmpty { .paragraph(session.say("Không có.", "None.")) } else { part }
  }

  private var particulars: [OfficialReport.Particular] {
    let time = head.recordedAt.map {
      session.say(", ghi lần cuối \($0.vietnamText)", ", last recorded \($0.vietnamText)")
    }
    return [
      .init(session.say("Tên sổ:", "Origin:"), head.origin ?? "–"),
      .init(
        session.say("Đầu sổ:", "Head:"),
        (head.size.map { session.say("\($0.grouped(.vi)) sự kiện", $0.events) } ?? "–") + (time ?? "")),
      .init(session.say("Gốc cây băm:", "Root of the tree:"), head.root?.base64 ?? "–"),
      .init(
        session.say("Lập lúc:", "Made at:"),
        session.say("\(session.now.vietnamText), bằng ", "\(session.now.vietnamText) (Viet Nam), by ") + session.program
      ),
      .init(session.say("Lệnh:", "Command:"), session.typedCommand),
    ]
  }

  private var clockIsAClaim: String {
    session.say(
      "Giờ ghi là lời khai của máy ghi; thứ tự của các sự kiện thì được chứng minh bằng cây băm.",
      "Times are claims of the recording computer; the order of the events is proved by the tree.")
  }
}
