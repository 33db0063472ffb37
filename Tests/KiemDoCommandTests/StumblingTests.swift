import Foundation
import Testing

/// What people type by mistake, and the word that gets them on.
@Suite struct `a slip is named and the way out with it` {
  @Test func `keys and officers that are not there`() throws {
    let scene = try Scene(.imported())
    let nowhere = ["KIEMDO_KEYS": scene.path("trong")]
    let none = try scene.refused(77, "correct", "3", "phone=0912345678", "--reason", "Báo lại", env: nowhere)
    #expect(none.err.contains("KIEMDO_KEYS"), "\(none)")
    let unknown = try scene.refused(66, "officer", "revoke", "nobody", "--reason", "Nhầm")
    #expect(unknown.err.contains("officer list"), "\(unknown)")
  }

  @Test func `a language that there is not is told once, on the side`() throws {
    let scene = try Scene(.imported())
    let french = try scene.done("status", env: ["KIEMDO_LANG": "fr"])
    #expect(french.err.contains("KIEMDO_LANG=fr"), "\(french)")
    #expect(try !scene.done("status", env: ["KIEMDO_LANG": "en"]).err.contains("KIEMDO_LANG"))
    #expect(try !scene.done("status", "--lang", "en", env: ["KIEMDO_LANG": "fr"]).err.contains("KIEMDO_LANG"))
  }

  @Test func `witnesses that are not there`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    let empty = try scene.done("witness", "list")
    #expect(empty.out.isEmpty && empty.err.contains("kiemdo witness init"), "\(empty)")
    #expect(try scene.done("witness", "list", env: witnessed.office).err.contains("Chưa ký chứng"))
    try scene.done("checkpoint", "--for-witness", "0", "--output", "yeu-cau.txt")
    let nobody = try scene.refused(77, "cosign", "yeu-cau.txt", "--witness", "nobody.example", env: witnessed.office)
    #expect(nobody.err.contains("KIEMDO_WITNESS") && nobody.err.contains("so-gddt.example/khao-thi"), "\(nobody)")
    #expect(!nobody.err.contains("KIEMDO_KEYS"))
  }

  @Test func `a witness that has missed a rotation is told of it`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    try witnessed.cosign(from: "0")
    try scene.done("keys", "rotate")
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.done("import", "12A1.csv", "--reason", "Nhập")
    try scene.done("checkpoint", "--for-witness", "5", "--output", "moi.txt")
    let refused = try scene.refused(77, "cosign", "moi.txt", env: witnessed.office)
    #expect(refused.err.contains("thay khóa") && refused.err.contains("--key"), "\(refused)")
  }

  @Test(arguments: ["verify --against", "verify --report", "verify --policy", "import"])
  func `a pipe without a writer and an endless device are no input files`(_ command: String) throws {
    let scene = try Scene(.imported())
    try #require(mkfifo(scene.path("ong"), 0o600) == 0)
    let reason = command == "import" ? ["--reason", "Nhập"] : []
    for file in ["ong", "/dev/zero"] {
      let refused = try scene.run(command.split(separator: " ").map(String.init) + [file] + reason)
      #expect(refused.status == 74 && refused.err.contains("không phải tệp thường"), "\(refused)")
    }
  }

  @Test func `a publishing that was cut short is told from a folder that is none`() throws {
    let scene = try Scene(.imported())
    try scene.done("publish", "cong-bo")
    try FileManager.default.removeItem(atPath: scene.path("cong-bo/checkpoint"))
    let cut = try scene.refused(1, "verify", "--tiles", "cong-bo")
    #expect(cut.out.contains("dừng giữa chừng"), "\(cut)")
    #expect(try !scene.refused(66, "verify", "--tiles", "khoa").err.contains("dừng giữa chừng"))
  }

  @Test func `an erasure tells before it begins what others lose`() throws {
    let scene = try Scene(.printed())
    try scene.done("class-list", "--class", "12A1", "--output", "ds.pdf")
    let done = try scene.done(
      "erase", "3", "--reason", "Theo quyết định", "--authority", "QĐ 12/2023", "--confirm")
    #expect(done.err.contains("Danh sách") && done.err.contains("không in lại được nữa"), "\(done)")
    #expect(done.err.contains("không để tên hay số của ai"), "\(done)")
  }

  @Test func `in CSV an answer without findings says what it is`() throws {
    let scene = try Scene(.imported())
    try scene.done("publish", "cong-bo")
    try scene.done("proof", "@7", "--output", "bay.tlog-proof")
    try scene.write(try scene.done("checkpoint", "--size", "5").out, to: "cu.txt")
    try scene.done("proof", "--consistency", "5", "50", "--output", "noi.txt")
    for (command, verdict) in [
      (["verify"], "genuine"), (["verify", "--tiles", "cong-bo"], "genuine"),
      (["verify", "--proof", "bay.tlog-proof"], "proved"),
      (["verify", "--consistency", "noi.txt", "--against", "cu.txt"], "proved"),
    ] {
      let rows = try scene.done(command + ["--format", "csv"]).csv()
      #expect(rows.map { $0["code"] } == [verdict] && rows[0]["found"] == "keyFolder", "\(command): \(rows)")
    }
  }
}
