import Foundation
import Testing

@Suite struct `find looks through values, reasons and evidence` {
  let planted: PlantedHistory
  var scene: Scene { planted.scene }

  init() throws { planted = try PlantedHistory.made() }

  private func hits(_ arguments: String...) throws -> [Document] {
    try scene.run(["find"] + arguments + ["--format", "json"]).json(of: "find", in: scene)["hits"].items
  }

  @Test(arguments: ["dang gia", "Đặng Gia", "ĐẶNG  GIA", "đăng gia", "DANG GIA BAO"])
  func `with and without accents and capitals`(_ text: String) throws {
    let found = try hits(text)
    #expect(found.map { $0["number"].number } == [3], "\(text)")
    #expect(found.first?["text"].text == "Đặng Gia Bảo")
    #expect(found.first?["place"].text == "value")
    #expect(found.first?["field"].text == "fullName")
    #expect(found.first?["position"].number == 7)
  }

  @Test func `words are kept apart`() throws {
    #expect(try hits("danggia").isEmpty)
    #expect(try hits("giabao").isEmpty)
  }

  @Test func `exact is what is written`() throws {
    #expect(try hits("Đặng Gia", "--exact").count == 1)
    #expect(try hits("Đặng Gia".decomposedStringWithCanonicalMapping, "--exact").count == 1, "NFC on both sides")
    for text in ["dang gia", "đặng gia", "Đăng Gia"] { #expect(try hits(text, "--exact").isEmpty, "\(text)") }
  }

  @Test func `former values are found, and told from present ones`() throws {
    let former = try hits("0999999999")
    #expect(former.map { $0["position"].number } == [55])
    #expect(former.first?["present"].flag == false)
    #expect(former.first?["field"].text == "phone")
    #expect(try hits("0912345678").map { $0["present"].flag } == [true, true])
    #expect(try scene.done("find", "0999999999").out.contains("Điện thoại (giá trị cũ): 0999999999"))
  }

  @Test func `reasons and evidence, of the ledger's own events too`() throws {
    let reason = try hits("go nham")
    #expect(reason.map { $0["place"].text } == ["reason"])
    #expect(reason.first?["position"].number == 56)
    #expect(reason.first?["present"].isNull == true)
    #expect(try hits("12/bs").map { $0["place"].text } == ["evidence"])
    try scene.done("officer", "add", "hoa", "--name", "Lê Thị Hoa")
    try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "lan")
    let revoked = try hits("chuyen cong tac")
    #expect(revoked.map { $0["type"].text } == ["officer.revoked"])
    #expect(revoked.first?["number"].isNull == true)
  }

  @Test func `a value is looked for as it is shown and as it is stored`() throws {
    let shown = try hits("07/11/2005")
    let stored = try hits("2005-11-07")
    #expect(shown.contains { $0["number"].number == 3 })
    #expect(shown.map { $0["position"].number } == stored.map { $0["position"].number })
    #expect(shown.allSatisfy { $0["text"].text == "07/11/2005" })
  }

  @Test func `as text and as CSV, with what was not searched`() throws {
    let text = try scene.done("tim", "theo cccd").out
    for part in [
      "Đặng Gia Bảo (12A1, số 3)  lý do: Theo CCCD", "@54", "Thấy 1 chỗ trong 63 sự kiện", "Không tìm trong",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let rows = try scene.done("find", "theo cccd", "--format", "csv").csv()
    #expect(rows.map { $0["text"] } == ["Theo CCCD"])
    #expect(rows.first?["place"] == "reason")
    let none = try scene.done("find", "không có đâu")
    #expect(none.out.contains("Không thấy"), "\(none)")
  }

  @Test func `as of an earlier moment`() throws {
    #expect(try hits("go nham", "--as-of", "@55").isEmpty)
    #expect(try hits("0912345678", "--as-of", "@55").map { $0["present"].flag } == [false])
  }

  @Test func `nothing to look for is a usage error`() throws {
    for text in ["", "  ", "\u{301}"] { try scene.refused(64, "find", text) }
  }
}
