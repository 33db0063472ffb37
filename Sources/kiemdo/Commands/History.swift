import ArgumentParser
import Bookkeeping
import CanonicalForms
import ExamRecords

struct History: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Mọi sự kiện của một thí sinh: ai, khi nào, vì sao, cũ → mới (every event).",
    aliases: ["lich-su"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String
  @Option(help: "Chỉ những lần sửa mục này.") var field: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let profile = try books.profile()
    let (found, by) = try books.find(candidate)
    session.sayHowFound(found, by, books)
    let only = try field.map { try session.field($0, profile).name }
    var table = Table(
      name: "events",
      columns: [
        .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
        .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
        .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
        .init(key: "type", vietnamese: "Việc", english: "Event"),
        .init(key: "field", vietnamese: "Mục", english: "Field"),
        .init(key: "old", vietnamese: "Cũ", english: "Old"),
        .init(key: "new", vietnamese: "Mới", english: "New"),
        .init(key: "reason", vietnamese: "Lý do", english: "Reason"),
        .init(key: "evidence", vietnamese: "Minh chứng", english: "Evidence"),
        .init(key: "note", vietnamese: "Ghi chú", english: "Note"),
      ],
      members: [("id", .string(found.id)), ("number", .integer(found.number))])
    for (event, mark, type) in try books.history(of: found) {
      table.rows += rows(event, mark, type, only: only, books, profile, session)
    }
    session.show(table)
  }

  /// One row for each field that an event changed, one for an event that changed none.
  private func rows(
    _ event: RecordEvent?, _ mark: EventMark, _ type: String, only: String?, _ books: Books, _ profile: ExamProfile,
    _ session: Session
  ) -> [[JSON]] {
    let isText = options.format == .text
    var reason: JSON = event?.reason.map(JSON.string) ?? .null
    var evidence: JSON = .null
    var note: JSON = event == nil ? .string(session.say("đã xóa nội dung hoặc không đọc được", "erased or unreadable")) : .null
    var changes: [FieldChange] = []
    switch event {
    case .candidateRegistered(let event):
      changes = only == nil ? [] : event.fields.map { FieldChange(field: $0.key, old: nil, new: $0.value) }
      if let source = event.source { note = .string("\(source.file):\(source.row)") }
      if isText, note == .null { note = .string(session.say("\(event.fields.count) mục", "\(event.fields.count) fields")) }
    case .candidateCorrected(let event):
      changes = event.changes
      evidence = event.evidence.map(JSON.string) ?? .null
      if let source = event.source { note = .string("\(source.file):\(source.row)") }
    case .sheetPrinted(let event): note = .string("\(mark.position)-\(event.check)")
    case .sheetReturned(let event): note = code(event.sheet, books)
    case .sheetSigned(let event):
      note = code(event.sheet, books)
      if let day = event.signedOn { reason = .string(session.say("ký ngày \(day)", "signed on \(day)")) }
    case .sheetUnsigned(let event): note = code(event.sheet, books)
    default: break
    }
    let name = books.school.officerNames[mark.officer]
    let officer = isText ? name.map { "\($0) (\(mark.officer))" } ?? mark.officer : mark.officer
    func row(_ field: JSON, _ old: JSON, _ new: JSON) -> [JSON] {
      [
        .integer(mark.position), .string(isText ? mark.recordedAt.vietnamText : mark.recordedAt.text), .string(officer),
        .string(isText ? session.eventWord(type) : type), field, old, new, reason, evidence, note,
      ]
    }
    let shown = changes.filter { only == nil || $0.field == only }
    if shown.isEmpty { return only == nil ? [row(.null, .null, .null)] : [] }
    return shown.map { change in
      isText
        ? row(
          .string(session.label(of: change.field, profile)),
          .string(session.display(change.old, of: change.field, profile)),
          .string(session.display(change.new, of: change.field, profile)))
        : row(.string(change.field), change.old?.json ?? .null, change.new?.json ?? .null)
    }
  }

  private func code(_ position: Int, _ books: Books) -> JSON {
    (try? books.printedPage(at: position)).map { .string($0.code) } ?? .string("@\(position)")
  }
}

extension Session {
  /// What an event's type is called.
  func eventWord(_ type: String) -> String {
    switch RecordEvent.Kind(rawValue: type) {
    case .officerNamed: say("đặt tên cán bộ", "officer named")
    case .unitDescribed: say("sửa thông tin đơn vị", "unit described")
    case .profileAdopted: say("nhận bộ quy định", "profile adopted")
    case .candidateRegistered: say("ghi mới", "registered")
    case .candidateCorrected: say("đính chính", "corrected")
    case .candidateWithdrawn: say("rút", "withdrawn")
    case .candidateRestored: say("trở lại", "restored")
    case .sheetPrinted: say("in phiếu", "sheet printed")
    case .sheetReturned: say("thu phiếu có sửa", "sheet returned")
    case .sheetSigned: say("ký phiếu", "sheet signed")
    case .sheetUnsigned: say("bỏ ký phiếu", "signature taken back")
    case .classListPrinted: say("in danh sách", "class list printed")
    case .classListSigned: say("ký danh sách", "class list signed")
    case .classListUnsigned: say("bỏ ký danh sách", "list signature taken back")
    case nil: type
    }
  }
}
