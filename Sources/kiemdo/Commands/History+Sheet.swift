import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

extension History {
  /// The life of one sheet or class list.
  func showLife(of code: String, _ viewpoint: Viewpoint, _ books: Books, _ session: Session) throws {
    let size = viewpoint.size
    let page = try books.issuedPage(code)
    let life = try books.life(of: page, size: size)
    let profile = try books.profile(size: size)
    let candidate = try page.candidate.flatMap { try books.candidate(id: $0, size: size) }
    let subject = subject(page, candidate, profile, session)
    try TableAnswer(
      name: session.say("Các việc", "What happened"),
      title: page.className == nil
        ? session.say("LỊCH SỬ MỘT PHIẾU ĐÃ IN", "THE LIFE OF A PRINTED SHEET")
        : session.say("LỊCH SỬ MỘT DANH SÁCH LỚP ĐÃ IN", "THE LIFE OF A PRINTED CLASS LIST"),
      subject: subject.paper, heading: subject.screen,
      scope: [page.candidate.map(session.idParticular), printing(of: life, session)].compactMap(\.self),
      columnsInScope: ["run", "layout", "round"],
      closing: [session.describe(unreadable: life.unreadable, books)].compactMap(\.self)
    ) { isRead in
      var table = Self.moments
      table.members = [
        ("class", JSON(page.className)), ("code", .string(page.code)), ("erased", .bool(page.isErased)),
        ("id", JSON(page.candidate)), ("kind", .string(page.kind)), ("notLogged", NotLogged.json),
        ("number", JSON(candidate?.number)), ("size", .integer(size)),
        ("unreadable", .array(life.unreadable.map { .integer($0.mark.position) })),
      ]
      table.rows = life.moments.map { cells($0, isRead: isRead, books, profile, session) }
      // A column that no moment of this page fills would only push the others off the screen.
      if isRead { table.dropEmptyColumns() }
      return table
    }.show(books, viewpoint, paper, session)
  }

  private static var moments: Table {
    Table(
      name: "moments",
      columns: [
        .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
        .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
        .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
        .init(key: "officerName", vietnamese: "Tên", english: "Name"),
        .init(key: "moment", vietnamese: "Việc", english: "What"),
        .init(key: "order", vietnamese: "STT", english: "Order", isRight: true),
        .init(key: "fields", vietnamese: "Mục", english: "Fields"),
        .init(key: "by", vietnamese: "Trang mới", english: "Newer page"),
        .init(key: "way", vietnamese: "Cách", english: "Way"),
        .init(key: "signedOn", vietnamese: "Ngày ký", english: "Signed on"),
        .init(key: "place", vietnamese: "Nơi ký", english: "Place"),
        .init(key: "except", vietnamese: "Trừ STT", english: "Except"),
        .init(key: "reason", vietnamese: "Lý do", english: "Reason"),
        .init(key: "evidence", vietnamese: "Minh chứng", english: "Evidence"),
        .init(key: "run", vietnamese: "Lần in", english: "Run"),
        .init(key: "layout", vietnamese: "Mẫu", english: "Layout"),
        .init(key: "round", vietnamese: "Lần", english: "Round", isRight: true),
      ])
  }

  /// Which page it is, as the screen and the paper call it.
  private func subject(
    _ page: IssuedPage, _ candidate: Candidate?, _ profile: ExamProfile, _ session: Session
  ) -> (screen: String, paper: String) {
    if let className = page.className {
      let list = session.say(
        "Danh sách lớp \(className), mã \(page.code)", "List of class \(className), code \(page.code)")
      return (list, list)
    }
    let who = candidate.map { session.person($0, profile) } ?? page.candidate ?? ""
    return (
      session.say("Trang \(page.code)  \(who)", "Page \(page.code)  \(who)"),
      session.say("Phiếu \(page.code), \(who)", "Sheet \(page.code), \(who)")
    )
  }

  /// In which run the page was printed, and how; nil where that can't be read.
  private func printing(of life: PageLife, _ session: Session) -> OfficialReport.Particular? {
    for case .printed(let run, let layout, let round) in life.moments.map(\.what) {
      let details = [
        layout.map { session.say("mẫu \($0)", "layout \($0)") }, round.map { session.say("lần \($0)", "round \($0)") },
      ]
      return .init(session.say("Lần in:", "Run:"), ([run] + details.compactMap(\.self)).joined(separator: ", "))
    }
    return nil
  }

  private func cells(
    _ moment: PageMoment, isRead: Bool, _ books: Books, _ profile: ExamProfile, _ session: Session
  ) -> [JSON] {
    let mark = moment.cause.mark
    var more: [String: JSON] = [:]
    switch moment.what {
    case .printed(let run, let layout, let round):
      more = ["run": .string(run), "layout": JSON(layout), "round": JSON(round)]
    case .madeStale(let fields), .agreesAgain(let fields, pageHolds: _):
      more["fields"] = .array(fields.map { .string(isRead ? session.label(of: $0, profile) : $0) })
    case .returned(let way): more["way"] = .string(isRead ? session.word(way) : way.rawValue)
    case .signed(let way, let signedOn, let place, let except):
      more = [
        "way": .string(isRead ? session.word(way) : way.rawValue), "place": JSON(place),
        "signedOn": JSON(isRead ? signedOn.map { CalendarDate($0)?.vietnameseText ?? $0 } : signedOn),
      ]
      if !except.isEmpty { more["except"] = .array(except.map(JSON.integer)) }
    case .superseded(let code), .supplemented(let code): more["by"] = .string(code)
    case .keyed, .signatureTakenBack, .withdrawn, .restored, .erased, .untold: break
    }
    func cell(_ key: String) -> JSON { more[key] ?? .null }
    return [
      .integer(mark.position), .string(isRead ? mark.recordedAt.vietnamText : mark.recordedAt.text),
      .string(mark.officer), JSON(books.school.officerNames[mark.officer]),
      .string(isRead ? session.word(moment.what) : moment.what.word), JSON(moment.order), cell("fields"), cell("by"),
      cell("way"), cell("signedOn"), cell("place"), cell("except"), JSON(moment.cause.reason),
      JSON(moment.cause.evidence), cell("run"), cell("layout"), cell("round"),
    ]
  }
}

extension IssuedPage {
  /// For programs.
  var kind: String { candidate == nil ? "classList" : "sheet" }

  var className: String? {
    if case .list(let event) = content { event.content.className } else { nil }
  }
}

extension PageMoment.What {
  /// For programs.
  var word: String {
    switch self {
    case .printed: "printed"
    case .returned: "returned"
    case .keyed: "keyed"
    case .madeStale: "madeStale"
    case .agreesAgain(_, let pageHolds): pageHolds ? "holdsAgain" : "agreesAgain"
    case .signed: "signed"
    case .signatureTakenBack: "signatureTakenBack"
    case .superseded: "superseded"
    case .supplemented: "supplemented"
    case .withdrawn: "withdrawn"
    case .restored: "restored"
    case .erased: "erased"
    case .untold: "untold"
    }
  }
}

extension Session {
  func word(_ what: PageMoment.What) -> String {
    switch what {
    case .printed: say("in", "printed")
    case .returned: say("thu về, có sửa", "returned with corrections")
    case .keyed: say("đã nhập phần sửa trên phiếu", "its handwriting keyed in")
    case .madeStale: say("thành trang cũ", "made stale")
    case .agreesAgain(_, pageHolds: true): say("lại khớp hồ sơ", "holds again")
    case .agreesAgain(_, pageHolds: false): say("mục này lại khớp", "field agrees again")
    case .signed: say("ghi nhận đã ký", "signed")
    case .signatureTakenBack: say("bỏ ghi nhận ký", "signature taken back")
    case .superseded: say("có trang in sau", "a newer page printed")
    case .supplemented: say("có danh sách bổ sung", "a supplement printed")
    case .withdrawn: say("thí sinh rút", "candidate withdrawn")
    case .restored: say("thí sinh trở lại", "candidate restored")
    case .erased: say("xóa nội dung", "content erased")
    case .untold: say("thu, ký hay bỏ ký, nội dung đã xóa", "a return or signature, its content erased")
    }
  }

  func word(_ way: SigningWay) -> String {
    switch way {
    case .scanned: say("quét mã QR", "scanned")
    case .typed: say("gõ mã", "typed")
    case .classOrder: say("theo STT của lớp", "by order numbers")
    }
  }
}
