import ArgumentParser
import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

struct Find: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Tìm một từ trong mọi giá trị, nay và trước, lý do và minh chứng (searches all that was recorded).",
    discussion: """
      Không cần dấu, không cần chữ hoa: "dang" thấy "Đặng", "nguyen van" thấy "NGUYỄN VĂN". --exact: đúng như đã gõ.
      """, aliases: ["tim"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Từ cần tìm.") var text: String
  @Flag(help: "Đúng như đã gõ: cả dấu, cả chữ hoa.") var exact = false
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?
  @OptionGroup var paper: ReportOptions

  func run(in session: Session) throws {
    guard let search = TextSearch(text, exact ? .exact : .folded) else { throw Failure.blankSearch }
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    let viewpoint = try session.viewpoint(asOf, books)
    let size = viewpoint.size
    let profile = try books.profile(size: size)
    if paper.output != nil { try draw(search, books, viewpoint, profile, session) }
    if session.answersOnPaper(paper) { return }
    let stream = RowStream(
      session, name: "hits", columns: Self.keys + Cause.keys,
      members: [("exact", .bool(exact)), ("text", .string(text.nfc))] + viewpoint.members + paper.members)
    let extent = try books.search(for: search, size: size) { hit in
      let cells = cells(hit, profile) + hit.cause.cells(books)
      stream.append(
        json: JSONObject(zip(Self.keys + Cause.keys, cells).map { ($0, $1) }), rows: [cells],
        text: describe(hit, books, profile, session))
    }
    stream.close(members: [
      ("events", .integer(extent.events)), ("found", .integer(extent.hits)), ("notLogged", NotLogged.json),
      ("notSearched", .array(["officerNames", "pages", "profiles", "settings"].map(JSON.string))),
      ("unreadable", .integer(extent.unreadable)),
    ])
    session.close(summary(extent, session))
  }

  /// The hits as people read them.
  private func draw(
    _ search: TextSearch, _ books: Books, _ viewpoint: Viewpoint, _ profile: ExamProfile, _ session: Session
  ) throws {
    let page = try AuditPaper(books, viewpoint, paper, session)
    var table = Table(
      name: "hits",
      columns: [
        .init(key: "candidate", vietnamese: "Thí sinh", english: "Candidate"),
        .init(key: "place", vietnamese: "Ở", english: "Where"),
        .init(key: "text", vietnamese: "Chữ đã ghi", english: "What was recorded"),
      ] + Cause.columns)
    let extent = try books.search(for: search, size: viewpoint.size) { hit in
      try page.demandRoom(
        after: table.rows.count, narrowing: session.say("một từ dài hơn, --exact", "a longer text, --exact"))
      table.rows.append(
        [who(hit, profile, session), place(hit, profile, session), hit.text].map(JSON.string)
          + session.cells(cause(of: hit), books))
    }
    try page.write(
      table, name: session.say("Các chỗ thấy", "Where it was found"),
      title: session.say("KẾT QUẢ TÌM TRONG SỔ GHI", "RESULTS OF A SEARCH IN A LEDGER"),
      subject: "\"\(text.nfc)\"",
      scope: [
        .init(
          session.say("Cách tìm:", "Compared:"),
          exact
            ? session.say("đúng như đã gõ, cả dấu, cả chữ hoa", "exactly as typed, with accents and capitals")
            : session.say("không kể dấu, không kể chữ hoa", "without accents and capitals"))
      ], closing: summary(extent, session))
  }

  private static let keys = ["number", "class", "fullName", "place", "field", "present", "text"]

  private func cells(_ hit: TextSearch.Hit, _ profile: ExamProfile) -> [JSON] {
    var (field, present): (JSON, JSON) = (.null, .null)
    if case .value(let name, let isPresent) = hit.place { (field, present) = (.string(name), .bool(isPresent)) }
    return [
      JSON(hit.candidate?.number), JSON(hit.candidate?.fields[profile.roles.className]?.text),
      JSON(hit.candidate?.fields[profile.roles.fullName]?.text), .string(hit.place.word), field, present,
      .string(hit.text),
    ]
  }

  private func describe(
    _ hit: TextSearch.Hit, _ books: Books, _ profile: ExamProfile, _ session: Session
  ) -> String {
    let (who, place) = (who(hit, profile, session), place(hit, profile, session))
    return "\(who)  \(place): \(hit.text.printable)\n    \(session.describe(cause(of: hit), books))"
  }

  private func who(_ hit: TextSearch.Hit, _ profile: ExamProfile, _ session: Session) -> String {
    hit.candidate.map { session.person($0, profile) } ?? hit.stream ?? session.say("(sổ ghi)", "(the ledger)")
  }

  private func place(_ hit: TextSearch.Hit, _ profile: ExamProfile, _ session: Session) -> String {
    switch hit.place {
    case .value(let field, let isPresent):
      session.label(of: field, profile) + (isPresent ? "" : session.say(" (giá trị cũ)", " (former value)"))
    case .reason: session.say("lý do", "reason")
    case .evidence: session.say("minh chứng", "evidence")
    case .authority: session.say("căn cứ xóa", "authority of an erasure")
    }
  }

  /// Without its reason and evidence: the whole text stands beside it already.
  private func cause(of hit: TextSearch.Hit) -> Cause {
    var cause = hit.cause
    cause.reason = nil
    cause.evidence = nil
    return cause
  }

  private func summary(_ extent: TextSearch.Extent, _ session: Session) -> [String] {
    var lines = [
      extent.hits == 0
        ? session.say(
          "Không thấy \"\(text)\" trong \(extent.events) sự kiện.",
          "\"\(text)\" is not in the \(extent.events) events.")
        : session.say(
          "Thấy \(extent.hits) chỗ trong \(extent.events) sự kiện.",
          "Found in \(extent.hits) places of \(extent.events) events.")
    ]
    if extent.unreadable > 0 {
      lines.append(
        session.say(
          "Không tìm được trong \(extent.unreadable) sự kiện: nội dung đã xóa hoặc không đọc được.",
          "\(extent.unreadable) events could not be searched: erased or unreadable."))
    }
    lines.append(
      session.say(
        "Không tìm trong trang đã in (chúng lặp lại giá trị), tên cán bộ, thông tin đơn vị và bộ quy định.",
        "Not searched: printed pages (they repeat values), officers' names, the unit's settings, exam profiles."))
    return lines
  }
}

extension TextSearch.Hit.Place {
  /// For programs.
  var word: String {
    switch self {
    case .value: "value"
    case .reason: "reason"
    case .evidence: "evidence"
    case .authority: "authority"
    }
  }
}
