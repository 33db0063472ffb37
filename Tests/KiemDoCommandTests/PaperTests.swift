import Foundation
import Testing

@Suite struct `verify --sheet judges the code on a page` {
  let planted: PlantedHistory
  var scene: Scene { planted.scene }

  init() throws { planted = try PlantedHistory.made() }

  private func verdict(_ text: String, exit status: Int32) throws -> Document {
    let output = try scene.run("verify", "--sheet", text, "--format", "json")
    #expect(output.status == status, "\(output)")
    return try output.json(of: "verify-sheet", in: scene)["verdicts"][0]
  }

  @Test func `issued, current and signed`() throws {
    for text in [try planted.code(53), try planted.digits(53)] {
      let verdict = try verdict(text, exit: 0)
      #expect(verdict["standing"].text == "current")
      #expect(verdict["code"].text == (try planted.code(53)))
      #expect(verdict["signature"]["state"].text == "recorded")
      #expect(verdict["signature"]["event"]["position"].number == 58)
      #expect(verdict["signature"]["signedOn"].text == "2023-04-22")
    }
    let text = try scene.done("verify", "--sheet", try planted.digits(53)).out
    for part in ["CÒN HIỆU LỰC", "đã ghi nhận (gõ mã)", "xét mã, không xét tờ giấy", "khóa đã biết"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
  }

  @Test func `issued, superseded by an event of a day, field by field`() throws {
    let verdict = try verdict(try planted.digits(51), exit: 1)
    #expect(verdict["standing"].text == "superseded")
    #expect(verdict["changes"].items.map { $0["field"].text } == ["identityNumber"])
    #expect(verdict["changes"][0]["event"]["position"].number == 54)
    #expect(verdict["newer"].text == (try planted.code(62)))
    #expect(verdict["signature"]["state"].text == "none")
    let text = try scene.refused(1, "verify", "--sheet", try planted.digits(51)).out
    #expect(text.contains("031205558245 → 031205558246  @54 22/04/2023 17:00:00"), "\(text)")
  }

  @Test func `issued, withdrawn, the signature taken back`() throws {
    let verdict = try verdict(try planted.digits(52), exit: 1)
    #expect(verdict["standing"].text == "withdrawn")
    #expect(verdict["cause"]["position"].number == 61)
    #expect(verdict["signature"]["state"].text == "takenBack")
    #expect(verdict["signature"]["event"]["reason"].text == "Quét nhầm")
  }

  @Test func `issued, its content erased, the signature beyond telling`() throws {
    let digits = [try planted.digits(51), try planted.digits(52)]
    for number in ["3", "5"] {
      try scene.done("erase", number, "--reason", "Chủ dữ liệu yêu cầu", "--authority", "QĐ 12/2023", "--confirm")
    }
    let verdict = try verdict(digits[0], exit: 1)
    #expect(verdict["standing"].text == "erased")
    #expect(verdict["cause"]["type"].text == "personalData.erased")
    #expect(verdict["cause"]["reason"].text == "Chủ dữ liệu yêu cầu")
    #expect(verdict["signature"]["state"].text == "none")
    // That the scan of 5 was taken back is not told any more, only that something was.
    #expect(try self.verdict(digits[1], exit: 1)["signature"]["state"].text == "untold")
    let life = try scene.done("history", "--sheet", digits[1], "--format", "json").json(of: "history-sheet", in: scene)
    #expect(life["erased"].flag == true)
    #expect(life["moments"].items.map { $0["moment"].text } == ["printed", "signed", "untold", "withdrawn", "erased"])
    let text = try scene.refused(1, "verify", "--sheet", digits[0], "--reprint", "khong.pdf")
    #expect(text.all.contains("NỘI DUNG ĐÃ XÓA"), "\(text)")
    #expect(!scene.exists("khong.pdf"), "there is nothing to draw it from")
    let difference = try scene.done("diff", "--all", "@49", "--format", "json").json(of: "diff", in: scene)
    #expect(difference["differences"].items.map { $0["unreadable"].items.isEmpty } == [false, false])
    let found = try scene.done("find", "dang gia", "--format", "json").json(of: "find", in: scene)
    #expect(found["hits"].items.isEmpty)
    #expect((found["unreadable"].number ?? 0) > 5)
    let authority = try scene.done("find", "QĐ 12/2023", "--format", "json").json(of: "find", in: scene)["hits"].items
    #expect(authority.map { $0["place"].text } == ["authority", "authority"])
  }

  @Test func `a list is judged row by row`() throws {
    #expect(try verdict(try planted.digits(57), exit: 0)["kind"].text == "classList")
    try scene.done("correct", "4", "a3a=Hà Nội", "--reason", "Theo giấy khai sinh")
    let verdict = try verdict(try planted.code(57), exit: 1)
    #expect(verdict["standing"].text == "superseded")
    #expect(verdict["changes"].items.map { $0["order"].number } == [34])
  }

  /// Every digit on its own: no slip is taken for the page, and none is called a forgery.
  @Test(arguments: [0, 5, 16, 17, 20, 33, 34, 100, 200, 339, 340, 342])
  func `one wrong digit is a slip`(_ place: Int) throws {
    var digits = Array(try planted.digits(53))
    digits[place] = digits[place] == "9" ? "0" : Character(String((digits[place].wholeNumberValue ?? 0) + 1))
    let verdict = try verdict(String(digits), exit: 65)
    #expect(verdict["standing"].text == "unreadable")
    #expect(["group", "version", "signature"].contains(verdict["reading"]["kind"].text), "\(verdict)")
    // The second group holds the lower half of the position: a wrong digit there leads to another page, or to none.
    if !(17..<34).contains(place) {
      #expect(verdict["reading"]["almost"]["code"].text == (try planted.code(53)))
      #expect(verdict["reading"]["almost"]["digits"].items.map(\.number) == [place + 1])
    }
    #expect(verdict["sentence"].text?.contains("Quét lại") == true)
    #expect(verdict["sentence"].text?.contains("giả") == false)
  }

  @Test func `other slips say what is wrong`() throws {
    let digits = try planted.digits(53)
    let cases = [
      (String(digits.dropLast()), "length", "thiếu 1"), (digits + "12", "length", "thừa 2"),
      (digits.dropLast() + "x", "notADigit", "343"), ("abc", "notACode", "343 chữ số"),
      ("53-000000", "checkDigits", "sáu số cuối"),
      ("3-123456", "noPage", "không in trang nào"), ("900-123456", "noPage", "63 sự kiện"),
    ]
    for (text, kind, words) in cases {
      let verdict = try verdict(text, exit: 65)
      #expect(verdict["reading"]["kind"].text == kind, "\(text)")
      #expect(verdict["sentence"].text?.contains(words) == true, "\(text): \(verdict["sentence"].text ?? "")")
    }
  }

  @Test func `a page of another ledger is told as one`() throws {
    let other = try Scene(.printed())
    let code = try #require(
      try other.done("list", "--format", "json").json()["candidates"][0]["sheet"].text)
    // Both schools of these tests come from one template and have one key; a third has its own.
    let third = try Scene()
    try third.done("init", "--unit-name", "TRƯỜNG THPT KHÁC", "--officer", "lan", "--officer-name", "Vũ Thị Lan")
    try third.write(try Sample.text(), to: "12A1.csv")
    try third.done("import", "12A1.csv", "--reason", "Nhập")
    let digits = try Anchor.digits(try Anchor.bytes(of: code, in: other))
    let output = try third.run("verify", "--sheet", digits, "--format", "json")
    #expect(output.status == 1)
    #expect(try output.json(of: "verify-sheet", in: third)["verdicts"][0]["standing"].text == "otherLedger")
  }

  @Test func `signed but not in this history is not for the clerk to settle`() throws {
    let digits = try planted.digits(62)
    let older = try Scene(.imported())
    // The same key, an older copy: what was printed since is signed and unknown.
    let output = try older.run(
      "verify", "--sheet", digits, "--format", "json", env: ["KIEMDO_LEDGER": older.ledger, "KIEMDO_KEYS": "khong-co"])
    #expect(output.status == 1)
    let verdict = try output.json(of: "verify-sheet", in: older)["verdicts"][0]
    #expect(verdict["standing"].text == "notInHistory")
    #expect(verdict["sentence"].text?.contains("lùi lại hoặc rẽ nhánh") == true)
  }

  @Test func `several codes, from standard input too, as CSV`() throws {
    let lines = [try planted.digits(53), "", "  " + (try planted.code(51)) + "  ", "53-000000"].joined(
      separator: "\r\n")
    let output = try scene.run("verify", "--sheet", "-", "--format", "csv", stdin: lines)
    #expect(output.status == 1)
    let rows = try output.csv()
    #expect(rows.map { $0["standing"] } == ["current", "superseded", "unreadable"])
    #expect(rows.map { $0["fields"] } == ["", "identityNumber", ""])
    #expect(output.err.contains("không xét tờ giấy"), "\(output)")
    let slips = try scene.run("verify", "--sheet", try planted.code(53), "--sheet", "53-000000")
    #expect(slips.status == 65, "a slip beside a current page: \(slips)")
  }

  @Test func `a short code is looked up in the class list that prints it`() throws {
    let verdict = try verdict(try planted.code(53), exit: 0)
    #expect(verdict["classLists"][0]["list"].text == (try planted.code(57)))
    #expect(verdict["classLists"][0]["order"].number == 34)
    let text = try scene.done("verify", "--sheet", try planted.code(53)).out
    #expect(text.contains("danh sách \(try planted.code(57)) lớp 12A1, STT 34"), "\(text)")
    let printed = try Tool.run("/usr/bin/pdftotext", "-layout", "danh-sach.pdf", "-", in: scene).out
    #expect(printed.contains(try planted.code(53)), "the list prints it: \(printed)")
  }

  @Test func `--reprint draws the page to hold beside it`() throws {
    try scene.done("verify", "--sheet", try planted.digits(53), "--reprint", "ben-canh.pdf")
    try scene.done("reprint", try planted.code(53), "--output", "in-lai.pdf")
    #expect(try scene.bytes("ben-canh.pdf") == scene.bytes("in-lai.pdf"))
    #expect(try scene.run("verify", "--reprint", "x.pdf").status == 64)
    try scene.refused(64, "verify", "--sheet", try planted.code(53), "--reprint", scene.ledger)
    try scene.refused(65, "verify", "--sheet", "53-000000", "--reprint", "khong.pdf")
    #expect(!scene.exists("khong.pdf"))
  }

  @Test func `the key given must be this ledger's`() throws {
    let third = try Scene()
    let made = try third.done(
      "init", "--unit-name", "TRƯỜNG THPT KHÁC", "--officer", "lan", "--officer-name", "Vũ Thị Lan", "--format", "json")
    let key = try #require(try made.json()["ledgerKey"].text)
    let output = try scene.refused(1, "verify", "--sheet", try planted.code(53), "--key", key)
    #expect(output.out.contains("KHÓA ĐÃ CHO KHÔNG PHẢI CỦA SỔ NÀY"), "\(output)")
  }

  // MARK: Without the ledger

  private func alone(_ arguments: String..., status: Int32) throws -> Output {
    let output = try scene.run(
      ["verify"] + arguments, env: ["KIEMDO_LEDGER": scene.path("khong-co.kiemdo")])
    #expect(output.status == status, "\(output)")
    return output
  }

  private func key() throws -> String {
    let keys = try scene.done("keys", "--format", "json").json()["keys"].items
    return try #require(keys.first { $0["role"].text == "ledger" }?["key"].text)
  }

  @Test func `with the key alone: what the anchor states, and what can't be said`() throws {
    let (key, digits) = (try key(), try planted.digits(53))
    let output = try alone("--key", key, "--sheet", digits, "--format", "json", status: 1)
    let answer = try output.json(of: "verify-sheet-key", in: scene)
    let statement = answer["statements"][0]
    #expect(statement["signatureValid"].flag == true)
    #expect(statement["anchor"]["position"].number == 53)
    #expect(statement["anchor"]["size"].number == 51)
    #expect(statement["anchor"]["code"].text == (try planted.code(53)))
    let note = try scene.query("SELECT note FROM checkpoint WHERE size = 51").split(separator: "\n")
    #expect(statement["anchor"]["root"].text == String(note[2]))
    #expect(answer["unknown"].items.map(\.text).contains("current"))
    let text = try alone("--key", key, "--sheet", digits, status: 1).out
    for part in ["KHÓA NÀY ĐÃ KÝ MÃ", "Không có sổ ghi nên không nói được", "không xét tờ giấy"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let csv = try alone("--key", key, "--sheet", digits, "--format", "csv", status: 1).csv()
    #expect(csv.first?["signatureValid"] == "1")
  }

  @Test func `with the key alone a slip is a slip`() throws {
    var digits = Array(try planted.digits(53))
    digits[100] = digits[100] == "9" ? "0" : "9"
    let output = try alone("--key", try key(), "--sheet", String(digits), "--sheet", "53-000000", status: 65).out
    #expect(output.contains("chữ ký trong mã không khớp"), "\(output)")
    #expect(output.contains("mã ngắn không nói được gì khi không có sổ ghi"), "\(output)")
    #expect(try alone("--sheet", "53-000000", status: 66).all.contains("Không có sổ ghi"))
  }
}
