import Foundation
import Testing

extension Scene {
  /// Edits as whoever owns the file can: the trigger dropped, the edit made, the trigger put back as it was.
  func tamper(_ sql: String, without trigger: String) throws {
    let create = try query("SELECT sql FROM sqlite_schema WHERE name = '\(trigger)'")
    try #require(!create.isEmpty)
    let output = try sqlite("BEGIN; DROP TRIGGER \(trigger); \(sql); \(create); COMMIT;")
    try #require(output.status == 0, "\(output)")
    try #require(try query("SELECT sql FROM sqlite_schema WHERE name = '\(trigger)'") == create)
  }

  /// Runs `verify`, which has to find something at this position, and gives the codes of what it found.
  @discardableResult
  func expectFinding(at position: Int?, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    let output = try run("verify", "--format", "json")
    #expect(output.status == 1, "\(output)", sourceLocation: sourceLocation)
    let account = try output.json()
    #expect(account["verdict"].text == "altered", "\(output)", sourceLocation: sourceLocation)
    let findings = account["findings"].items
    #expect(!findings.isEmpty, sourceLocation: sourceLocation)
    if let position {
      #expect(
        findings.contains { $0["position"].number == position }, "\(output)", sourceLocation: sourceLocation)
    }
    return findings.compactMap { $0["code"].text }
  }
}

@Suite struct `one changed byte is found, though the triggers were dropped` {
  @Test(arguments: ["\"officer\":\"lan\"|\"officer\":\"lam\"", "candidate.registered|candidate.registereD", "2023-04-20T01|2023-04-20T00"])
  func `in a header`(_ change: String) throws {
    let scene = try Scene(.large())
    let parts = change.split(separator: "|")
    try scene.tamper(
      "UPDATE event SET header = replace(header, '\(parts[0])', '\(parts[1])') WHERE position = 107", without: "event_update")
    try scene.expectFinding(at: 107)
  }

  @Test func `in the newest header, where no tile covers it`() throws {
    let scene = try Scene(.large())
    try scene.tamper(
      "UPDATE event SET header = replace(header, '\"officer\":\"lan\"', '\"officer\":\"lam\"') WHERE position = 304",
      without: "event_update")
    try scene.expectFinding(at: 304)
    try scene.refused(65, "correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
  }

  @Test(arguments: [5, 107, 304])
  func `in a payload`(_ position: Int) throws {
    let scene = try Scene(.large())
    try scene.tamper(
      "UPDATE payload SET body = replace(body, 'Nguyễn', 'Nguyện') WHERE position = \(position)", without: "payload_update")
    try scene.expectFinding(at: position)
    let text = try scene.run("verify").out
    #expect(text.contains("tại số ghi \(position)"), "\(text)")
    #expect(text.contains("KẾT LUẬN: sổ đã bị sửa hoặc hỏng"))
    let english = try scene.run("verify", "--lang", "en").out
    #expect(english.contains("at event \(position)"), "\(english)")
  }

  @Test func `in a salt`() throws {
    let scene = try Scene(.large())
    try scene.tamper(
      "UPDATE payload SET salt = CAST(x'00' || substr(salt, 2) AS BLOB) WHERE position = 107 AND substr(salt, 1, 1) <> x'00'; "
        + "UPDATE payload SET salt = zeroblob(32) WHERE position = 107 AND length(salt) <> 32",
      without: "payload_update")
    try scene.expectFinding(at: 107)
  }

  @Test(arguments: [0, 100 * 32, 255 * 32 + 31])
  func `in a tile's hashes`(_ offset: Int) throws {
    let scene = try Scene(.large())
    var hex = Array(try scene.query("SELECT hex(hashes) FROM tile WHERE level = 0 AND number = 0").utf8)
    try #require(hex.count == 16384)
    hex[2 * offset + 1] = hex[2 * offset + 1] == 0x30 ? 0x31 : 0x30
    try scene.tamper(
      "UPDATE tile SET hashes = x'\(String(decoding: hex, as: UTF8.self))' WHERE level = 0 AND number = 0",
      without: "tile_update")
    try scene.expectFinding(at: nil)
  }

  @Test func `in a tile's root`() throws {
    let scene = try Scene(.large())
    var hex = Array(try scene.query("SELECT hex(root) FROM tile WHERE level = 0 AND number = 0").utf8)
    hex[5] = hex[5] == 0x30 ? 0x31 : 0x30
    try scene.tamper(
      "UPDATE tile SET root = x'\(String(decoding: hex, as: UTF8.self))' WHERE level = 0 AND number = 0", without: "tile_update")
    try scene.expectFinding(at: nil)
    // Nobody signs on top of it.
    try scene.refused(65, "correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
  }

  @Test(arguments: ["origin", "size", "root", "ledger's signature", "officer's signature"])
  func `in a note`(_ part: String) throws {
    let scene = try Scene(.imported())
    for size in [5, 50] {
      let copy = try Scene(.imported())
      var lines = try copy.query("SELECT note FROM checkpoint WHERE size = \(size)")
        .split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
      let line = ["origin": 0, "size": 1, "root": 2, "ledger's signature": 4, "officer's signature": 5][part] ?? 0
      // Away from the last characters, whose unused bits another base64 check covers.
      let index = part == "size" ? 0 : lines[line].count - 10
      lines[line][index] = lines[line][index] == 0x41 ? 0x42 : part == "size" ? 0x37 : 0x41
      let note = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") + "\n"
      try copy.tamper("UPDATE checkpoint SET note = '\(note)' WHERE size = \(size)", without: "checkpoint_update")
      try copy.expectFinding(at: nil)
    }
    try scene.expectSound()
  }

  @Test func `a deleted event, payload, tile or note`() throws {
    for (sql, trigger) in [
      ("DELETE FROM payload WHERE position = 107", "payload_delete"),
      ("DELETE FROM tile", "tile_delete"),
      ("DELETE FROM checkpoint WHERE size = 5", "checkpoint_delete"),
      ("DELETE FROM checkpoint WHERE size = 305", "checkpoint_delete"),
      ("DELETE FROM event WHERE position = 107", "event_delete"),
    ] {
      let scene = try Scene(.large())
      try scene.tamper(sql, without: trigger)
      try scene.expectFinding(at: nil)
    }
  }

  @Test func `two events that changed places`() throws {
    let scene = try Scene(.large())
    try scene.tamper(
      """
      CREATE TEMP TABLE kept AS SELECT position, salt, body FROM payload WHERE position IN (7, 8);
      UPDATE payload SET salt = (SELECT salt FROM kept WHERE position = 8), body = (SELECT body FROM kept WHERE position = 8) WHERE position = 7;
      UPDATE payload SET salt = (SELECT salt FROM kept WHERE position = 7), body = (SELECT body FROM kept WHERE position = 7) WHERE position = 8
      """, without: "payload_update")
    try scene.expectFinding(at: 7)
  }
}

@Suite struct `the schema itself is checked` {
  @Test(arguments: [
    "event_insert", "event_update", "event_delete", "payload_insert", "payload_update", "payload_delete", "tile_insert",
    "tile_update", "tile_delete", "checkpoint_insert", "checkpoint_update", "checkpoint_delete", "cosignature_insert",
    "cosignature_update", "cosignature_delete",
  ])
  func `a dropped trigger is found`(_ trigger: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.query("DROP TRIGGER \(trigger)")
    let output = try scene.run("verify")
    #expect(output.status == 1, "\(output)")
    #expect(output.out.contains(trigger), "\(output)")
  }

  @Test func `a dropped trigger and an edit are both found`() throws {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      "DROP TRIGGER payload_update; UPDATE payload SET body = replace(body, 'Bảo', 'Bào') WHERE position = 7;")
    try #require(output.status == 0)
    let codes = try scene.expectFinding(at: 7)
    #expect(Set(codes).count >= 2, "\(codes)")
    let text = try scene.run("verify").out
    #expect(text.contains("payload_update"))
  }

  @Test(arguments: [
    "CREATE TRIGGER them BEFORE INSERT ON event BEGIN SELECT 1; END", "CREATE TABLE them (x)",
    "CREATE INDEX them ON payload (body)", "CREATE VIEW them AS SELECT * FROM event",
    "DROP TRIGGER event_update; CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT 1; END",
  ])
  func `anything added or weakened is found`(_ sql: String) throws {
    let scene = try Scene(.imported())
    try #require(try scene.sqlite(sql + ";").status == 0)
    try scene.expectFinding(at: nil)
  }

  @Test func `a table rebuilt as a view is found`() throws {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE payload RENAME TO that; "
        + "CREATE VIEW payload AS SELECT position, salt, replace(body, 'Bảo', 'Bào') AS body FROM that;")
    try #require(output.status == 0, "\(output)")
    try scene.expectFinding(at: nil)
  }
}

@Suite struct `events that no checkpoint covers are shown and read by nobody` {
  /// One event more, as another program would write it, without a checkpoint.
  private func intruded() throws -> Scene {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      """
      BEGIN;
      INSERT INTO event (position, header) SELECT 50, replace(replace(header, '"position":7,', '"position":50,'), '"version":1}', '"version":2}') FROM event WHERE position = 7;
      INSERT INTO payload SELECT 50, salt, replace(body, 'Đặng Gia Bảo', 'Kẻ Lạ') FROM payload WHERE position = 7;
      COMMIT;
      """)
    try #require(output.status == 0, "\(output)")
    return scene
  }

  @Test func `verify names the position, readers don't see it, nobody writes after it`() throws {
    let scene = try intruded()
    try scene.expectFinding(at: 50)
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    #expect(try scene.done("list", "--format", "json").json()["candidates"].items.count == 45)
    let output = try scene.refused(65, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(output.err.contains("kiemdo verify"))
    let import2 = try scene.run("import", "12A1.csv", "--reason", "Nhập lại")
    #expect(import2.status != 1, "\(import2)")
  }
}

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
    #expect(lost.contains("\\n51\\n") || lost.contains("51"), "the lost checkpoint: \(lost)")
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
