import Foundation
import Testing

@Suite struct `exit codes and messages that others script against` {
  @Test(arguments: [
    ["bay"], ["show"], ["correct"], ["import"], ["print", "--all"], ["class-list", "--output", "a.pdf"],
    ["unsign", "50-000000"],
    ["withdraw", "3"], ["show", "3", "--format", "xml"], ["show", "3", "--lang", "fr"], ["list", "--state", "tot"],
    ["show", "3", "4"], ["officer", "add"], ["backup"], ["export"], ["verify", "--khoa", "x"],
  ])
  func `a usage error is 64`(_ arguments: [String]) throws {
    let scene = try Scene(.imported())
    let output = try scene.refused64(arguments)
    #expect(!output.err.isEmpty)
    #expect(output.out.isEmpty)
  }

  @Test(arguments: [
    (["bay"], "Không có lệnh bay."),
    (["show"], "Thiếu <candidate> (Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh)."),
    (["show", "3", "4"], "Thừa 4."),
    (["show", "3", "4", "5"], "Thừa: 4, 5."),
    (["verify", "--khoa", "x"], "Không có tùy chọn --khoa"), (["verify", "--kay", "x"], "có phải --key?"),
    (["history", "--sheet"], "Thiếu giá trị sau --sheet"),
    (
      ["show", "3", "--format", "xml"],
      "Giá trị xml không dùng được cho --format <format>; chọn một trong: text, json, csv."
    ),
  ])
  func `what is wrong with the words is told in Vietnamese, or English if that is wanted`(
    _ arguments: [String], _ sentence: String
  ) throws {
    let scene = try Scene(.imported())
    let output = try scene.run(arguments)
    #expect(output.status == 64 && output.out.isEmpty, "\(output)")
    #expect(output.err.contains(sentence), "\(output)")
    #expect(output.err.hasSuffix("Chưa ghi gì vào sổ.\n") && output.err.contains("--help"), "\(output)")
    let english = [try scene.run(arguments, env: ["KIEMDO_LANG": "en"]), try scene.run(["--lang", "en"] + arguments)]
    for output in english {
      #expect(output.status == 64 && output.err.hasSuffix("--help. Nothing was recorded.\n"), "\(output)")
    }
    for output in [output] + english {
      #expect(output.err.count { $0 == "\n" } == 1, "told once, on one line: \(output)")
      #expect(!output.err.contains("Error:") && !output.err.contains("Usage:"), "\(output)")
    }
  }

  @Test func `what only a command can refuse is told in one language, and where its help is`() throws {
    let scene = try Scene(.imported())
    for (command, vietnamese, english) in [
      ("history", "Gõ thí sinh, hoặc --sheet MÃ", "Give a candidate, or --sheet CODE"),
      ("history 3 --sheet 50-000000", "không cả hai", "not both"),
      ("history --sheet 50-000000 --field a4", "--field không dùng cùng --sheet", "--field does not go with --sheet"),
      ("audit report --place X", "chỉ dùng cùng --output", "goes only with --output"),
      ("diff", "Cần: kiemdo diff THÍ-SINH A [B]", "Expected: kiemdo diff CANDIDATE A [B]"),
      ("practice x --candidates 0", "từ 1 đến 5000", "expected 1 to 5000"),
    ] {
      let words = command.split(separator: " ").map(String.init)
      let help = "kiemdo " + words.prefix(words[0] == "audit" ? 2 : 1).joined(separator: " ") + " --help"
      let (one, other) = (try scene.run(words), try scene.run(words + ["--lang=en"]))
      #expect(one.status == 64 && one.err.contains(vietnamese) && !one.err.contains(english), "\(one)")
      #expect(other.status == 64 && other.err.contains(english) && !other.err.contains(vietnamese), "\(other)")
      #expect(one.err.contains("Xem: \(help).") && other.err.contains("See: \(help)."), "\(one) \(other)")
    }
  }

  @Test func `a word that is no command is told as one, whatever stands before and behind it`() throws {
    let scene = try Scene()
    for words in [["bay"], ["--format", "json", "bay"], ["bay", "--xa"], ["bay", "3", "4"]] {
      #expect(try scene.run(words).err == "Không có lệnh bay. Xem: kiemdo --help. Chưa ghi gì vào sổ.\n", "\(words)")
      let english = try scene.run(["--lang", "en"] + words).err
      #expect(english == "There is no command bay. See: kiemdo --help. Nothing was recorded.\n", "\(words)")
    }
  }

  @Test func `a ledger or file that is not there is 66`() throws {
    let scene = try Scene()
    for command in [
      ["show", "3"], ["list"], ["status"], ["verify"], ["rebuild"], ["keys"], ["checkpoint"], ["history", "3"],
    ] {
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
      "init", "import", "add", "list", "show", "history", "correct", "withdraw", "restore", "print", "reprint",
      "class-list",
      "sign", "unsign", "status", "verify", "checkpoint", "keys", "rebuild", "resume", "clock", "profile", "officer",
      "unit",
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
    #expect(
      imported.err.contains("line 5, column \"Ngày sinh\": \"38523\" is a spreadsheet's day number"), "\(imported)")
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
