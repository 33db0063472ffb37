import Foundation
import Testing

@Suite struct `the key folder is what the ledger is held against` {
  @Test func `an empty folder beside the ledger does not outrank the home's keys`() throws {
    let scene = try Scene()
    scene.environment["KIEMDO_KEYS"] = nil
    try scene.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    try #require(scene.exists(".kiemdo/keys"))
    let old = try scene.bytes("so.kiemdo")
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.done("import", "12A1.csv", "--reason", "Nhập")
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scene.ledger + suffix) }
    try scene.write(old, to: "so.kiemdo")
    #expect(try scene.run("verify").status == 1)
    try FileManager.default.createDirectory(atPath: scene.path("keys"), withIntermediateDirectories: true)
    let output = try scene.run("verify")
    #expect(output.status == 1, "\(output)")
  }

  @Test(arguments: ["hỏng\n", ""])
  func `a checkpoint there that can't be read is said, and nobody writes`(_ garbled: String) throws {
    let scene = try Scene(.imported())
    let name = try scene.keyFolder() + "/checkpoint"
    let kept = try Data(contentsOf: URL(filePath: name))
    try Data(garbled.utf8).write(to: URL(filePath: name))
    let output = try scene.run("verify")
    #expect(output.status == 1, "\(output)")
    #expect(output.out.contains("KHÔNG ĐỐI CHIẾU ĐƯỢC"), "\(output)")
    try scene.refused(77, "correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo")
    try kept.write(to: URL(filePath: name))
    try scene.done("correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo")
    try scene.expectSound()
  }
}
