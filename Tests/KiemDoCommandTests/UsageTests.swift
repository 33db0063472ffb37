import Foundation
import Testing

@Suite struct `exit codes and messages that others script against` {
  @Test(arguments: [
    ["bay"], ["show"], ["correct"], ["import"], ["print", "--all"], ["class-list", "--output", "a.pdf"], ["unsign", "50-000000"],
    ["withdraw", "3"], ["show", "3", "--format", "xml"], ["show", "3", "--lang", "fr"], ["list", "--state", "tot"],
    ["show", "3", "4"], ["officer", "add"], ["backup"], ["export"], ["verify", "--khoa", "x"],
  ])
  func `a usage error is 64`(_ arguments: [String]) throws {
    let scene = try Scene(.imported())
    let output = try scene.refused64(arguments)
    #expect(!output.err.isEmpty)
    #expect(output.out.isEmpty)
  }

  @Test func `a ledger or file that is not there is 66`() throws {
    let scene = try Scene()
    for command in [["show", "3"], ["list"], ["status"], ["verify"], ["rebuild"], ["keys"], ["checkpoint"], ["history", "3"]] {
      let output = try scene.run(command)
      #expect(output.status == 66, "\(command): \(output)")
      #expect(output.err.contains(scene.ledger), "\(command): \(output)")
    }
    #expect(try scene.run("correct", "3", "a4=1", "--reason", "x").status == 66)
    #expect(try scene.run("profile", "check", "khong-co.json").status == 66)
    #expect(try scene.allFiles().isEmpty, "a look at nothing leaves nothing behind")
  }

  @Test func `results go to stdout, talk to stderr, and neither has escapes`() throws {
    let scene = try Scene(.printed())
    let json = try scene.done("import", "12A1.csv", "--reason", "Nhập lại", "--format", "json")
    _ = try json.json()
    #expect(json.err.contains("Cột không dùng tới"))
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    let signed = try scene.run("sign", code, "7-123456")
    for output in [json, signed, try scene.done("status"), try scene.done("print", "3", "--output", "a.pdf")] {
      #expect(!output.all.contains("\u{1B}"), "\(output)")
      #expect(!output.all.contains("\r"), "\(output)")
    }
  }

  @Test func `help and version need no ledger`() throws {
    let scene = try Scene()
    let help = try scene.done("--help")
    for command in [
      "init", "import", "add", "list", "show", "history", "correct", "withdraw", "restore", "print", "reprint", "class-list",
      "sign", "unsign", "status", "verify", "checkpoint", "keys", "rebuild", "resume", "clock", "profile", "officer", "unit",
      "export", "backup", "practice",
    ] {
      #expect(help.out.contains(command), "\(command)")
      let own = try scene.run(command, "--help")
      #expect(own.status == 0 && !own.out.isEmpty, "\(command): \(own)")
    }
    try scene.done("--version")
  }

  @Test(arguments: ["--lang", "KIEMDO_LANG"])
  func `messages come in English too, the data stay Vietnamese`(_ way: String) throws {
    let scene = try Scene(.printed())
    let option = way == "--lang" ? ["--lang", "en"] : []
    if way != "--lang" { scene.environment["KIEMDO_LANG"] = "en" }
    func english(_ arguments: String...) throws -> Output { try scene.run(arguments + option) }
    #expect(try english("correct", "3", "a4=031205558246").err.contains("reason"))
    #expect(try english("show", "999").err.contains("No candidate"))
    #expect(try english("verify").out.contains("genuine"))
    #expect(try english("status").out.contains("Class"))
    #expect(try english("show", "3").out.contains("Identity number"))
    #expect(try english("show", "3").out.contains("Đặng Gia Bảo"))
    let bad = try Sample.text(("20/06/2005", "38523"))
    try scene.write(bad, to: "bad.csv")
    let imported = try english("import", "bad.csv", "--reason", "x")
    #expect(imported.err.contains("line 5, column \"Ngày sinh\": \"38523\" is a spreadsheet's day number"), "\(imported)")
    #expect(imported.all.contains("Nothing was recorded"))
    try scene.done("print", "3", "--output", "a.pdf", "--lang", "en")
    let text = try Tool.run("/usr/bin/pdftotext", "a.pdf", "-", in: scene).out
    #expect(text.contains("PHIẾU KIỂM DÒ"), "printed pages are Vietnamese")
    try scene.expectSound()
  }

  @Test func `the ledger is named by option, environment or its usual name`() throws {
    let scene = try Scene(.imported())
    try FileManager.default.copyItem(atPath: scene.ledger, toPath: scene.path("khac.kiemdo"))
    scene.environment["KIEMDO_LEDGER"] = ""
    #expect(try scene.run("show", "3").status == 0, "so.kiemdo in this folder")
    try FileManager.default.removeItem(atPath: scene.ledger)
    #expect(try scene.run("show", "3").status == 66)
    #expect(try scene.run("show", "3", "--ledger", "khac.kiemdo").status == 0)
    #expect(try scene.run("show", "3", env: ["KIEMDO_LEDGER": "khac.kiemdo"]).status == 0)
  }
}

extension Scene {
  fileprivate func refused64(_ arguments: [String]) throws -> Output {
    let before = try size()
    let output = try run(arguments)
    #expect(output.status == 64, "\(arguments): \(output)")
    #expect(try size() == before)
    return output
  }
}

@Suite struct `export gives back what the sector database can take` {
  /// The cells of one line without quotes.
  private func rows(_ text: String) -> [String] { text.split(separator: "\r\n").map(String.init) }

  @Test func `all records import again as no change`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let result = try scene.done("export", "--output", "xuat.csv", "--format", "json").json()
    #expect(result["rows"].number == 45)
    let text = try scene.text("xuat.csv")
    #expect(text.hasPrefix("\u{FEFF}"))
    #expect(text.contains("Đặng Gia Bảo"))
    #expect(text.contains("07/11/2005"))
    #expect(text.contains("031205558246"))
    #expect(try scene.mode(scene.path("xuat.csv")) == 0o600)
    let size = try scene.size()
    try scene.done("import", "xuat.csv", "--reason", "Nhập lại bản xuất")
    #expect(try scene.size() == size)
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    try scene.done("export", "--output", "xuat.csv", "--class", "12A1")
    #expect(!(try scene.text("xuat.csv").contains("Trần Hữu Phước")))
    try scene.refused(66, "export", "--output", "x.csv", "--class", "12Z9")
    try scene.refused(74, "export", "--output", scene.path("khong-co/x.csv"))
    try scene.expectSound()
  }

  @Test func `only what changed since the last import, old and new`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Nhầm")
    try scene.done("correct", "4", "a7-dt=0956568569", "--reason", "Sửa lại như cũ")
    let result = try scene.done("export", "--changes", "--output", "sua.csv", "--format", "json").json()
    #expect(result["rows"].number == 1)
    let text = try scene.text("sua.csv")
    #expect(rows(text).count == 2)
    #expect(text.contains("031205558245") && text.contains("031205558246"))
    #expect(!text.contains("0912345678"))
    try scene.expectSound()
  }

  @Test(arguments: ["=1+1", "+84912", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a\")", "\t=1"])
  func `no cell becomes a formula`(_ danger: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.run("correct", "3", "a3a=\(danger)", "--reason", "Theo giấy")
    try scene.done("export", "--output", "xuat.csv")
    try scene.done("export", "--changes", "--output", "sua.csv")
    for name in ["xuat.csv", "sua.csv"] {
      for line in rows(try scene.text(name)) {
        for cell in line.replacing("\u{FEFF}", with: "").split(separator: ",") {
          let first = cell.first == "\"" ? cell.dropFirst().first : cell.first
          #expect(!["=", "+", "-", "@", "\t"].contains(first), "\(name): \(cell)")
        }
      }
    }
    try scene.expectSound()
  }
}

@Suite struct `unit and profile are events, and what reprints show` {
  @Test func `unit set changes what it names`() throws {
    let scene = try Scene(.school())
    try scene.done("unit", "set", "--code", "017", "--signatory", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "--signatory-name", "Trần Văn B")
    let unit = try scene.done("unit", "show", "--format", "json").json()
    #expect(unit["name"].text == "TRƯỜNG THPT BẾN SÓNG")
    #expect(unit["code"].text == "017")
    #expect(unit["place"].text == "Hải Phòng")
    #expect(unit["signatory"].text == "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG")
    try scene.done("unit", "set", "--code", "")
    #expect(try scene.done("unit", "show", "--format", "json").json()["code"].isNull)
    #expect(try scene.count("unit.described") == 3)
    try scene.refused(1, "unit", "set")
    try scene.expectSound()
  }

  @Test func `a profile is checked before it is adopted`() throws {
    let scene = try Scene(.imported())
    let document = try scene.done("profile", "show").out
    try scene.write(document, to: "nhu-cu.json")
    try scene.refused(1, "profile", "adopt", "nhu-cu.json", "--reason", "Không đổi gì")
    #expect(try scene.done("profile", "check", "nhu-cu.json").out.contains("tn-thpt-2023"))
    try scene.write(document.replacing("\"type\": \"date\"", with: "\"type\": \"ngày\""), to: "sai.json")
    let bad = try scene.refused(65, "profile", "check", "sai.json")
    #expect(bad.err.contains("type"), "\(bad)")
    try scene.refused(65, "profile", "adopt", "sai.json", "--reason", "Sai")
    try scene.write("{", to: "hong.json")
    try scene.refused(65, "profile", "check", "hong.json")
    try scene.write(document.replacing("PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN", with: "PHIẾU KHÁC"), to: "khac.json")
    try scene.done("profile", "adopt", "khac.json", "--reason", "Sở hướng dẫn lại")
    #expect(try scene.count("profile.adopted") == 2)
    try scene.expectSound()
  }
}
