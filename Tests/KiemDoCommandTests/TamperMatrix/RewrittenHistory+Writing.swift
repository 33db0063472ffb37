import Foundation
import Testing
import TransparencyLog

@testable import EventLedger

extension RewrittenHistory {
  /// Writes it in the place of what the ledger held: with all hashes, tiles and notes as this format wants them, and
  /// signatures by the keys at hand.
  func write(to scene: Scene) throws {
    var sql = "DELETE FROM event; DELETE FROM payload; DELETE FROM tile;"
    if seals { sql += "DELETE FROM cosignature; DELETE FROM checkpoint;" }
    var tiles = TileBuilder()
    var versions: [String: Int] = [:]
    var keyInForce = 0
    for (number, append) in appends.enumerated() {
      let start = tiles.size
      let root = tiles.root
      for event in append {
        let event = try finished(event, tiles.size, start, root, ledgerKeys[keyInForce], &versions)
        let text = event.header.format()
        sql += "INSERT INTO event (position, header) VALUES (\(tiles.size), '\(text)');"
        if let body = event.body {
          let quoted = body.replacingOccurrences(of: "'", with: "''")
          sql += "INSERT INTO payload VALUES (\(tiles.size), x'\(event.salt)', '\(quoted)');\n"
        }
        for tile in tiles.append(MerkleTree.leafHash(text)) {
          let hashes = Hash.hexadecimal(tile.bytes)
          sql += "INSERT INTO tile VALUES (\(tile.id.level), \(tile.id.number), x'\(tile.root.hex)', x'\(hashes)');"
        }
      }
      let rotates = append.contains { $0.header.type == "ledgerKey.rotated" } && keyInForce + 1 < ledgerKeys.count
      guard seals else { continue }
      let officer = append.first?.header.officer ?? ""
      let keys =
        try signers[number]
        ?? [ledgerKeys[keyInForce], #require(officerKeys[officer])] + (rotates ? [ledgerKeys[keyInForce + 1]] : [])
      let note = Checkpoint(origin: ledgerKeys[0].name, size: tiles.size, root: tiles.root).sign(by: keys).format()
      sql += "INSERT INTO checkpoint VALUES (\(tiles.size), '\(note)');"
      keyInForce += rotates ? 1 : 0
    }
    try scene.overwrite(sql)
  }

  private func finished(
    _ event: Event, _ position: Int, _ start: Int, _ root: Hash, _ key: SigningKey, _ versions: inout [String: Int]
  ) throws -> Event {
    guard numbers else { return event }
    var event = event
    if anchors, let body = event.body, let old = Self.anchor(in: body) {
      let anchor = SheetAnchor.sign(
        position: position, treeSize: start, root: root, digest: try Self.digest(of: body), by: key)
      let check = ShortCode(position: position, digest: anchor.digest).check
      event.body = body.replacingOccurrences(of: old, with: anchor.base64)
        .replacing(#/"check":"[0-9]{6}"/#, with: "\"check\":\"\(String(format: "%06d", check))\"")
    }
    let version = versions[event.header.stream, default: 0] + 1
    versions[event.header.stream] = version
    // Of an erased payload only the commitment is left, and stays.
    let commitment = try event.body.map { body in
      Hash.sha256(of: try #require(Hash(hex: event.salt.lowercased())).bytes, body)
    }
    event.header = event.header.changed(commitment: commitment, position: position, version: version)
    return event
  }

  private static func anchor(in body: String) -> String? {
    (body.firstMatch(of: #/"anchor":"([A-Za-z0-9+\/]{188})"/#)?.output.1).map(String.init)
  }

  /// The digest of the page's content, cut out of the canonical text as section 12 of the format says.
  private static func digest(of body: String) throws -> Hash {
    let start = try #require(body.range(of: "\"content\":")).upperBound
    let end = try #require(body.range(of: ",\"drawnBy\":", options: .backwards)).lowerBound
    return Hash.sha256(of: body[start..<end])
  }
}

extension Hash {
  static func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}

extension Scene {
  /// Statements that every trigger would refuse: all are dropped and put back as they were, so that the schema tells nothing.
  func overwrite(_ sql: String) throws {
    let triggers = try query("SELECT name FROM sqlite_schema WHERE type = 'trigger'").split(separator: "\n")
    let create = try query("SELECT group_concat(sql, ';' || char(10)) FROM sqlite_schema WHERE type = 'trigger'")
    let output = try sqlite(
      """
      PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
      BEGIN; \(triggers.map { "DROP TRIGGER \($0);" }.joined()) \(sql); \(create); COMMIT;
      PRAGMA wal_checkpoint(TRUNCATE);
      """)
    try #require(output.status == 0, "\(output)\n\(sql.prefix(2000))")
  }

  /// As the first event has it.
  func firstLedgerKey() throws -> VerifierKey? {
    try? VerifierKey.parse(try query("SELECT body ->> '$.ledgerKey' FROM payload WHERE position = 0"))
  }
}
