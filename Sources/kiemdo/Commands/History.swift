import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct History: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Mọi sự kiện của một thí sinh hay một trang đã in: ai, khi nào, vì sao (every event).",
    aliases: ["lich-su"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String?
  @Option(help: "Chỉ những lần sửa mục này.") var field: String?
  @Option(help: "Cả đời một phiếu hay danh sách lớp: mã của nó, hoặc 343 chữ số của mã QR.") var sheet: String?
  @Option(help: "Chỉ tới thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?
  @OptionGroup var paper: ReportOptions

  func validate() throws {
    if candidate == nil, sheet == nil {
      throw ValidationError(
        "Gõ thí sinh, hoặc --sheet MÃ để xem đời một trang.",
        "Give a candidate, or --sheet CODE for the life of a page.")
    }
    if candidate != nil, sheet != nil {
      throw ValidationError(
        "Gõ thí sinh hoặc --sheet MÃ, không cả hai: --sheet là đời của một trang, của ai thì mã đã nói.",
        "Give a candidate or --sheet CODE, not both: --sheet is the life of one page, and the code says whose.")
    }
    if sheet != nil, field != nil {
      throw ValidationError(
        "--field không dùng cùng --sheet: đời của một trang kể mọi mục. Lịch sử một mục: kiemdo history THÍ-SINH --field MỤC.",
        "--field does not go with --sheet: the life of a page tells every field. For one field: kiemdo history CANDIDATE --field FIELD."
      )
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    let viewpoint = try session.viewpoint(asOf, books)
    let size = viewpoint.size
    if let sheet { return try showLife(of: session.demand(sheet, "--sheet"), viewpoint, books, session) }
    guard let candidate else { return }
    let profile = try books.profile(size: size)
    let (id, number): (String, Int)
    do {
      let (found, by) = try books.find(candidate)
      session.sayHowFound(found, by, books)
      try session.demandRegistered(found.number, at: found.registeredAt, below: size)
      (id, number) = (found.id, found.number)
    } catch BookError.unknownCandidate(_, let unknown, _) {
      try session.demandRegistered(unknown.number, at: unknown.registeredAt, below: size)
      (id, number) = (unknown.id, unknown.number)
    }
    let only = try field.map { try session.field($0, profile).name }
    let person =
      try books.candidate(id: id, size: size).map { session.person($0, profile) }
      ?? session.say("Thí sinh ", "Candidate ") + session.person(id: id, books, profile)
    let events = try books.history(ofCandidate: id).filter { $0.mark.position < size }
    let erasures = try books.ledger.erasures()
    try TableAnswer(
      name: session.say("Các sự kiện", "Events"),
      title: session.say("LỊCH SỬ HỒ SƠ CỦA MỘT THÍ SINH", "HISTORY OF A CANDIDATE'S RECORD"), subject: person,
      scope: [session.idParticular(id), session.fieldParticular(only, profile)].compactMap(\.self)
    ) { isRead in
      var table = Self.table
      table.members =
        [("id", .string(id)), ("notLogged", NotLogged.json), ("number", .integer(number))] + viewpoint.members
      for (event, mark, type) in events {
        let erasure = erasures.first { $0.erased.contains { $0.position == mark.position && !$0.isStillThere } }
        table.rows += rows(event, mark, type, erasure, only: only, isRead: isRead, books, profile, session)
      }
      return table
    }.show(books, viewpoint, paper, session)
  }

  private static var table: Table {
    Table(
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
        .init(key: "sheet", vietnamese: "Phiếu", english: "Sheet"),
        .init(key: "signedOn", vietnamese: "Ngày ký", english: "Signed on"),
        .init(key: "source", vietnamese: "Từ tệp", english: "Source"),
        .init(key: "version", vietnamese: "Bản", english: "Version", isRight: true),
        .init(key: "erasedBy", vietnamese: "Xóa ở số", english: "Erased at", isRight: true),
      ])
  }

  /// One row for each field that an event changed, one for an event that changed none.
  private func rows(
    _ event: RecordEvent?, _ mark: EventMark, _ type: String, _ erasure: Erasure?, only: String?, isRead: Bool,
    _ books: Books, _ profile: ExamProfile, _ session: Session
  ) -> [[JSON]] {
    let reason: JSON
    if let event {
      reason = event.reason.map(JSON.string) ?? .null
    } else if let erasure {
      let day = erasure.recordedAt.vietnamText
      reason = .string(session.say("(đã xóa \(day), \(erasure.officer))", "(erased \(day), \(erasure.officer))"))
    } else {
      reason = .string(session.say("(không đọc được)", "(unreadable)"))
    }
    var evidence: JSON = .null
    var sheet: JSON = .null
    var signedOn: JSON = .null
    var source: JSON = .null
    var changes: [FieldChange] = []
    switch event {
    case .candidateRegistered(let event):
      // A whole record is told by `show`; here only the field that was asked for.
      changes = event.fields.filter { $0.key == only }.map { FieldChange(field: $0.key, old: nil, new: $0.value) }
      source = json(event.source, isRead)
    case .candidateCorrected(let event):
      changes = event.changes
      evidence = event.evidence.map(JSON.string) ?? .null
      source = json(event.source, isRead)
      if let position = event.sheet { sheet = code(position, books) }
    case .sheetPrinted(let event): sheet = .string("\(mark.position)-\(event.check)")
    case .sheetReturned(let event): sheet = code(event.sheet, books)
    case .sheetSigned(let event):
      sheet = code(event.sheet, books)
      signedOn = event.signedOn.map { .string(isRead ? CalendarDate($0)?.vietnameseText ?? $0 : $0) } ?? .null
    case .sheetUnsigned(let event): sheet = code(event.sheet, books)
    default: break
    }
    let name = books.school.officerNames[mark.officer]
    let officer = isRead ? name.map { "\($0) (\(mark.officer))" } ?? mark.officer : mark.officer
    func row(_ field: JSON, _ old: JSON, _ new: JSON) -> [JSON] {
      [
        .integer(mark.position), .string(isRead ? mark.recordedAt.vietnamText : mark.recordedAt.text), .string(officer),
        .string(isRead ? session.eventWord(type) : type), field, old, new, reason, evidence,
        sheet, signedOn, source, .integer(mark.version), erasure.map { .integer($0.position) } ?? .null,
      ]
    }
    let shown = changes.filter { only == nil || $0.field == only }
    if shown.isEmpty { return only == nil ? [row(.null, .null, .null)] : [] }
    return shown.map { change in
      isRead
        ? row(
          .string(session.label(of: change.field, profile)),
          .string(session.display(change.old, of: change.field, profile)),
          .string(session.display(change.new, of: change.field, profile)))
        : row(.string(change.field), change.old?.json ?? .null, change.new?.json ?? .null)
    }
  }

  private func json(_ source: ImportSource?, _ isRead: Bool) -> JSON {
    guard let source else { return .null }
    return isRead
      ? .string("\(source.file):\(source.row)") : ["file": .string(source.file), "row": .integer(source.row)]
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
    case nil: ledgerEventWord(type)
    }
  }

  /// Of the events that the ledger itself understands.
  private func ledgerEventWord(_ type: String) -> String {
    switch type {
    case "ledger.opened": say("mở sổ", "ledger opened")
    case "ledgerKey.rotated": say("đổi khóa sổ", "ledger's key rotated")
    case "ledger.restored": say("ghi tiếp trên bản cũ", "older copy continued")
    case "officer.enrolled": say("cấp quyền cán bộ", "officer enrolled")
    case "officer.revoked": say("thu hồi cán bộ", "officer revoked")
    case "clock.corrected": say("chỉnh giờ", "clock corrected")
    case "personalData.erased": say("xóa nội dung", "content erased")
    default: type
    }
  }
}
