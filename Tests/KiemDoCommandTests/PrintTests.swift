import Foundation
import Testing

@Suite struct `print records what it prints, reprint draws it again` {
  @Test func `a class's sheets come in the list's order, one event each`() throws {
    let scene = try Scene(.imported())
    let result = try scene.done("print", "--class", "12A1", "--output", "phieu.pdf", "--format", "json").json()
    let codes = result["codes"].items.compactMap(\.text)
    #expect(codes.count == 45)
    #expect(result["layout"].text == "personal")
    #expect(result["round"].number == 1)
    #expect(try scene.count("sheet.printed") == 45)
    let listed = try scene.done("list", "--class", "12A1", "--format", "json").json()["candidates"].items
    #expect(listed.compactMap { $0["sheet"].text } == codes)
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", "phieu.pdf", "-", in: scene)
    #expect(text.status == 0)
    #expect(text.out.contains("PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN"))
    #expect(text.out.contains("VŨ ĐỨC ANH"))
    for code in codes { #expect(text.out.contains(code), "\(code)") }
    let fonts = try Tool.run("/usr/bin/pdffonts", "phieu.pdf", in: scene).lines.dropFirst(2)
    #expect(!fonts.isEmpty)
    for font in fonts { #expect(font.contains("LiberationSerif"), "\(font)") }
    try scene.expectSound()
  }

  @Test func `the run reprinted is the identical file`() throws {
    let scene = try Scene(.printed())
    let original = try scene.bytes("phieu.pdf")
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    let size = try scene.size()
    scene.clock = "2023-05-01T00:00:00.000Z"
    for code in [codes[0], codes[20], codes[44]] {
      try scene.done("reprint", "--run", code, "--output", "lai.pdf")
      #expect(try scene.bytes("lai.pdf") == original, "by \(code)")
    }
    #expect(try scene.size() == size)
    try scene.expectSound()
  }

  @Test func `a reprint shows what was printed, whatever changed since`() throws {
    let scene = try Scene(.printed())
    let original = try scene.bytes("phieu.pdf")
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.done("reprint", code, "--output", "mot.pdf")
    let alone = try scene.bytes("mot.pdf")
    try scene.done("correct", "3", "a1=Đặng Gia Bình", "--reason", "Theo giấy khai sinh")
    try scene.done("unit", "set", "--name", "TRƯỜNG THPT KHÁC", "--place", "Hà Nội")
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    let document = try scene.done("profile", "show").out.replacing(
      "PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN", with: "PHIẾU KHÁC")
    try scene.write(document, to: "khac.json")
    try scene.done("profile", "adopt", "khac.json", "--reason", "Sở hướng dẫn lại")
    scene.clock = "2023-05-01T00:00:00.000Z"
    try scene.done("reprint", "--run", code, "--output", "lai.pdf")
    #expect(try scene.bytes("lai.pdf") == original)
    try scene.done("reprint", code, "--output", "lai-mot.pdf")
    #expect(try scene.bytes("lai-mot.pdf") == alone)
    // A new print has the new form and the new unit.
    try scene.done("print", "3", "--output", "moi.pdf")
    let text = try Tool.run("/usr/bin/pdftotext", "moi.pdf", "-", in: scene).out
    #expect(text.contains("PHIẾU KHÁC"))
    #expect(text.contains("TRƯỜNG THPT KHÁC"))
    try scene.expectSound()
  }

  @Test func `a sheet alone has always the same bytes, and the picture it has in its run`() throws {
    let scene = try Scene(.imported())
    let run = try scene.done("print", "3", "4", "5", "--output", "ba.pdf", "--format", "json").json()
    let code = try #require(run["codes"][1].text)
    try scene.done("reprint", code, "--output", "mot.pdf")
    try scene.done("reprint", code, "--output", "hai.pdf")
    #expect(try scene.bytes("mot.pdf") == scene.bytes("hai.pdf"))
    _ = try Tool.run("/usr/bin/pdftoppm", "-r", "60", "-gray", "ba.pdf", "ba", in: scene)
    _ = try Tool.run("/usr/bin/pdftoppm", "-r", "60", "-gray", "mot.pdf", "mot", in: scene)
    let pages = try scene.allFiles().filter { $0.hasPrefix("ba-") && $0.hasSuffix(".pgm") }.sorted()
    let alone = try scene.allFiles().filter { $0.hasPrefix("mot-") && $0.hasSuffix(".pgm") }.sorted()
    #expect(pages.count == 3 * alone.count)
    for (index, page) in alone.enumerated() {
      #expect(try scene.bytes(page) == scene.bytes(pages[alone.count + index]), "\(page)")
    }
    try scene.expectSound()
  }

  @Test func `a print is part of history with its code`() throws {
    let scene = try Scene(.imported())
    try scene.done("print", "4", "--layout", "full", "--output", "mot.pdf")
    let sheet = try scene.done("show", "4", "--format", "json").json()["sheets"][0]
    #expect(sheet["layout"].text == "full")
    let code = try #require(sheet["code"].text)
    #expect(try scene.done("history", "4").out.contains(code))
    // The two layouts are counted apart.
    #expect(
      try scene.done("status", "--layout", "personal", "--format", "json").json()["classes"][0]["unprinted"].number
        == 45)
    #expect(
      try scene.done("status", "--layout", "full", "--format", "json").json()["classes"][0]["unprinted"].number == 44)
    try scene.refused(64, "print", "4", "--layout", "khongco", "--output", "a.pdf")
    try scene.expectSound()
  }

  @Test func `a round defaults to the highest used and is kept`() throws {
    let scene = try Scene(.imported())
    func round(_ arguments: String...) throws -> Int? {
      let output = try scene.run(["print"] + arguments + ["--output", "a.pdf", "--format", "json"])
      return try output.json()["round"].number
    }
    #expect(try round("3") == 1)
    #expect(try round("3") == 1)
    #expect(try round("3", "--round", "2") == 2)
    #expect(try round("4") == 2, "the highest round used in this ledger")
    #expect(try round("3", "--round", "1") == 1)
    #expect(try round("5") == 2)
    try scene.refused(64, "print", "3", "--round", "0", "--output", "a.pdf")
    let text = try Tool.run("/usr/bin/pdftotext", "a.pdf", "-", in: scene).out.lowercased()
    #expect(text.contains("lần 2"))
    try scene.expectSound()
  }

  @Test func `with two sides each candidate begins on a new sheet of paper`() throws {
    let scene = try Scene(.imported())
    try scene.done("print", "3", "4", "--layout", "full", "--duplex", "--output", "hai-mat.pdf")
    let text = try Tool.run("/usr/bin/pdftotext", "hai-mat.pdf", "-", in: scene).out
    let pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    for number in ["3", "4"] {
      let sheet = try #require(try scene.done("show", number, "--format", "json").json()["sheets"][0]["code"].text)
      let first = try #require(pages.firstIndex { $0.contains(sheet) })
      #expect(first.isMultiple(of: 2), "candidate \(number) begins on page \(first + 1)")
    }
    let code = try #require(try scene.done("show", "4", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.done("reprint", "--run", code, "--output", "lai.pdf")
    #expect(try scene.bytes("lai.pdf") == scene.bytes("hai-mat.pdf"))
    try scene.expectSound()
  }

  @Test func `selections print their own`() throws {
    let scene = try Scene(.printed())
    try scene.refused(66, "print", "--state", "unprinted", "--output", "a.pdf")
    try scene.refused(66, "print", "--state", "stale", "--output", "a.pdf")
    try scene.refused(66, "print", "--class", "12Z9", "--output", "a.pdf")
    try scene.refused(66, "print", "99", "--output", "a.pdf")
    try scene.refused(64, "print", "--output", "a.pdf")
    try scene.refused(64, "print", "3", "--all", "--output", "a.pdf")
    try scene.refused(64, "print", "3")
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Đổi số")
    let stale = try scene.done("print", "--state", "stale", "--output", "a.pdf", "--format", "json").json()
    #expect(stale["codes"].items.count == 1)
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", "a.pdf", "-", in: scene).out
    #expect(text.contains("0946177423"), "the old value of what changed: \(text)")
    try scene.refused(66, "print", "--state", "stale", "--output", "a.pdf")
    try scene.expectSound()
  }

  @Test func `an output that can't be written is recorded, and the message names the command that gives the file`()
    throws
  {
    let scene = try Scene(.imported())
    // The name itself is short enough for the file system, the temporary name beside it is not.
    let output = try scene.run("print", "3", "4", "--output", scene.path(String(repeating: "a", count: 250) + ".pdf"))
    #expect(output.status == 74, "\(output)")
    #expect(try scene.count("sheet.printed") == 2)
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    #expect(output.err.contains("kiemdo reprint --run \(code) --output"), "\(output)")
    try scene.done("reprint", "--run", code, "--output", "phieu.pdf")
    let pages = try Tool.run("/usr/bin/pdftotext", "phieu.pdf", "-", in: scene).out
    #expect(pages.contains("ĐẶNG GIA BẢO") && pages.contains("TRẦN HỮU PHƯỚC"))
    try scene.expectSound()
  }

  @Test func `an output that would take the ledger's place, or whose folder is missing, is refused before the print`()
    throws
  {
    let scene = try Scene(.imported())
    for (status, path) in [(64, "so.kiemdo"), (64, "so.kiemdo.projections"), (74, "khong-co/a.pdf")]
      as [(Int32, String)]
    {
      try scene.refused(status, "print", "3", "--output", scene.path(path))
      try scene.refused(status, "export", "--output", scene.path(path))
      try scene.refused(status, "class-list", "--class", "12A1", "--output", scene.path(path))
    }
    #expect(try scene.count("sheet.printed") == 0)
    try scene.expectSound()
  }

  @Test func `a code that is no print is refused`() throws {
    let scene = try Scene(.printed())
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    let wrong = String(code.dropLast()) + (code.last == "0" ? "1" : "0")
    try scene.refused(65, "reprint", wrong, "--output", "a.pdf")
    try scene.refused(66, "reprint", "7-123456", "--output", "a.pdf")
    try scene.refused(66, "reprint", "99999-123456", "--output", "a.pdf")
    try scene.refused(64, "reprint", "--output", "a.pdf")
    #expect(!scene.exists("a.pdf"))
  }
}
