import Foundation
import Testing

@Suite struct `a class list is printed, signed and goes stale row by row` {
  @Test func `it has a code of its own, every row's sheet, and a supplement for what changed`() throws {
    let scene = try Scene(.printed())
    let made = try scene.done("class-list", "--class", "12A1", "--output", "ds.pdf", "--format", "json").json()
    let code = try #require(made["code"].text)
    #expect(made["rows"].number == 45)
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", "ds.pdf", "-", in: scene).out
    #expect(text.contains(code))
    #expect(text.contains("Vũ Đức Anh"))
    let sheet = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    #expect(text.contains(sheet))
    try scene.done("reprint", code, "--output", "lai.pdf")
    #expect(try scene.bytes("lai.pdf") == scene.bytes("ds.pdf"))
    try scene.done("reprint", "--run", code, "--output", "lai.pdf")
    #expect(try scene.bytes("lai.pdf") == scene.bytes("ds.pdf"))
    try scene.refused(1, "class-list", "--class", "12A1", "--state", "stale", "--output", "bs.pdf")
    let signed = try scene.done("sign", code, "--except", "7,19", "--format", "json").json()
    #expect(signed["accepted"].number == 1)
    #expect(try scene.count("classList.signed") == 1)
    #expect(try scene.run("sign", code).status == 1)
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(try scene.done("status").out.contains("1 dòng cũ"))
    let supplement = try scene.done(
      "class-list", "--class", "12A1", "--state", "stale", "--output", "bs.pdf", "--format", "json"
    ).json()
    #expect(supplement["rows"].number == 1)
    #expect(supplement["supplement"].flag == true)
    let rows = try Tool.run("/usr/bin/pdftotext", "-layout", "bs.pdf", "-", in: scene).out
    #expect(rows.contains("031205558246"))
    #expect(!rows.contains("Vũ Đức Anh"))
    try scene.done("unsign", code, "--reason", "Quét nhầm")
    #expect(try scene.count("classList.unsigned") == 1)
    try scene.refused(65, "unsign", code, "--reason", "Quét nhầm")
    try scene.refused(66, "class-list", "--class", "12Z9", "--output", "x.pdf")
    try scene.expectSound()
  }
}
