import Foundation
import Testing

/// The questions about records, on paper beside the audit's.
@Suite struct `a question about records is answered on paper as on the screen` {
  struct Question: CustomTestStringConvertible {
    let words: [String]
    /// The schema of its JSON.
    let schema: String
    let positions: [Int]
    let title: String
    let subject: String
    var testDescription: String { words.joined(separator: " ") }
  }

  private static let person = "Đặng Gia Bảo (12A1, số 3)"

  /// `CODE` stands for the code of the sheet printed at 51, `LIST` for that of the list at 57.
  private static let questions: [Question] = [
    Question(
      words: ["history", "3"], schema: "history", positions: [7, 50, 51, 54, 55, 56, 62],
      title: "LỊCH SỬ HỒ SƠ CỦA MỘT THÍ SINH", subject: person),
    Question(
      words: ["history", "3", "--field", "phone"], schema: "history", positions: [7, 50, 55, 56],
      title: "LỊCH SỬ HỒ SƠ CỦA MỘT THÍ SINH", subject: person),
    Question(
      words: ["history", "5"], schema: "history", positions: [9, 52, 59, 60, 61],
      title: "LỊCH SỬ HỒ SƠ CỦA MỘT THÍ SINH", subject: "Đào Bá Đạt (12A1, số 5)"),
    Question(
      words: ["history", "--sheet", "CODE"], schema: "history-sheet", positions: [51, 54, 55, 56, 62],
      title: "LỊCH SỬ MỘT PHIẾU ĐÃ IN", subject: "Phiếu CODE, \(person)"),
    Question(
      words: ["history", "--sheet", "LIST"], schema: "history-sheet", positions: [57, 61],
      title: "LỊCH SỬ MỘT DANH SÁCH LỚP ĐÃ IN", subject: "Danh sách lớp 12A1, mã LIST"),
    Question(
      words: ["blame", "3", "--field", "a4"], schema: "blame", positions: [54],
      title: "NGUỒN GỐC TỪNG GIÁ TRỊ TRONG HỒ SƠ",
      subject: person),
    Question(
      words: ["find", "0912345678"], schema: "find", positions: [50, 56], title: "KẾT QUẢ TÌM TRONG SỔ GHI",
      subject: "\"0912345678\""),
    Question(
      words: ["find", "theo cccd"], schema: "find", positions: [54], title: "KẾT QUẢ TÌM TRONG SỔ GHI",
      subject: "\"theo cccd\""),
    Question(
      words: ["diff", "3", "@49"], schema: "diff", positions: [54, 50, 55, 56],
      title: "HỒ SƠ KHÁC NHAU GIỮA HAI NƠI TRONG SỔ GHI", subject: person),
    Question(
      words: ["diff", "CODE"], schema: "diff", positions: [54], title: "HỒ SƠ KHÁC NHAU GIỮA HAI NƠI TRONG SỔ GHI",
      subject: person),
    Question(
      words: ["diff", "--class", "12A1", "@49"], schema: "diff", positions: [54, 50, 55, 56, 61],
      title: "HỒ SƠ KHÁC NHAU GIỮA HAI NƠI TRONG SỔ GHI", subject: "Lớp 12A1"),
    Question(
      words: ["diff", "--all", "@49", "@54"], schema: "diff", positions: [54, 50],
      title: "HỒ SƠ KHÁC NHAU GIỮA HAI NƠI TRONG SỔ GHI", subject: "Mọi thí sinh"),
  ]

  @Test(arguments: questions)
  func `text, CSV, JSON and paper have the same rows`(_ question: Question) throws {
    let planted = try PlantedHistory.made()
    let scene = planted.scene
    func named(_ text: String) throws -> String {
      text.replacing("CODE", with: try planted.code(51)).replacing("LIST", with: try planted.code(57))
    }
    let words = try question.words.map(named)
    let text = try scene.done(words).out
    let shown = try scene.done(words + ["--output", "bc.pdf"])
    #expect(shown.out == "Đã viết báo cáo vào bc.pdf.\n")
    let first = try scene.bytes("bc.pdf")
    try scene.done(words + ["--output", "bc.pdf"])
    #expect(try scene.bytes("bc.pdf") == first, "the same report is the same file")

    let page = try scene.page("bc.pdf")
    #expect(page.lines.contains(question.title), "\(page.text)")
    #expect(page.lines.contains(try named(question.subject)), "\(page.text)")
    #expect(Self.positions(page.text) == question.positions, "\(page.text)")
    #expect(Self.positions(text) == question.positions, "\(text)")
    // What a person reads on the screen is on the paper: every word of it, but for the columns' titles.
    let read = text.split(separator: "\n").filter { !$0.contains("Số ghi") }.joined(separator: "\n")
    let missing = Self.words(read).subtracting(Self.words(page.text))
    #expect(missing.isEmpty, "\(missing) of \(text) is not in \(page.text)")
    // And those of its rows are in the table, but for the printing, which stands above it.
    let rows = text.split(separator: "\n").filter { !Self.positions(String($0)).isEmpty }.joined(separator: "\n")
    let table =
      page.lines.drop { !$0.hasPrefix("2. ") }.prefix { !$0.hasPrefix("3. ") }
      .filter { !$0.contains("(tiếp theo)") } + page.lines.filter { $0.hasPrefix("Lần in: ") }
    let absent = Self.words(rows).subtracting(Self.words(table.joined(separator: "\n")))
    #expect(absent.isEmpty, "\(absent) of \(rows) is not in \(table)")
    #expect(page.lines.contains { $0.hasPrefix("– Không có trong báo cáo: ai đã xem hồ sơ") })
    #expect(page.lines.contains { $0.hasPrefix("– Lệnh này không kiểm chứng cả sổ") })
    #expect(page.lines.contains("ĐẠI DIỆN ĐƠN VỊ NGƯỜI KIỂM TRA"))
    let root = try scene.done("checkpoint").lines[2]
    #expect(page.lines.contains("Gốc cây băm: \(root)") && page.lines.contains("Gốc \(root)"))
    for index in 1...page.count { #expect(page.lines.contains { $0.hasSuffix(" Trang \(index)/\(page.count)") }) }

    try programs(words, question, scene)
  }

  /// JSON and CSV are what they are without the paper; only JSON says where that is.
  private func programs(_ words: [String], _ question: Question, _ scene: Scene) throws {
    let json = words + ["--format", "json"]
    let alone = try scene.done(json).json(of: question.schema, in: scene)
    #expect(alone["output"].isNull)
    #expect(Self.positions(alone, question.schema) == question.positions)
    let both = try scene.done(json + ["--output", "bc.pdf"]).json(of: question.schema, in: scene)
    #expect(both["output"].text == "bc.pdf")
    #expect(Self.positions(both, question.schema) == question.positions)
    let csv = try scene.done(words + ["--format", "csv"])
    #expect(try csv.csv().compactMap { $0["position"].flatMap(Int.init) } == question.positions)
    try FileManager.default.removeItem(atPath: scene.path("bc.pdf"))
    let beside = try scene.done(words + ["--format", "csv", "--output", "bc.pdf"])
    #expect(beside.out == csv.out && beside.err == csv.err)
    #expect(try Self.positions(scene.page("bc.pdf").text) == question.positions)
  }

  @Test func `in English too`() throws {
    let planted = try PlantedHistory.made()
    for (words, title) in [
      (["history", "3"], "HISTORY OF A CANDIDATE'S RECORD"), (["blame", "3"], "WHO SET EACH VALUE OF A RECORD"),
      (["history", "--sheet", try planted.code(51)], "THE LIFE OF A PRINTED SHEET"),
      (["find", "dang"], "RESULTS OF A SEARCH IN A LEDGER"),
      (["diff", "3", "@49"], "HOW RECORDS DIFFER BETWEEN TWO PLACES IN A LEDGER"),
    ] {
      let shown = try planted.scene.done(words + ["--output", "e.pdf", "--lang", "en"])
      #expect(shown.out == "Wrote the report to e.pdf.\n")
      let page = try planted.scene.page("e.pdf")
      #expect(page.lines.contains(title) && page.lines.contains("FOR THE UNIT AUDITOR"), "\(page.text)")
      #expect(page.lines.contains { $0.hasPrefix("– Not in this report: who has looked") }, "\(page.text)")
    }
  }

  @Test func `values stand with the names of their codes, days as they are written here`() throws {
    let scene = try PlantedHistory.made().scene
    try scene.done("blame", "4", "--output", "bc.pdf")
    let page = try scene.page("bc.pdf")
    let born = try #require(try scene.done("show", "4", "--format", "json").json()["fields"]["dateOfBirth"].text)
    #expect(page.text.contains(born.split(separator: "-").reversed().joined(separator: "/")), "\(page.text)")
    #expect(page.text.contains("Nữ (1)") || page.text.contains("Nam (0)"), "\(page.text)")
    // Each page says whose record it is: pages that are filed may come apart.
    #expect(page.count > 1)
    let heads = page.lines.filter { $0.hasPrefix("Nguồn gốc từng giá trị trong hồ sơ (tiếp theo): ") }
    #expect(heads.count == page.count - 1 && heads.allSatisfy { $0.hasSuffix("(12A1, số 4)") }, "\(heads)")
  }

  @Test func `codes, ids and keys stand whole on a line`() throws {
    let planted = try PlantedHistory.made()
    let scene = planted.scene
    try scene.done("sign", "--corrected", try planted.code(62))
    try scene.done("correct", try planted.code(62), "phone=0988888888")
    let id = try #require(try scene.done("show", "3", "--format", "json").json()["id"].text)
    try scene.done("history", "3", "--output", "bc.pdf")
    for code in [try planted.code(51), try planted.code(62), id] {
      #expect(try scene.page("bc.pdf").text.contains(code), "\(code)")
    }
    try scene.done("history", "--sheet", try planted.code(53), "--output", "bc.pdf")
    let run = try scene.done("history", "--sheet", try planted.code(53), "--format", "json").json()["moments"][0]["run"]
    #expect(try scene.page("bc.pdf").lines.contains("Lần in: \(try #require(run.text)), mẫu personal, lần 1"))
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "lan")
    try scene.done("audit", "officers", "--output", "bc.pdf")
    let page = try scene.page("bc.pdf")
    for row in try scene.done("audit", "officers", "--format", "json").json()["officers"].items {
      let key = try #require(row["key"].text)
      #expect(page.lines.contains("\(try #require(row["id"].text)) \(key)"), "\(key): \(page.text)")
    }
  }

  @Test func `an erased candidate is told by number, and by whom and when he was erased`() throws {
    let scene = try PlantedHistory.made().scene
    try scene.done(
      "erase", "4", "--reason", "Yêu cầu của chủ dữ liệu", "--authority", "QĐ 12", "--confirm", "--officer", "lan")
    try scene.done("history", "4", "--output", "bc.pdf")
    let page = try scene.page("bc.pdf")
    #expect(page.lines.contains("Thí sinh số 4 (hồ sơ không còn)"), "\(page.text)")
    #expect(page.text.contains("(đã xóa 24/04/2023"), "\(page.text)")
    try scene.done("diff", "--all", "@4", "@5", "--output", "bc.pdf")
    #expect(try scene.page("bc.pdf").text.contains("chưa có"))
  }

  /// Every whole number that a day with its time follows: in these answers, an event's position.
  private static func positions(_ text: String) -> [Int] {
    text.matches(of: #/(\d+) +\d\d/\d\d/\d{4} \d\d:\d\d:\d\d/#).compactMap { Int($0.output.1) }
  }

  private static func positions(_ answer: Document, _ schema: String) -> [Int] {
    let rows: [Document] =
      switch schema {
      case "diff":
        answer["differences"].items.flatMap { $0["standing"].items + $0["fields"].items.flatMap { $0["events"].items } }
      case "history": answer["events"].items
      case "history-sheet": answer["moments"].items
      case "find": answer["hits"].items
      default: answer["fields"].items
      }
    return rows.compactMap { $0["position"].number }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}

@Suite struct `a paper as of a moment says so` {
  @Test(arguments: [
    "history 3", "blame 3", "find dang", "audit", "audit summary", "audit officers", "audit exceptions",
    "audit sample 3 --seed @51",
  ])
  func `and what was recorded later is not on it`(_ command: String) throws {
    let scene = try PlantedHistory.made().scene
    let words = command.split(separator: " ").map(String.init) + ["--output", "bc.pdf"]
    try scene.done(words)
    #expect(try !scene.page("bc.pdf").text.contains("Nhìn sổ như lúc"))
    try scene.done(words + ["--as-of", "21/04/2023"])
    let page = try scene.page("bc.pdf")
    let place = "Nhìn sổ như lúc: 21/04/2023: đến hết số ghi @53; nay sổ có 63 sự kiện"
    #expect(page.lines.contains(place), "\(page.text)")
    let size = command.hasPrefix("audit sample") ? 51 : 54
    #expect(page.lines.contains { $0.hasPrefix("Đầu sổ: \(size) sự kiện") }, "\(page.text)")
    #expect(!page.text.contains("22/04/2023") && !page.text.contains("031205558246"), "\(page.text)")
    try scene.done(words + ["--as-of", "@53", "--lang", "en"])
    #expect(try scene.page("bc.pdf").lines.contains("As of: @53: through event @53; the ledger now has 63 events"))
  }

  @Test func `a comparison names its two places`() throws {
    let planted = try PlantedHistory.made()
    try planted.scene.done("diff", "3", "21/04/2023 16:59", try planted.code(62), "--output", "bc.pdf")
    let page = try planted.scene.page("bc.pdf")
    #expect(page.lines.contains { $0.hasPrefix("Từ: @49 (") }, "\(page.text)")
    #expect(page.lines.contains("Tới: phiếu \(try planted.code(62)) (in 23/04/2023 18:00:00)"), "\(page.text)")
    #expect(page.text.contains("(@49)"), "in the head of the column")
    #expect(page.lines.contains { $0.hasPrefix("– Đã so 1 thí sinh: 1 khác") }, "\(page.text)")
  }

  @Test(arguments: ["history 3 --as-of", "blame 3 --as-of", "find dang --as-of", "diff 3 @20", "diff --all @20"])
  func `a time is doubtful on paper too where the clock was set back, a position is not`(_ command: String) throws {
    let scene = try PlantedHistory.made().scene
    scene.clock = "2023-04-22T12:00:00.000Z"
    try scene.done("clock", "correct", "--reason", "Đồng hồ chạy nhanh")
    let words = command.split(separator: " ").map(String.init)
    try scene.done(words + ["22/04/2023", "--output", "bc.pdf"])
    #expect(try scene.page("bc.pdf").text.contains("chỉnh lùi ở @63"))
    try scene.done(words + ["@60", "--output", "bc.pdf"])
    #expect(try !scene.page("bc.pdf").text.contains("chỉnh lùi"))
  }
}

@Suite struct `the paper of a question is refused like that of an audit` {
  private static let commands = [
    ["history", "3"], ["history", "--sheet", "CODE"], ["blame", "3"], ["find", "dang"], ["diff", "3", "@20"],
    ["diff", "--all", "@20"],
  ]

  @Test(arguments: commands)
  func `in the place of the ledger, its keys or another kind of file`(_ command: [String]) throws {
    let planted = try PlantedHistory.made()
    let scene = planted.scene
    let words = try command.map { $0 == "CODE" ? try planted.code(51) : $0 }
    for place in ["so.kiemdo", "so.kiemdo.projections", try scene.keyFolder() + "/checkpoint"] {
      try scene.refused(64, words + ["--output", place])
    }
    let checkpoint = try scene.done("checkpoint").out
    try scene.write(checkpoint, to: "diem-chot.txt")
    let other = try scene.refused(74, words + ["--output", "diem-chot.txt"])
    #expect(other.err.contains("diem-chot.txt") && other.err.contains("Chọn tên khác"), "\(other)")
    #expect(try scene.text("diem-chot.txt") == checkpoint)
    try scene.refused(74, words + ["--output", "khong-co/bc.pdf"])
    let alone = try scene.refused(64, words + ["--auditor", "X"])
    #expect(alone.err.contains("--auditor chỉ dùng cùng --output"), "\(alone)")
    try scene.done(words + ["--output", "/dev/null"])
    #expect(try scene.allFiles().allSatisfy { !$0.hasSuffix(".tmp") })
    try scene.expectSoundAfterReading()
  }

  @Test(arguments: [
    ["diff", "--class", "99", "@3"], ["diff", "3", "@3", "@4"], ["diff", "3", "@3", "@999"], ["history", "99"],
    ["blame", "3", "--as-of", "@6"], ["find", "dang", "--as-of", "@999"],
  ])
  func `a question without an answer leaves no file`(_ words: [String]) throws {
    let scene = try PlantedHistory.made().scene
    for format in ["text", "json", "csv"] {
      let refused = try scene.refused(66, words + ["--output", "bc.pdf", "--format", format])
      #expect(refused.out.isEmpty && !scene.exists("bc.pdf"), "\(refused)")
    }
  }
}

extension Scene {
  /// What another program reads from a printed report.
  fileprivate func page(_ name: String) throws -> (text: String, lines: [String], count: Int) {
    let read = try Tool.run("/usr/bin/pdftotext", "-layout", path(name), "-", in: self)
    try #require(read.status == 0, "\(read)")
    let lines = read.out.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }
    return (read.out, lines, read.out.count { $0 == "\u{0C}" })
  }
}
