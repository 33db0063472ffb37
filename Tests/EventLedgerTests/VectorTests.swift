import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@Suite struct VectorTests {
  struct Vectors: Decodable {
    struct Event: Decodable { let header, payload, salt, commitment, leaf, root: String }
    struct Note: Decodable {
      let size: Int
      let note: String
    }
    struct Anchor: Decodable { let bytes, digits, digest, shortCode: String }
    let origin, ledgerVerifierKey, officerVerifierKey, secondLedgerVerifierKey: String
    let ledgerKeySeedText, officerKeySeedText: String
    let events: [Event]
    let checkpoints: [Note]
    let anchor: Anchor
  }

  let vectors: Vectors

  init() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Vectors/ledger-v1.json")
    vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
  }

  @Test func `headers, commitments, leaves and roots are those of the vectors`() throws {
    var tree = TreeFrontier()
    for (position, event) in vectors.events.enumerated() {
      let header = try EventHeader.parse(event.header)
      #expect(header.format() == event.header)
      #expect(header.position == position)
      let salt = try #require(Hex.decode(event.salt))
      #expect(Hash.sha256(of: salt, event.payload).hex == event.commitment)
      #expect(header.commitment.hex == event.commitment)
      tree.append(MerkleTree.leafHash(event.header))
      #expect(MerkleTree.leafHash(event.header).hex == event.leaf)
      #expect(tree.root.hex == event.root)
    }
  }

  /// Builds the vectors' ledger by hand, through the tables and triggers of a new ledger's file.
  func file(in folder: TemporaryFolder, erasing: Bool) throws -> String {
    let fixture = try LedgerFixture()
    let schema = try fixture.client().read { database in
      try String.fetchAll(
        database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'trigger'")
    }
    let path = folder.path + "/vectors.kiemdo"
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x4B444C47; PRAGMA user_version = 1")
      for sql in schema { try database.execute(sql: sql) }
      for (position, event) in vectors.events.enumerated() {
        try database.execute(
          sql: "INSERT INTO event (position, header) VALUES (?, ?)", arguments: [position, event.header])
        try database.execute(
          sql: "INSERT INTO payload (position, salt, body) VALUES (?, ?, ?)",
          arguments: [position, Data(try #require(Hex.decode(event.salt))), event.payload])
        for checkpoint in vectors.checkpoints where checkpoint.size == position + 1 {
          try database.execute(
            sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)", arguments: [checkpoint.size, checkpoint.note])
        }
      }
      if erasing { try database.execute(sql: "DELETE FROM payload WHERE position IN (3, 4, 5)") }
    }
    try queue.close()
    return path
  }

  @Test func `a file of the vectors with rows 3 to 5 erased is genuine, and says what can't be checked`() throws {
    let folder = try TemporaryFolder()
    let path = try file(in: folder, erasing: true)
    let account = try Ledger.verify(at: path, trustedKey: try VerifierKey.parse(vectors.ledgerVerifierKey))
    #expect(account.findings == [])
    #expect(account.isGenuine)
    #expect(account.size == 8)
    #expect(account.notChecked.map(\.position) == [3, 4, 5])
    let erasure = try #require(account.erasures.first)
    #expect(erasure.position == 6)
    #expect(erasure.officer == "lan")
    #expect(erasure.reason == "Ví dụ")
    #expect(erasure.erased.map(\.position) == [3, 4, 5])
    #expect(erasure.erased.allSatisfy { $0.writtenByEraser && !$0.isStillThere })
    #expect(account.keyHistory.map(\.kind) == [.opened, .enrolled, .rotated])
    #expect(account.ledgerKey?.format() == vectors.secondLedgerVerifierKey)
    // The key after the rotation is this ledger's too.
    let second = try Ledger.verify(at: path, trustedKey: try VerifierKey.parse(vectors.secondLedgerVerifierKey))
    #expect(second.isGenuine)
  }

  @Test func `rows that an erasure names and that are still there are found`() throws {
    let folder = try TemporaryFolder()
    let account = try Ledger.verify(at: try file(in: folder, erasing: false))
    #expect(account.findings.map(\.code) == [.erasureUndone, .erasureUndone, .erasureUndone])
    #expect(account.findings.map(\.position) == [3, 4, 5])
    #expect(account.trust == .noKeyGiven)
    #expect(!account.isGenuine)
  }

  @Test func `a file of the vectors opens, and its erased events have no body`() throws {
    let folder = try TemporaryFolder()
    let ledger = try Ledger.open(at: try file(in: folder, erasing: true), mode: .read)
    #expect(ledger.origin == vectors.origin)
    #expect(ledger.size == 8)
    #expect(ledger.headNote == vectors.checkpoints.last?.note)
    #expect(ledger.ledgerKeys.count == 2)
    #expect(try ledger.event(at: 4).body == nil)
    #expect(try ledger.event(at: 2).body == vectors.events[2].payload)
    let anchor = try SheetAnchor.decode(digits: vectors.anchor.digits)
    #expect(try ledger.answer(for: anchor) == .erased(try ledger.header(at: 5)))
    for (size, event) in vectors.events.enumerated() { #expect(try ledger.root(at: size + 1).hex == event.root) }
  }

  @Test func `the anchor of the vectors is read, written and signed`() throws {
    let bytes = try #require(Hex.decode(vectors.anchor.bytes))
    let anchor = try SheetAnchor.decode(bytes)
    #expect(anchor.encode() == bytes)
    #expect(anchor.digits == vectors.anchor.digits)
    #expect(try SheetAnchor.decode(digits: vectors.anchor.digits) == anchor)
    #expect(anchor.digest.hex == vectors.anchor.digest)
    #expect(anchor.shortCode.text == vectors.anchor.shortCode)
    #expect(ShortCode(vectors.anchor.shortCode) == anchor.shortCode)
    #expect(anchor.isSigned(by: try VerifierKey.parse(vectors.ledgerVerifierKey)))
    #expect(!anchor.isSigned(by: try VerifierKey.parse(vectors.secondLedgerVerifierKey)))
    let folder = try TemporaryFolder()
    let ledger = try Ledger.open(at: try file(in: folder, erasing: false), mode: .read)
    #expect(try ledger.answer(for: anchor) == .genuine(try ledger.event(at: 5)))
    #expect(try ledger.storedAnchor(at: 5) == anchor)
  }

  /// Lines that are too long for the text are broken in it.
  @Test func `the worked examples of the specification are those of the vectors`() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "Schemas/ledger-format.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let section = try #require(
      text.components(separatedBy: "\n## 16. ").last?.components(separatedBy: "\n## 17. ").first)
    let shown = section.filter { !$0.isWhitespace }
    let event = vectors.events[3]
    let commitment = try #require(Hex.decode(event.commitment))
    let anchor = try SheetAnchor.decode(try #require(Hex.decode(vectors.anchor.bytes)))
    let note = try #require(vectors.checkpoints.first { $0.size == 3 }).note
    for example in [
      event.header, event.payload, event.salt, event.commitment, Base64.encode(commitment), event.leaf, event.root,
      note,
      String(anchor.keyID, radix: 16), anchor.root.hex, anchor.digest.hex, vectors.anchor.digits,
      vectors.anchor.shortCode,
      String(vectors.anchor.bytes.suffix(128)), "ofposition3,\(event.header.utf8.count)bytes",
      "ofsize3,\(note.utf8.count)bytes",
    ] {
      #expect(shown.contains(example.filter { !$0.isWhitespace }), "\(example)")
    }
  }

  @Test func `an officer's proof of possession is that of the vectors`() throws {
    let seed = Hash.sha256(of: vectors.officerKeySeedText).bytes
    let key = try SigningKey(name: vectors.origin + "/officer/lan", seed: seed)
    #expect(key.verifierKey.format() == vectors.officerVerifierKey)
    let proof = Enrollment.prove(origin: vectors.origin, id: "lan", key: key)
    #expect(vectors.events[1].payload.contains(#""proof":"\#(proof)""#))
    #expect(Enrollment.check(origin: vectors.origin, id: "lan", key: key.verifierKey, proof: proof))
    #expect(!Enrollment.check(origin: vectors.origin, id: "minh", key: key.verifierKey, proof: proof))
  }
}
