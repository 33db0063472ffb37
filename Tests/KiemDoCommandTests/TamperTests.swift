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
  @Test(arguments: [
    "\"officer\":\"lan\"|\"officer\":\"lam\"", "candidate.registered|candidate.registereD",
    "2023-04-20T01|2023-04-20T00",
  ])
  func `in a header`(_ change: String) throws {
    let scene = try Scene(.large())
    let parts = change.split(separator: "|")
    try scene.tamper(
      "UPDATE event SET header = replace(header, '\(parts[0])', '\(parts[1])') WHERE position = 107",
      without: "event_update")
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
      "UPDATE payload SET body = replace(body, 'Nguyễn', 'Nguyện') WHERE position = \(position)",
      without: "payload_update")
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
      "UPDATE tile SET root = x'\(String(decoding: hex, as: UTF8.self))' WHERE level = 0 AND number = 0",
      without: "tile_update")
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
