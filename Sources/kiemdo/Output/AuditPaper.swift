import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import TransparencyLog

/// What every printed answer to an auditor says besides its tables: of which ledger, what was asked, what it can't tell.
struct AuditPaper {
  let books: Books
  let head: ReportedHead
  /// `--as-of` as it was typed; nil where the ledger is looked at as it is.
  let asOf: String?
  /// How many events are looked at; the head may be an earlier one.
  let size: Int
  /// What makes the records, or the place that is looked from, doubtful: what was said on the screen is not on the paper.
  let doubts: [String]
  let options: ReportOptions
  let session: Session

  init(_ books: Books, _ head: AuditReport.Head, asOf: String?, _ options: ReportOptions, _ session: Session) throws {
    self.books = books
    self.head = ReportedHead(
      origin: head.origin, size: head.size, root: head.root, recordedAt: head.recordedAt)
    self.asOf = asOf
    size = head.size
    doubts = [try session.gapWarning(books, below: head.size)].compactMap(\.self) + session.warnings(head)
    self.options = options
    self.session = session
  }

  /// - Parameter head: size of the head that the paper names, where that is not all that is looked at.
  init(
    _ books: Books, _ viewpoint: Viewpoint, head: Int? = nil, _ options: ReportOptions, _ session: Session
  ) throws {
    let head = head ?? viewpoint.size
    self.books = books
    self.head = ReportedHead(
      origin: books.ledger.origin, size: head, root: try books.ledger.root(at: head),
      recordedAt: try books.ledger.header(at: head - 1).recordedAt)
    asOf = viewpoint.asked
    size = viewpoint.size
    doubts = [
      try session.gapWarning(books, below: viewpoint.size),
      session.clockWarning(viewpoint.clockSteps.map { "@\($0)" }),
    ].compactMap(\.self)
    self.options = options
    self.session = session
  }

  /// Writes the report to the file that was asked for.
  ///
  /// - Parameters:
  ///   - subject: whom or what it is about, if it is about one.
  ///   - scope: what was asked, besides what is said of every ledger.
  ///   - parts: the tables.
  ///   - closing: sentences about what the tables can't tell.
  func write(
    title: String, subject: String? = nil, scope: [OfficialReport.Particular] = [], parts: [OfficialReport.Part],
    closing: [String] = []
  ) throws {
    guard let output = options.output else { return }
    let unit = books.school.unit?.name
    let closing = doubts + closing + [NotVerified.sentence(session), NotLogged.sentence(session), clockIsAClaim]
    let all =
      [.section(session.say("Phạm vi", "Scope")), .particulars(particulars + scope)] + parts.map(withoutRows)
      + [.section(session.say("Lưu ý", "Remarks")), .items(closing)]
    let report = session.report(
      title: title, subject: subject,
      subtitle: session.say(
        "Sổ ghi kiểm dò hồ sơ thí sinh\(unit.map { " của \($0)" } ?? "")",
        "Ledger of candidates' records\(unit.map { " of \($0)" } ?? "")"),
      orientation: .landscape, about: head, options, parts: all, signers: session.signers(options))
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
    ] + [pastPlace].compactMap(\.self) + [
      .init(
        session.say("Lập lúc:", "Made at:"),
        session.say("\(session.now.vietnamText), bằng ", "\(session.now.vietnamText) (Viet Nam), by ") + session.program
      ),
      .init(session.say("Lệnh:", "Command:"), session.typedCommand),
    ]
  }

  /// That the ledger is looked at as of a moment, and how much of it there is by now.
  private var pastPlace: OfficialReport.Particular? {
    guard let asOf else { return nil }
    let (now, was) = (books.ledger.size, size - 1)
    return .init(
      session.say("Nhìn sổ như lúc:", "As of:"),
      session.say(
        "\(asOf): đến hết số ghi @\(was); nay sổ có \(now.grouped(.vi)) sự kiện",
        "\(asOf): through event @\(was); the ledger now has \(now.events)"))
  }

  private var clockIsAClaim: String {
    session.say(
      "Giờ ghi là lời khai của máy ghi; thứ tự của các sự kiện thì được chứng minh bằng cây băm.",
      "Times are claims of the recording computer; the order of the events is proved by the tree.")
  }
}
