import Foundation
import Testing

/// A printed class, and what stands on its papers.
private struct Pile {
  let scene: Scene
  /// Short codes by running number.
  let codes: [Int: String]

  init() throws {
    scene = try Scene(.printed())
    let listed = try scene.done("list", "--format", "json").json()["candidates"].items
    codes = Dictionary(uniqueKeysWithValues: listed.map { ($0["number"].number ?? 0, $0["sheet"].text ?? "") })
  }

  func code(_ number: Int) throws -> String { try #require(codes[number]) }

  /// The digits of the QR code on a candidate's sheet, as its event holds them.
  func digits(_ number: Int) throws -> String { try Anchor.digits(try Anchor.bytes(of: try code(number), in: scene)) }
}

/// The anchor of a printed page, written and read as the ledger's format says, without the command's own code.
enum Anchor {
  static func bytes(of code: String, in scene: Scene) throws -> [UInt8] {
    let position = try #require(code.split(separator: "-").first)
    let base64 = try scene.query("SELECT body ->> '$.anchor' FROM payload WHERE position = \(position)")
    let data = try #require(Data(base64Encoded: base64))
    try #require(data.count == 141)
    return Array(data)
  }

  /// Each 7 bytes as 17 digits, the last byte as 3.
  static func digits(_ bytes: [UInt8]) throws -> String {
    stride(from: 0, to: bytes.count, by: 7).map { start in
      let group = bytes[start..<min(start + 7, bytes.count)]
      let number = String(group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      return String(repeating: "0", count: (group.count == 7 ? 17 : 3) - number.count) + number
    }.joined()
  }
}

private func outcomes(_ output: Output) throws -> [String?] {
  try output.json()["results"].items.map { $0["outcome"].text }
}

@Suite struct `sign records the good ones in one append` {
  @Test func `by code, with day and place`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let output = try scene.done(
      "sign", try pile.code(3), try pile.code(4), "--signed-on", "21/04/2023", "--place", "Phòng 12A1", "--format", "json")
    #expect(try outcomes(output) == ["accepted", "accepted"])
    #expect(output.all.contains("NHẬN"))
    #expect(output.all.contains("Đặng Gia Bảo (12A1, số 3)"))
    #expect(try scene.query("SELECT count(DISTINCT header ->> '$.command') FROM event WHERE type = 'sheet.signed'") == "1")
    let body = try scene.query(
      "SELECT body ->> '$.signedOn', body ->> '$.place', body ->> '$.way' FROM payload NATURAL JOIN event WHERE type = 'sheet.signed' LIMIT 1")
    #expect(body == "2023-04-21|Phòng 12A1|typed")
    #expect(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["signedOn"].text == "2023-04-21")
    try scene.refused(64, "sign", try pile.code(5), "--signed-on", "31/02/2023")
    try scene.expectSound()
  }

  @Test func `by the QR code that zbarimg reads from the page`() throws {
    let scene = try Scene(.imported())
    try scene.done("print", "3", "4", "--output", "hai.pdf")
    let paint = try Tool.run("/usr/bin/pdftoppm", "-r", "150", "-gray", "-png", "hai.pdf", "trang", in: scene)
    #expect(paint.status == 0)
    let pictures = try scene.allFiles().filter { $0.hasSuffix(".png") }.sorted()
    var scanned: [String] = []
    for picture in pictures {
      scanned += try Tool.run("/usr/bin/zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqr.enable", picture, in: scene).lines
    }
    #expect(Set(scanned).count == 2)
    for digits in scanned {
      #expect(digits.utf8.count == 343 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) })
    }
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    #expect(scanned.contains(try Anchor.digits(try Anchor.bytes(of: code, in: scene))))
    // The scanner's lines, one read twice, and CRLF as some scanners send.
    let lines = (scanned + scanned.prefix(1)).map { $0 + "\r\n" }.joined()
    let output = try scene.run("sign", "--from", "-", "--format", "json", stdin: lines)
    #expect(try outcomes(output).filter { $0 == "accepted" }.count == 2, "\(output)")
    #expect(try scene.query("SELECT group_concat(DISTINCT body ->> '$.way') FROM payload NATURAL JOIN event WHERE type = 'sheet.signed'") == "scanned")
    // The digits name a candidate too.
    #expect(try scene.done("show", scanned[0]).out.contains("12A1"))
    try scene.expectSound()
  }

  @Test func `from a file or from standard input, blank lines aside`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.write("\(try pile.code(3))\n\n  \(try pile.code(4))  \n", to: "quet.txt")
    #expect(try outcomes(try scene.done("sign", "--from", "quet.txt", "--format", "json")) == ["accepted", "accepted"])
    let piped = try scene.done("sign", "--format", "json", stdin: try pile.digits(5) + "\n")
    #expect(try outcomes(piped) == ["accepted"])
    try scene.refused(66, "sign", "--from", "khongco.txt")
    try scene.expectSound()
  }

  @Test func `a class by its order numbers where there is no scanner, and the way is recorded`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let output = try scene.done("sign", "--class", "12A1", "--except", "7,19", "--format", "json")
    #expect(try output.json()["accepted"].number == 43)
    let left = try scene.done("list", "--state", "printed", "--format", "json").json()["candidates"].items
    #expect(left.map { $0["order"].number } == [7, 19])
    #expect(try scene.query("SELECT group_concat(DISTINCT body ->> '$.way') FROM payload NATURAL JOIN event WHERE type = 'sheet.signed'") != "scanned")
    try scene.refused(64, "sign", "--class", "12A1", "--except", "bảy")
    try scene.refused(64, "sign", "--class", "12A1", "--except", "46")
    try scene.refused(66, "sign", "--class", "12Z9")
    try scene.refused(64, "sign", "--class", "12A1", try pile.code(3))
    try scene.expectSound()
  }

  @Test func `nobody's sheet is signed by class if it was not printed`() throws {
    let scene = try Scene(.imported())
    let output = try scene.refused(1, "sign", "--class", "12A1", "--format", "json")
    #expect(try outcomes(output).allSatisfy { $0 == "nothingPrinted" })
  }
}

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
    let document = try scene.done("profile", "show").out.replacing("PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN", with: "PHIẾU KHÁC")
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
}

@Suite struct `mistaken scans are taken back, and handwriting is keyed` {
  @Test func `unsign needs a reason and a signed sheet`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(3)
    try scene.refused(65, "unsign", code, "--reason", "Quét nhầm")
    try scene.done("sign", code)
    try scene.refused(64, "unsign", code)
    try scene.refused(64, "unsign", code, "--reason", "")
    try scene.done("unsign", code, "--reason", "Quét nhầm")
    #expect(try scene.done("history", "3").out.contains("Quét nhầm"))
    try scene.done("sign", code)
    try scene.expectSound()
  }

  @Test func `a sheet with handwriting is collected, first in status, and closed by its correction`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(3)
    let collected = try scene.done("sign", "--corrected", code, "--format", "json").json()
    #expect(collected["purpose"].text == "returned")
    #expect(collected["accepted"].number == 1)
    #expect(try scene.count("sheet.signed") == 0)
    #expect(try scene.done("show", "3").out.contains("đã thu, có sửa, chờ nhập"))
    #expect(try scene.done("list", "--state", "returned", "--format", "json").json()["candidates"].items.count == 1)
    // It is not signed before it is keyed.
    #expect(try outcomes(try scene.refused(1, "sign", code, "--format", "json")) == ["awaitsCorrection"])
    try scene.done("correct", code, "a4=031205558246")
    #expect(try scene.done("status", "--format", "json").json()["returned"].items.isEmpty)
    #expect(try scene.done("list", "--state", "returned", "--format", "json").json()["candidates"].items.isEmpty)
    try scene.expectSound()
  }

  @Test func `or closed without a change, with a reason`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(4)
    try scene.refused(65, "correct", code, "--none", "--reason", "Không có gì để đóng")
    try scene.write("\(code)\n", to: "sua.txt")
    try scene.done("sign", "--corrected", "--from", "sua.txt")
    try scene.refused(64, "correct", code, "--none")
    try scene.refused(64, "correct", code, "--none", "a4=031205586367", "--reason", "Cả hai")
    try scene.done("correct", code, "--none", "--reason", "Thí sinh gạch nhầm")
    #expect(try scene.done("status", "--format", "json").json()["returned"].items.isEmpty)
    // Nothing changed, so this very sheet may still be signed.
    try scene.done("sign", code)
    try scene.expectSound()
  }

  @Test func `a sheet is collected once`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("sign", "--corrected", try pile.code(3))
    try scene.refused(1, "sign", "--corrected", try pile.code(3))
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    try scene.refused(1, "sign", "--corrected", try pile.code(4))
    try scene.expectSound()
  }
}
