import Foundation
import Testing

@Suite struct `init makes ledger, keys, first officer and unit` {
  @Test func `it says what was made, and to keep a copy of the keys`() throws {
    let scene = try Scene()
    let made = try scene.done(
      "init", "--unit-name", "TRƯỜNG THPT BẾN SÓNG", "--officer", "lan", "--officer-name", "Nguyễn Thị Lan")
    #expect(made.out.contains("Đã lập sổ ghi \(scene.ledger) cho TRƯỜNG THPT BẾN SÓNG."))
    #expect(made.out.contains(scene.keyRoot))
    #expect(made.out.contains("chép một bản"))
    let keys = try scene.done("keys", "--format", "json").json()["keys"]
    #expect(keys.items.count == 2)
    let ledgerKey = try #require(keys[0]["key"].text)
    #expect(made.out.contains(ledgerKey))
    #expect(keys[1]["officer"].text == "lan")
    #expect(
      try scene.query("SELECT group_concat(type, ' ') FROM event")
        == "ledger.opened officer.enrolled officer.named unit.described profile.adopted")
    try scene.expectSound()
  }

  @Test func `private keys are files of mode 0600 in a folder of mode 0700`() throws {
    let scene = try Scene(.school())
    let folder = try scene.keyFolder()
    #expect(try scene.mode(folder) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["checkpoint", "ledger.key", "lock", "officer-lan.key"])
    for name in names { #expect(try scene.mode(folder + "/" + name) == 0o600, "\(name)") }
    #expect(try scene.mode(scene.ledger) == 0o600)
    #expect(try scene.mode(scene.ledger + ".projections") == 0o600)
  }

  @Test func `an existing file is not touched, whatever it holds`() throws {
    let scene = try Scene()
    try scene.write("Giáo án của cô Lan\n", to: "so.kiemdo")
    let output = try scene.run("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    #expect(output.status == 74)
    #expect(output.err.contains("đã có"))
    #expect(try scene.text("so.kiemdo") == "Giáo án của cô Lan\n")
    #expect(!FileManager.default.fileExists(atPath: scene.keyRoot + "/kiemdo"))
    #expect(try scene.allFiles().filter { $0.hasSuffix(".key") }.isEmpty)
  }

  @Test func `an existing ledger is not made anew`() throws {
    let scene = try Scene(.school())
    let before = try scene.bytes("so.kiemdo")
    try scene.refused(74, "init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    #expect(try scene.bytes("so.kiemdo") == before)
    try scene.expectSound()
  }

  @Test func `what can't be made leaves nothing behind`() throws {
    for arguments in [
      ["init", "--unit-name", "T", "--officer-name", "Lan"],
      ["init", "--unit-name", "T", "--officer", "Lan Anh", "--officer-name", "Lan"],
      ["init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan", "--origin", "a/officer/b"],
      ["init", "--officer", "lan", "--officer-name", "Lan"],
    ] {
      let scene = try Scene()
      let output = try scene.run(arguments)
      #expect(output.status == 64, "\(arguments): \(output)")
      #expect(try scene.allFiles().isEmpty, "\(arguments)")
    }
  }

  @Test func `a folder that does not exist is an input-output error and leaves no keys`() throws {
    let scene = try Scene()
    let output = try scene.run(
      "init", "--ledger", scene.path("khong-co/so.kiemdo"), "--unit-name", "T", "--officer", "lan", "--officer-name",
      "Lan")
    #expect(output.status == 74, "\(output)")
    #expect(try scene.allFiles().filter { $0.hasSuffix(".key") }.isEmpty)
  }

  @Test func `a name of the ledger can be chosen once`() throws {
    let scene = try Scene()
    let made = try scene.done(
      "init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan", "--origin", "benson.edu.vn/2023",
      "--format", "json"
    ).json()
    #expect(made["origin"].text == "benson.edu.vn/2023")
    #expect(made["ledgerKey"].text?.hasPrefix("benson.edu.vn/2023+") == true)
    #expect(try scene.run("checkpoint").out.hasPrefix("benson.edu.vn/2023\n5\n"))
    try scene.expectSound()
  }
}
