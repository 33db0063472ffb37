import Foundation
import Testing

@Suite struct `sign refuses one by one and says why` {
  @Test func `a stale sheet with its fields and the event`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let position = try scene.size() - 1
    let output = try scene.run("sign", try pile.code(3), try pile.code(4), "--format", "json")
    #expect(output.status == 1)
    #expect(try outcomes(output) == ["stale", "accepted"])
    #expect(try output.json()["results"][0]["stale"].items.map(\.text) == ["identityNumber"])
    #expect(output.all.contains("PHIẾU CŨ, PHẢI IN LẠI"))
    #expect(output.all.contains("Số CCCD, CMND, hộ chiếu: 031205558245 → 031205558246"))
    #expect(output.all.contains("số ghi \(position)"))
    #expect(try scene.count("sheet.signed") == 1)
    try scene.expectSound()
  }

  @Test func `a value changed back makes the sheet valid again`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Nhầm")
    #expect(try scene.run("sign", try pile.code(3)).status == 1)
    try scene.done("correct", "3", "a4=031205558245", "--reason", "Sửa lại cho đúng")
    try scene.done("sign", try pile.code(3))
    try scene.expectSound()
  }

  @Test func `findings, unit, profile and order never make a sheet stale`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("unit", "set", "--name", "TRƯỜNG THPT KHÁC")
    let document = try scene.done("profile", "show").out.replacing(
      "PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN", with: "PHIẾU KHÁC")
    try scene.write(document, to: "khac.json")
    try scene.done("profile", "adopt", "khac.json", "--reason", "Sở hướng dẫn lại")
    try scene.done("add", "fullName=An", "a6-lop=12A1", "a4=031205558245", "--reason", "Chuyển đến, trùng số")
    // A field that this layout does not print.
    try scene.done("correct", "3", "a15-diem=7.5", "--reason", "Theo chứng chỉ")
    try scene.done("sign", try pile.code(3))
    try scene.expectSound()
  }

  @Test func `an old sheet that is not stale may be signed`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("print", "3", "--round", "2", "--output", "lai.pdf")
    try scene.done("sign", try pile.code(3))
    #expect(try scene.done("list", "--state", "signed", "--format", "json").json()["candidates"].items.count == 1)
    try scene.expectSound()
  }

  @Test func `mistyped, unknown, malformed, repeated, already signed and withdrawn`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("sign", try pile.code(3))
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    let typed = try pile.code(5)
    let mistyped = String(typed.dropLast()) + (typed.last == "0" ? "1" : "0")
    let good = try pile.code(6)
    let output = try scene.run(
      "sign", mistyped, "4000-123456", "7-123456", "không phải mã", try pile.code(3), try pile.code(4), good, good,
      "--format", "json")
    #expect(output.status == 1)
    #expect(
      try outcomes(output) == [
        "mistyped", "unknown", "unknown", "malformed", "alreadySigned", "withdrawn", "accepted", "repeated",
      ], "\(output)")
    #expect(try output.json()["accepted"].number == 1)
    for word in ["gõ nhầm", "ĐÃ KÝ TRƯỚC", "ĐÃ RÚT", "ĐÃ QUÉT RỒI", "Không nhận: 7"] {
      #expect(output.all.contains(word), "\(word): \(output)")
    }
    #expect(try scene.count("sheet.signed") == 2)
    try scene.expectSound()
  }

  @Test func `a page of another ledger, and a digit that was forged`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let other = try Scene()
    try other.done("init", "--unit-name", "TRƯỜNG KHÁC", "--officer", "lan", "--officer-name", "Lan")
    try other.write(try Sample.text(), to: "12A1.csv")
    try other.done("import", "12A1.csv", "--reason", "Nhập")
    try other.done("print", "3", "--output", "a.pdf")
    let foreignCode = try #require(try other.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    let foreign = try Anchor.digits(try Anchor.bytes(of: foreignCode, in: other))
    // One bit of the digest, of the position, and of the signature.
    let genuine = try Anchor.bytes(of: try pile.code(3), in: scene)
    let forged = try [8, 50, 100].map { index in
      var bytes = genuine
      bytes[index] ^= 1
      return try Anchor.digits(bytes)
    }
    let output = try scene.refused(
      1, "sign", foreign, forged[0], forged[1], forged[2], String(genuine.count), "--format", "json")
    #expect(try outcomes(output) == ["otherLedger", "forged", "forged", "forged", "malformed"], "\(output)")
    #expect(output.all.contains("phiếu của sổ ghi khác"))
    #expect(output.all.contains("mã giả hoặc quét hỏng"))
    try scene.expectSound()
  }

  @Test func `a page that was printed after the copy that was put back is signed but not in this history`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let old = try scene.bytes("so.kiemdo")
    try scene.done("print", "3", "--output", "lai.pdf")
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"].items.last?["code"].text)
    let digits = try Anchor.digits(try Anchor.bytes(of: code, in: scene))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scene.ledger + suffix) }
    try scene.write(old, to: "so.kiemdo")
    try scene.done("resume", "--reason", "Ổ đĩa hỏng, dùng bản sao")
    let output = try scene.refused(1, "sign", digits, "--format", "json")
    #expect(try outcomes(output) == ["notInHistory"], "\(output)")
    try scene.expectSound()
  }

  /// The numbers are read off the list on paper: after somebody left, 7 is another one.
  @Test func `order numbers that mean others than on the printed list are refused, and who is left out is named`()
    throws
  {
    let scene = try Scene(.printed())
    try scene.done("class-list", "--class", "12A1", "--output", "ds.pdf")
    #expect(try scene.done("sign", "--class", "12A1", "--except", "7, 9").err.contains("Chưa ký: STT 9, "))
    try scene.done("withdraw", "3", "--reason", "Chuyển trường")
    let refused = try scene.refused(65, "sign", "--class", "12A1", "--except", "7")
    #expect(refused.err.contains("nay khác danh sách đã in"), "\(refused)")
    for orders in ["1 2", "", "1,,2", "1,"] { try scene.refused(64, "sign", "--class", "12A1", "--except", orders) }
  }
}
