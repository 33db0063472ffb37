import Foundation
import Testing

extension Tampering {
  /// One value changed in each column of each table, and rows removed, added, moved and exchanged.
  static let rows: [Tampering] = [
    // event
    Tampering(
      "event.position moved far up", finds: "event.position", at: 107,
      sql: "UPDATE event SET position = 9000000000 WHERE position = 107"),
    Tampering(
      "event.position made negative", finds: "event.position", at: -5,
      sql: "UPDATE event SET position = -5 WHERE position = 107"),
    .header("command", "\"command\":\"01G", "\"command\":\"01H", finds: "event.appendMixed"),
    .header("officer", "\"officer\":\"lan\"", "\"officer\":\"lam\"", finds: "event.appendMixed"),
    .header("payload", "\"payload\":\"", "\"payload\":\"/", finds: "event.header"),
    .header("position", "\"position\":107", "\"position\":108", finds: "event.position"),
    .header("recordedAt", "T01:01", "T00:01", finds: "event.time"),
    .header("schema", "\"schema\":1", "\"schema\":2", finds: "tree.tile"),
    .header("stream", "candidate/01G", "candidate/01H", finds: "tree.tile"),
    .header("type", "candidate.registered", "candidate.registereD", finds: "tree.tile"),
    .header("version", "\"version\":1}", "\"version\":2}", finds: "event.version"),
    Tampering(
      "a header changed above the last full tile", finds: "checkpoint.root", at: 268,
      sql: "UPDATE event SET header = replace(header, 'withdrawn', 'withdrawm') WHERE position = 268"),
    Tampering(
      "an event removed", finds: "event.position", at: 107, sql: "DELETE FROM event WHERE position = 107"),
    Tampering(
      "an event and its payload removed", finds: "event.position", at: 107,
      sql: "DELETE FROM event WHERE position = 107; DELETE FROM payload WHERE position = 107"),
    Tampering(
      "an event added at the end, without a checkpoint", finds: "event.aboveCheckpoint", at: 273,
      sql: """
        INSERT INTO event (position, header) SELECT 273, replace(replace(header, '"position":268,', '"position":273,'), '"version":2}', '"version":3}') FROM event WHERE position = 268;
        INSERT INTO payload SELECT 273, salt, body FROM payload WHERE position = 268
        """),
    Tampering(
      "two events exchanged, headers and payloads", finds: "event.position", at: 107,
      sql: """
        UPDATE event SET position = -1 WHERE position = 107; UPDATE event SET position = 107 WHERE position = 108;
        UPDATE event SET position = 108 WHERE position = -1; UPDATE payload SET position = -1 WHERE position = 107;
        UPDATE payload SET position = 107 WHERE position = 108; UPDATE payload SET position = 108 WHERE position = -1
        """),
    Tampering(
      "an event copied over another", finds: "event.position", at: 108,
      sql: """
        CREATE TEMP TABLE copy AS SELECT replace(header, '"version":1}', '"version":2}') AS header FROM event WHERE position = 107;
        UPDATE event SET header = (SELECT header FROM copy) WHERE position = 108
        """),
    // payload
    Tampering(
      "payload.body: a letter of a name", finds: "payload.commitment", at: 107,
      sql: "UPDATE payload SET body = replace(body, 'Nguyễn', 'Nguyện') WHERE position = 107"),
    Tampering(
      "payload.body: a space added", finds: "payload.notCanonical", at: 107,
      sql: "UPDATE payload SET body = replace(body, ':{', ': {') WHERE position = 107"),
    Tampering(
      "payload.salt: a byte", finds: "payload.commitment", at: 107,
      sql: "UPDATE payload SET salt = CAST(substr(salt, 2) || substr(salt, 1, 1) AS BLOB) WHERE position = 107"),
    Tampering(
      "payload.salt: a byte too few", finds: "payload.salt", at: 107,
      sql: "UPDATE payload SET salt = CAST(substr(salt, 2) AS BLOB) WHERE position = 107"),
    Tampering(
      "payload.position moved", finds: "payload.missing", at: 107,
      sql: "UPDATE payload SET position = 5000 WHERE position = 107"),
    Tampering(
      "a payload removed", finds: "payload.missing", at: 107, sql: "DELETE FROM payload WHERE position = 107"),
    Tampering(
      "a payload added without an event", finds: "payload.stray", at: 400,
      sql: "INSERT INTO payload SELECT 400, salt, body FROM payload WHERE position = 107"),
    Tampering(
      "two payloads exchanged", finds: "payload.commitment", at: 107,
      sql: """
        UPDATE payload SET position = -1 WHERE position = 107; UPDATE payload SET position = 107 WHERE position = 108;
        UPDATE payload SET position = 108 WHERE position = -1
        """),
    Tampering(
      "a payload copied over another", finds: "payload.commitment", at: 108,
      sql: """
        CREATE TEMP TABLE copy AS SELECT * FROM payload WHERE position = 107;
        UPDATE payload SET salt = (SELECT salt FROM copy), body = (SELECT body FROM copy) WHERE position = 108
        """),
    // tile
    Tampering("tile.level", finds: "tree.tile", at: 0, sql: "UPDATE tile SET level = 1"),
    Tampering("tile.number", finds: "tree.tile", at: 0, sql: "UPDATE tile SET number = 1"),
    Tampering(
      "tile.root: a byte", finds: "tree.tile", at: 0,
      sql: "UPDATE tile SET root = CAST(substr(root, 2) || substr(root, 1, 1) AS BLOB)"),
    Tampering(
      "tile.hashes: one hash", finds: "tree.tile", at: 100,
      sql: "UPDATE tile SET hashes = CAST(substr(hashes, 1, 3200) || zeroblob(32) || substr(hashes, 3233) AS BLOB)"),
    Tampering("a tile removed", finds: "tree.tile", at: 0, sql: "DELETE FROM tile"),
    Tampering(
      "a tile added", finds: "tree.tile", sql: "INSERT INTO tile SELECT level, 1, root, hashes FROM tile"),
    // checkpoint
    Tampering(
      "checkpoint.size", finds: "event.appendMixed", at: 257,
      sql: "UPDATE checkpoint SET size = 256 WHERE size = 257"),
    .note("origin", line: 0, from: "kiemdo/", to: "kiemdq/", finds: "checkpoint.note"),
    .note("size", line: 1, from: "262", to: "263", finds: "checkpoint.note"),
    .note("root", line: 2, from: nil, to: "AAAA", finds: "checkpoint.root", at: 258),
    .note("the ledger's signature", line: 4, from: nil, to: "AAAA", finds: "checkpoint.signature"),
    .note("the officer's signature", line: 5, from: nil, to: "AAAA", finds: "checkpoint.signature"),
    .note("a line added to what is signed", line: 2, from: "\n", to: "\nthêm\n", finds: "checkpoint.note"),
    Tampering("checkpoint.note: signatures exchanged", finds: "checkpoint.signature", at: 261) {
      try $0.editNote(262) { lines in lines.swapAt(4, 5) }
    },
    Tampering("checkpoint.note: a signature line added", finds: "checkpoint.signature", at: 261) {
      try $0.editNote(262) { lines in lines.insert(lines[4], at: 6) }
    },
    Tampering("checkpoint.note: a signature line removed", finds: "checkpoint.signature", at: 261) {
      try $0.editNote(262) { lines in lines.remove(at: 5) }
    },
    Tampering(
      "a checkpoint in the middle removed", finds: "event.appendMixed", at: 257,
      sql: "DELETE FROM checkpoint WHERE size = 257"),
    Tampering(
      "the last checkpoint removed", finds: "event.aboveCheckpoint", at: 272,
      sql: "DELETE FROM checkpoint WHERE size = 273"),
    Tampering(
      "a checkpoint added", finds: "checkpoint.note", at: 259,
      sql: "INSERT INTO checkpoint SELECT 260, note FROM checkpoint WHERE size = 262"),
    Tampering(
      "two notes exchanged", finds: "checkpoint.note", at: 257,
      sql: """
        UPDATE checkpoint SET size = -1 WHERE size = 258; UPDATE checkpoint SET size = 258 WHERE size = 262;
        UPDATE checkpoint SET size = 262 WHERE size = -1
        """),
    Tampering(
      "all checkpoints removed", finds: "checkpoint.missing", sql: "DELETE FROM checkpoint"),
    // cosignature
    Tampering(
      "cosignature.line: no longer a line", finds: "checkpoint.cosignature",
      sql: "UPDATE cosignature SET line = replace(line, '— ', '- ')"),
    Tampering(
      "cosignature.size: of no checkpoint", finds: "checkpoint.cosignature",
      sql: "UPDATE cosignature SET size = 260"),
    Tampering(
      "cosignature.line: a byte of the signature", finds: "checkpoint.cosignature",
      never:
        "a line of a witness whose key nobody gave is neither a finding nor a proof; `verify --policy` and `verify-ledger.py --witness` check it",
      sql: "UPDATE cosignature SET line = replace(line, 'Bw', 'Bg')"),
    Tampering(
      "a cosignature copied to another size", finds: "checkpoint.cosignature",
      never: "only who knows the witness's key can tell: `verify --policy`",
      sql: "INSERT INTO cosignature SELECT 272, line FROM cosignature"),
    Tampering(
      "an erased event taken away", finds: "event.position", at: 8,
      sql: "DELETE FROM event WHERE position = 8"),
    Tampering(
      "a sheet's payload that is no JSON", finds: "payload.notCanonical", at: 258,
      sql: "UPDATE payload SET body = replace(body, ',', '') WHERE position = 258"),
    Tampering(
      "a cosignature removed", finds: "checkpoint.cosignature",
      never: "a ledger needs none; a policy that demands a witness (`verify --policy`) misses it",
      sql: "DELETE FROM cosignature"),
  ]

  private static func header(_ name: String, _ old: String, _ new: String, finds code: String) -> Tampering {
    Tampering(
      "event.header: `\(name)`", finds: code, at: 107,
      sql: "UPDATE event SET header = replace(header, '\(old)', '\(new)') WHERE position = 107")
  }

  private static func note(
    _ part: String, line: Int, from old: String?, to new: String, finds code: String, at position: Int = 261
  ) -> Tampering {
    Tampering("checkpoint.note: \(part)", finds: code, at: position) { scene in
      try scene.editNote(262) { lines in
        guard let old else {
          let end = lines[line].index(lines[line].endIndex, offsetBy: -20)
          let start = lines[line].index(end, offsetBy: -new.count)
          lines[line].replaceSubrange(start..<end, with: new)
          return
        }
        lines[line] = old == "\n" ? lines[line] + new.dropLast() : lines[line].replacing(old, with: new)
      }
    }
  }
}

extension Scene {
  /// Edits the lines of a note.
  func editNote(_ size: Int, _ change: (inout [String]) -> Void) throws {
    var lines = try query("SELECT note FROM checkpoint WHERE size = \(size)")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let before = lines
    change(&lines)
    try #require(lines != before)
    let note = lines.joined(separator: "\n") + "\n"
    try overwrite("UPDATE checkpoint SET note = '\(note)' WHERE size = \(size)")
  }
}
