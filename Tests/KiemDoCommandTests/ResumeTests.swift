import Foundation
import Testing

@Suite struct `a copy that lost something takes no append until resume says so` {
  private func removeLog(_ scene: Scene) {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scene.ledger + suffix) }
  }

  private func expectRefusedThenResumed(_ scene: Scene) throws {
    let verify = try scene.run("verify")
    #expect(verify.status == 1, "\(verify)")
    let refused = try scene.refused(65, "correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(refused.err.contains("kiemdo resume --reason"), "\(refused)")
    #expect(refused.err.contains("Chưa ghi gì"))
    try scene.refused(64, "resume")
    try scene.done("resume", "--reason", "Ổ đĩa hỏng, dùng bản sao lưu")
    #expect(try scene.query("SELECT type FROM event ORDER BY position DESC LIMIT 1") == "ledger.restored")
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try scene.refused(1, "resume", "--reason", "Lần nữa")
    try scene.expectSound()
  }

  @Test func `an older copy put back`() throws {
    let scene = try Scene(.imported())
    let old = try scene.bytes("so.kiemdo")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    removeLog(scene)
    try scene.write(old, to: "so.kiemdo")
    try expectRefusedThenResumed(scene)
    let lost = try scene.query("SELECT body FROM payload NATURAL JOIN event WHERE type = 'ledger.restored'")
    #expect(lost.contains("\\n51\\n"), "the lost checkpoint: \(lost)")
  }

  @Test func `an older copy put back without its projections, or with older ones`() throws {
    for keepsProjections in [true, false] {
      let scene = try Scene(.imported())
      let old = try scene.bytes("so.kiemdo")
      let oldProjections = try scene.bytes("so.kiemdo.projections")
      try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
      removeLog(scene)
      try scene.write(old, to: "so.kiemdo")
      if keepsProjections {
        try scene.write(oldProjections, to: "so.kiemdo.projections")
      } else {
        try FileManager.default.removeItem(atPath: scene.path("so.kiemdo.projections"))
      }
      #expect(
        try scene.done("show", "3", "--format", "json").json()["fields"]["identityNumber"].text == "031205558245")
    }
  }

  @Test func `a tail cut off`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let triggers = ["event_delete", "payload_delete", "checkpoint_delete"]
    let sql = try triggers.map { try scene.query("SELECT sql FROM sqlite_schema WHERE name = '\($0)'") }
    let output = try scene.sqlite(
      triggers.map { "DROP TRIGGER \($0);" }.joined()
        + "DELETE FROM payload WHERE position = 50; DELETE FROM event WHERE position = 50; DELETE FROM checkpoint WHERE size = 51;"
        + sql.map { $0 + ";" }.joined())
    try #require(output.status == 0, "\(output)")
    try expectRefusedThenResumed(scene)
  }

  @Test func `a file without its write-ahead log`() throws {
    let scene = try Scene(.imported())
    // A reader keeps the log from being taken back into the file.
    let reader = try LongReader(of: scene)
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let alone = try scene.bytes("so.kiemdo")
    #expect(scene.exists("so.kiemdo-wal"))
    reader.end()
    removeLog(scene)
    try scene.write(alone, to: "so.kiemdo")
    try expectRefusedThenResumed(scene)
  }

  @Test func `a fork of the same size is found too`() throws {
    let scene = try Scene(.imported())
    let old = try scene.bytes("so.kiemdo")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    removeLog(scene)
    // Another history of the same size, written with a copy of the keys.
    let other = try Scene(.imported())
    try FileManager.default.removeItem(atPath: other.keyRoot)
    try FileManager.default.copyItem(atPath: scene.keyRoot, toPath: other.keyRoot)
    try other.write(old, to: "so.kiemdo")
    try FileManager.default.removeItem(atPath: try other.keyFolder() + "/checkpoint")
    try other.done("correct", "3", "a4=031205558247", "--reason", "Theo CCCD khác")
    try scene.write(try other.bytes("so.kiemdo"), to: "so.kiemdo")
    try expectRefusedThenResumed(scene)
  }
}
