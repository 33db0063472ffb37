import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

/// What someone can do who owns the file, and how `verify` names it.
@Suite struct DamageTests {
  static func fixture(_ count: Int = 300) throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<count))
    try fixture.append([7], version: 2, at: start.adding(seconds: 60))
    return fixture
  }

  @Test func `a changed commitment, payload or salt is found at its position`() throws {
    let edits = [
      (
        #"UPDATE event SET header = replace(header, '"payload":"', '"payload":"A') WHERE position = 100"#,
        FindingCode.header
      ),
      ("UPDATE payload SET body = replace(body, 'Ánh', 'Anh') WHERE position = 100", .commitment),
      ("UPDATE payload SET salt = zeroblob(32) WHERE position = 100", .commitment),
      ("UPDATE payload SET body = body || ' ' WHERE position = 100", .notCanonical),
    ]
    for (edit, code) in edits {
      let fixture = try Self.fixture()
      try fixture.tamper(edit, droppingFirst: "event_update", "payload_update")
      let account = try fixture.verify()
      #expect(account.has(code, at: 100), "\(edit): \(account.findings)")
      #expect(!account.isGenuine)
    }
  }

  @Test func `one changed byte of a header is found, whichever it is`() throws {
    let fixture = try Self.fixture()
    let text = try fixture.ledger.header(at: 100).format()
    let client = try fixture.client()
    let trigger = try #require(
      try client.read { try String.fetchOne($0, sql: "SELECT sql FROM sqlite_schema WHERE name = 'event_update'") })
    for index in stride(from: 0, to: text.utf8.count, by: 7) {
      var bytes = Array(text.utf8)
      bytes[index] = bytes[index] == UInt8(ascii: "X") ? UInt8(ascii: "Y") : UInt8(ascii: "X")
      try client.writeWithoutTransaction { database in
        try database.execute(sql: "DROP TRIGGER event_update; PRAGMA ignore_check_constraints = ON")
        try database.execute(
          sql: "UPDATE event SET header = ? WHERE position = 100", arguments: [String(decoding: bytes, as: UTF8.self)])
        try database.execute(sql: trigger)
      }
      // Position 100 lies in the tile of the first 256, which says exactly which header differs.
      let account = try fixture.verify()
      #expect(account.has(.tile, at: 100), "byte \(index): \(account.findings)")
    }
    try client.writeWithoutTransaction { database in
      try database.execute(sql: "DROP TRIGGER event_update")
      try database.execute(sql: "UPDATE event SET header = ? WHERE position = 100", arguments: [text])
      try database.execute(sql: trigger)
    }
    try fixture.expectSound()
  }

  @Test func `a header changed above the last tile is found by the root of its append`() throws {
    let fixture = try Self.fixture()
    try fixture.tamper(
      "UPDATE event SET header = replace(header, '\"schema\":1', '\"schema\":2') WHERE position = 303",
      droppingFirst: "event_update")
    let account = try Ledger.verify(at: fixture.path)
    #expect(account.findings.map(\.code) == [.root])
    #expect(account.findings.first?.position == 303)
    #expect(throws: LedgerError.self) { try Ledger.open(at: fixture.path, mode: .read) }
    #expect(throws: LedgerError.self) { try fixture.append([1000]) }
  }

  @Test func `a changed tile is found, in its hashes and in its root`() throws {
    let fixture = try Self.fixture()
    try fixture.tamper(
      "UPDATE tile SET hashes = CAST(substr(hashes, 1, 64) || zeroblob(32) || substr(hashes, 97) AS BLOB)",
      droppingFirst: "tile_update")
    #expect(try fixture.verify().findings.map(\.position) == [2])
    try fixture.tamper("UPDATE tile SET root = zeroblob(32)", droppingFirst: "tile_update")
    #expect(try fixture.verify().findings.map(\.code) == [.tile, .tile])
    // The right edge is read from the roots of tiles, so no append follows.
    #expect(throws: LedgerError.self) { try fixture.append([1000]) }
    try fixture.tamper("DELETE FROM tile", droppingFirst: "tile_delete")
    #expect(try fixture.verify().has(.tile))
  }

  @Test func `one changed byte of a note is found`() throws {
    let fixture = try Self.fixture()
    let note = fixture.ledger.headNote
    let client = try fixture.client()
    try client.write { try $0.execute(sql: "DROP TRIGGER checkpoint_update") }
    for index in stride(from: 0, to: note.utf8.count, by: 11) {
      var bytes = Array(note.utf8)
      bytes[index] ^= 1
      let changed = String(decoding: bytes, as: UTF8.self)
      try client.write {
        try $0.execute(sql: "UPDATE checkpoint SET note = ? WHERE size = 304", arguments: [changed])
      }
      let account = try fixture.verify()
      #expect(
        account.findings.contains { [.note, .root, .signature].contains($0.code) },
        "byte \(index): \(account.findings)")
    }
  }

  @Test func `a dropped trigger, a rebuilt table and a foreign object are found`() throws {
    let fixture = try Self.fixture()
    let client = try fixture.client()
    try client.write { try $0.execute(sql: "DROP TRIGGER payload_delete") }
    #expect(try fixture.verify().findings.map(\.subject.description) == ["trigger payload_delete"])
    try client.write { try $0.execute(sql: "CREATE VIEW extra AS SELECT 1") }
    #expect(try fixture.verify().findings.map(\.subject.description).contains("view extra"))
    try client.write { database in
      try database.execute(sql: "CREATE TABLE other AS SELECT position, header FROM event; PRAGMA foreign_keys = OFF")
      try database.execute(sql: "DROP TABLE event; CREATE VIEW event AS SELECT * FROM other")
    }
    let account = try fixture.verify()
    #expect(account.findings.map(\.subject.description).contains("table event"))
  }

  @Test func `a cut tail is found by the notes, by the known checkpoint, and by the next append`() throws {
    let fixture = try Self.fixture()
    try fixture.tamper(
      "DELETE FROM payload WHERE position = 303", "DELETE FROM event WHERE position = 303",
      droppingFirst: "payload_delete", "event_delete")
    var account = try fixture.verify()
    #expect(account.has(.root, at: 303))
    #expect(account.has(.knownCheckpoint, at: 303))
    // With its checkpoint the cut is whole: only what is known from outside tells.
    try fixture.tamper("DELETE FROM checkpoint WHERE size = 304", droppingFirst: "checkpoint_delete")
    account = try fixture.verify()
    #expect(account.findings.map(\.code) == [.knownCheckpoint])
    let ledger = try Ledger.open(at: fixture.path, mode: .write)
    let known = try #require(try fixture.keys.lastCheckpoint()).checkpoint
    #expect(throws: LedgerError.notContained(known: known, have: ledger.head)) {
      try ledger.append([LedgerFixture.registered(1000)], signer: fixture.signer, decidedAt: ledger.size, clock: start)
    }
  }

  @Test func `an event without a checkpoint is read by nobody, found, and blocks writing`() throws {
    let fixture = try Self.fixture()
    try fixture.client().write { database in
      try database.execute(
        sql: """
          INSERT INTO event (position, header)
          SELECT 304, replace(replace(header, '"position":303', '"position":304'), '"version":2', '"version":3')
          FROM event WHERE position = 303
          """)
      try database.execute(sql: "INSERT INTO payload SELECT 304, salt, body FROM payload WHERE position = 303")
    }
    let ledger = try Ledger.open(at: fixture.path, mode: .write)
    #expect(ledger.size == 304)
    #expect(try ledger.events(stream: LedgerFixture.stream(7)).count == 2)
    #expect(throws: LedgerError.uncheckpointedEvents(size: 304, events: 305)) {
      try ledger.append([LedgerFixture.registered(1000)], signer: fixture.signer, decidedAt: 304, clock: start)
    }
    #expect(try fixture.verify().has(.aboveCheckpoint, at: 304))
  }

  @Test func `missing, moved and stray rows are found`() throws {
    for (edit, code, position) in [
      ("DELETE FROM event WHERE position = 50", FindingCode.position, 50),
      ("DELETE FROM payload WHERE position = 50", .payloadMissing, 50),
      ("UPDATE event SET position = 9000000000 WHERE position = 50", .position, 9_000_000_000),
      ("UPDATE event SET position = -5 WHERE position = 50", .position, -5),
      ("UPDATE payload SET position = 5000 WHERE position = 50", .payloadStray, 5000),
      ("UPDATE event SET header = CAST(header AS BLOB) WHERE position = 50", .tile, 50),
      ("DELETE FROM checkpoint", .noCheckpoint, nil as Int?),
    ] as [(String, FindingCode, Int?)] {
      let fixture = try Self.fixture()
      let client = try fixture.client()
      let result = Result {
        try client.writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
          for name in ["event_update", "event_delete", "payload_update", "payload_delete", "checkpoint_delete"] {
            try database.execute(sql: "DROP TRIGGER \(name)")
          }
          try database.execute(sql: edit)
        }
      }
      // STRICT refuses the blob already.
      guard case .success = result else { continue }
      let account = try fixture.verify()
      #expect(account.has(code, at: position), "\(edit): \(account.findings)")
    }
  }

  @Test func `flipped bytes anywhere in the file are found or refused, and crash nothing`() throws {
    let fixture = try Self.fixture(600)
    try fixture.ledger.close()
    let original = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      var bytes = original
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
      try bytes.write(to: URL(fileURLWithPath: fixture.path))
      // A byte of a page's free space holds nothing; what holds anything must not pass.
      if let account = try? fixture.verify(), account.isSound {
        #expect(try rows(at: fixture.path) == rows(of: original, fixture), "byte \(place), seed \(seed)")
      }
    }
    try original.write(to: URL(fileURLWithPath: fixture.path))
    try fixture.expectSound()
  }

  private func rows(at path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      try ["event", "payload", "tile", "checkpoint"].flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\($0)" }
      }
    }
  }

  private func rows(of original: Data, _ fixture: LedgerFixture) throws -> [String] {
    let path = fixture.folder.path + "/original"
    try original.write(to: URL(fileURLWithPath: path))
    return try rows(at: path)
  }

  @Test func `a ledger forged under other keys is consistent in itself and not genuine`() throws {
    let fixture = try Self.fixture()
    let forged = try LedgerFixture()
    let account = try Ledger.verify(at: forged.path, trustedKey: fixture.signer.ledgerKey.verifierKey)
    #expect(account.trust == .keyDiffers)
    #expect(account.findings.map(\.code) == [.trustedKey])
    #expect(!account.isGenuine)
    try forged.expectSound()
    try fixture.expectSound()
  }

  @Test func `an older copy put back takes no append until the loss is recorded`() throws {
    let fixture = try Self.fixture()
    let copy = fixture.folder.path + "/copy.kiemdo"
    #expect(try fixture.ledger.backup(to: copy).isSound)
    try fixture.append([500, 501], at: start.adding(seconds: 90))
    let lost = fixture.ledger.headNote
    let old = try Ledger.open(at: copy, mode: .write)
    let known = try #require(try fixture.keys.lastCheckpoint())
    #expect(throws: LedgerError.notContained(known: known.checkpoint, have: old.head)) {
      try old.append([LedgerFixture.registered(600)], signer: fixture.signer, decidedAt: old.size, clock: start)
    }
    let appended = try old.resume(reason: "Máy hỏng ổ đĩa", signer: fixture.signer, clock: start.adding(seconds: 99))
    let event = try old.event(at: appended.range.lowerBound)
    #expect(event.header.type == "ledger.restored")
    let text = try #require(event.body)
    let body = try JSON.parse(canonical: text).object
    #expect(body?["lost"]?.string == lost)
    #expect(try Ledger.verify(at: copy, trustedKey: fixture.signer.ledgerKey.verifierKey).isGenuine)
    #expect(throws: LedgerError.nothingToResume(known: old.head)) {
      try old.resume(reason: "x", signer: fixture.signer, clock: start.adding(seconds: 99))
    }
  }

  @Test func `a file copied without its write-ahead log does not contain what is known`() throws {
    let fixture = try Self.fixture()
    try fixture.append([800], at: start.adding(seconds: 70))
    let copy = fixture.folder.path + "/copy.kiemdo"
    try FileManager.default.copyItem(atPath: fixture.path, toPath: copy)
    let known = try #require(try fixture.keys.lastCheckpoint()?.checkpoint)
    // What was still in the log is missing; if all of it was, there is no ledger in the file at all.
    let account = try? Ledger.verify(at: copy, knownCheckpoint: known)
    #expect(account?.has(.knownCheckpoint) ?? true)
    try fixture.expectSound()
  }
}
