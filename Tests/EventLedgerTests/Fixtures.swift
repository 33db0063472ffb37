import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

/// A folder of its own for one test, gone afterwards.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// 2023-04-20T01:00:00.000Z
let start = Instant(milliseconds: 1_681_952_400_000)

extension Instant {
  func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
}

/// A ledger with its keys, in a folder of its own.
struct LedgerFixture {
  let folder: TemporaryFolder
  let ledger: Ledger
  let signer: OfficerSigner

  var path: String { ledger.path }
  var keys: KeyFolder { signer.keys }

  init(entropy: Entropy = .system, origin: String = "kiemdo/test") throws {
    let folder = try TemporaryFolder()
    let keys = try KeyFolder(root: folder.path + "/keys", origin: origin)
    _ = try keys.createLedgerKey()
    _ = try keys.createOfficerKey(id: "lan")
    let signer = try keys.signer(officer: "lan")
    let ledger = try Ledger.create(
      at: folder.path + "/so.kiemdo", signer: signer, opening: [Self.named("lan", "Đỗ Thị Lan", version: 3)],
      clock: start, entropy: entropy)
    self.folder = folder
    self.ledger = ledger
    self.signer = signer
  }

  static func named(_ id: String, _ name: String, version: Int) -> Draft {
    let body: JSON = ["id": .string(id), "name": .string(name)]
    return Draft(stream: "ledger", version: version, type: "officer.named", body: .text(body.canonicalText))
  }

  /// Appends one event to each of these candidates' streams.
  @discardableResult
  func append(_ numbers: [Int], version: Int = 1, at clock: Instant = start) throws -> Appended {
    try ledger.append(
      numbers.map { Self.registered($0, version: version) }, signer: signer, decidedAt: ledger.size, clock: clock)
  }

  static func registered(_ number: Int, version: Int = 1, name: String = "Nguyễn Thị Ánh") -> Draft {
    Draft(
      stream: stream(number), version: version, type: version == 1 ? "candidate.registered" : "candidate.corrected",
      body: .text(#"{"fields":{"fullName":"\#(name)","number":\#(number)}}"#))
  }

  static func stream(_ number: Int) -> String { "candidate/01GZ0000000000000000" + number.padded(6) }

  /// Another SQLite client on the same file.
  func client() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// What someone does who owns the file: drops the triggers that stand in the way, edits, and puts them back.
  func tamper(_ statements: String..., droppingFirst triggers: String...) throws {
    try client().writeWithoutTransaction { database in
      let texts = try triggers.map { name in
        try #require(
          try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [name]))
      }
      for name in triggers { try database.execute(sql: "DROP TRIGGER \(name)") }
      for statement in statements { try database.execute(sql: statement) }
      for text in texts { try database.execute(sql: text) }
    }
  }

  func verify() throws -> Account {
    try Ledger.verify(
      at: path, trustedKey: signer.ledgerKey.verifierKey, knownCheckpoint: try keys.lastCheckpoint()?.checkpoint)
  }

  /// At the end of every test: the ledger that was worked with is genuine still.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let account = try verify()
    #expect(account.findings == [], sourceLocation: sourceLocation)
    #expect(account.isGenuine, sourceLocation: sourceLocation)
    #expect(account.size == account.eventCount, sourceLocation: sourceLocation)
  }
}

extension Account {
  func has(_ code: FindingCode, at position: Int? = nil) -> Bool {
    findings.contains { $0.code == code && (position == nil || $0.position == position) }
  }
}
