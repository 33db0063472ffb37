import Foundation
import Testing

@Suite struct `verify says what is proved and what is not` {
  @Test func `with the key folder's key the ledger is genuine`() throws {
    let scene = try Scene(.imported())
    let output = try scene.done("verify")
    #expect(output.out.contains("50 sự kiện"))
    #expect(output.out.contains("nguyên vẹn"))
    #expect(output.out.contains("khóa trong thư mục khóa") || output.out.contains("thư mục khóa"))
  }

  @Test func `without a key it is consistent in itself, never genuine`() throws {
    let scene = try Scene(.imported())
    let output = try scene.done("verify", env: ["KIEMDO_KEYS": scene.path("trong")])
    #expect(output.out.contains("nhất quán trong chính nó"))
    #expect(!output.out.contains("nguyên vẹn và đúng"))
    let english = try scene.done("verify", "--lang", "en", env: ["KIEMDO_KEYS": scene.path("trong")])
    #expect(english.out.contains("onsistent in itself"))
    #expect(!english.out.contains("and genuine"), "\(english)")
    #expect(try scene.done("verify", "--lang", "en").out.contains("and genuine"), "what the line above looks for")
    let json = try scene.done("verify", "--format", "json", env: ["KIEMDO_KEYS": scene.path("trong")]).json()
    #expect(json["verdict"].text == "consistent")
    #expect(json["keySource"].text == "none")
  }

  @Test func `with a key from outside it is genuine, with another's it is not`() throws {
    let scene = try Scene(.imported())
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    let nowhere = ["KIEMDO_KEYS": scene.path("trong")]
    let json = try scene.done("verify", "--key", key, "--format", "json", env: nowhere).json()
    #expect(json["verdict"].text == "genuine")
    #expect(json["keySource"].text == "given")
    let other = try Scene(.school())
    try other.done(
      "init", "--ledger", other.path("khac.kiemdo"), "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let foreign = try #require(
      try other.done("keys", "--ledger", other.path("khac.kiemdo"), "--format", "json").json()["keys"][0]["key"].text)
    let refused = try scene.run("verify", "--key", foreign, env: nowhere)
    #expect(refused.status == 1, "\(refused)")
    try scene.refused(64, "verify", "--key", "không phải khóa")
    #expect(try scene.done("verify", "--key", " \(key)\n").status == 0)
    let officer = try #require(try scene.done("keys", "--format", "json").json()["keys"][1]["key"].text)
    #expect(try scene.run("verify", "--key", officer, env: nowhere).status != 0, "an officer's key is not the ledger's")
  }

  @Test func `a ledger forged under other keys is found, and takes no append`() throws {
    let origin = "benson.edu.vn/2023"
    let genuine = try Scene()
    let forged = try Scene()
    for scene in [genuine, forged] {
      try scene.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan", "--origin", origin)
      try scene.write(try Sample.text(), to: "12A1.csv")
      try scene.done("import", "12A1.csv", "--reason", "Nhập")
    }
    let key = try #require(try genuine.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    // Sound in itself …
    try forged.expectSound()
    // … but not to whoever knows the key, by folder or by paper.
    let byFolder = try forged.run("verify", env: ["KIEMDO_KEYS": genuine.keyRoot])
    #expect(byFolder.status == 1, "\(byFolder)")
    #expect(byFolder.out.contains("KẾT LUẬN: không phải sổ của khóa này"), "\(byFolder)")
    let byPaper = try forged.run("verify", "--key", key, env: ["KIEMDO_KEYS": forged.path("trong")])
    #expect(byPaper.status == 1, "\(byPaper)")
    let before = try forged.size()
    let append = try forged.run(
      "correct", "3", "a4=031205558246", "--reason", "Theo CCCD", env: ["KIEMDO_KEYS": genuine.keyRoot])
    #expect([65, 77].contains(append.status), "\(append)")
    #expect(try forged.size() == before)
  }

  @Test func `a file that is no ledger, and one of a newer program`() throws {
    let scene = try Scene(.imported())
    try scene.refused(66, "verify", "--ledger", scene.path("khong-co.kiemdo"))
    try scene.write("STT,Họ tên\n", to: "la.kiemdo")
    #expect(try scene.run("verify", "--ledger", scene.path("la.kiemdo")).status == 65)
    _ = try scene.sqlite("CREATE TABLE event (x); PRAGMA user_version = 1;", file: scene.path("khac.kiemdo"))
    #expect(try scene.run("show", "1", "--ledger", scene.path("khac.kiemdo")).status == 65)
    try scene.write(Data(), to: "rong.kiemdo")
    #expect(try scene.run("show", "1", "--ledger", scene.path("rong.kiemdo")).status == 65)
    _ = try scene.query("PRAGMA user_version = 2")
    let newer = try scene.run("verify")
    #expect(newer.status == 65, "\(newer)")
    #expect(newer.all.contains("bản KiemDo mới hơn"))
    let write = try scene.run("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(write.status == 65, "\(write)")
  }

  @Test func `the checkpoint is one signed note of two signatures`() throws {
    let scene = try Scene(.imported())
    let note = try scene.done("checkpoint").out
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "50")
    #expect(lines[3] == "")
    #expect(lines[4].hasPrefix("— \(lines[0]) "))
    #expect(lines[5].hasPrefix("— \(lines[0])/officer/lan "))
    #expect(lines.count == 7 && lines[6].isEmpty)
    #expect(note == (try scene.query("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")) + "\n")
    let kept = try String(contentsOfFile: try scene.keyFolder() + "/checkpoint", encoding: .utf8)
    #expect(kept == note)
  }

  @Test func `a backup is a verified copy as one file`() throws {
    let scene = try Scene(.imported())
    try scene.done("backup", "sao.kiemdo")
    #expect(try scene.allFiles().filter { $0.hasPrefix("sao.kiemdo") } == ["sao.kiemdo"])
    try scene.done("verify", "--ledger", scene.path("sao.kiemdo"))
    try scene.refused(74, "backup", "sao.kiemdo")
    #expect(try scene.done("show", "3", "--ledger", scene.path("sao.kiemdo")).out.contains("Đặng Gia Bảo"))
    try scene.expectSound()
  }
}
