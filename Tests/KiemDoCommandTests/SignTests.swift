import Foundation
import Testing

@Suite struct `sign records the good ones in one append` {
  @Test func `by code, with day and place`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let output = try scene.done(
      "sign", try pile.code(3), try pile.code(4), "--signed-on", "20/04/2023", "--place", "Phòng 12A1", "--format",
      "json")
    #expect(try outcomes(output) == ["accepted", "accepted"])
    #expect(output.all.contains("NHẬN"))
    #expect(output.all.contains("Đặng Gia Bảo (12A1, số 3)"))
    #expect(
      try scene.query("SELECT count(DISTINCT header ->> '$.command') FROM event WHERE type = 'sheet.signed'") == "1")
    let body = try scene.query(
      "SELECT body ->> '$.signedOn', body ->> '$.place', body ->> '$.way' FROM payload NATURAL JOIN event WHERE type = 'sheet.signed' LIMIT 1"
    )
    #expect(body == "2023-04-20|Phòng 12A1|typed")
    #expect(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["signedOn"].text == "2023-04-20")
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
      scanned += try Tool.run("/usr/bin/zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqr.enable", picture, in: scene)
        .lines
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
    #expect(
      try scene.query(
        "SELECT group_concat(DISTINCT body ->> '$.way') FROM payload NATURAL JOIN event WHERE type = 'sheet.signed'")
        == "scanned")
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
    #expect(
      try scene.query(
        "SELECT group_concat(DISTINCT body ->> '$.way') FROM payload NATURAL JOIN event WHERE type = 'sheet.signed'")
        != "scanned")
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
