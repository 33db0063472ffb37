import CanonicalForms
import GRDB
import TransparencyLog

/// The end of a ledger, verified: the last checkpoint, signed by the keys in force, over the tree that the tables hold.
struct Tail {
  /// The number of events below the last checkpoint: all that a reader sees.
  let size: Int
  let checkpoint: Checkpoint
  let note: String
  /// The right edge, from which an append goes on.
  let tree: TileBuilder
  /// Who may sign the next append.
  let registry: KeyRegistry
  /// The number of rows of events, those above the checkpoint included.
  let eventCount: Int
  let lastRecordedAt: Instant

  var origin: String { checkpoint.origin }
}

extension Tail {
  /// - Parameter known: the tail that this process verified before, so that only what is new need be.
  /// - Throws: `damaged`, `newerFormat`, `sqlite`.
  static func read(_ database: Database, path: String, known: Tail? = nil) throws(LedgerError) -> Tail {
    let (size, note) = try lastNote(database, path: path)
    let eventCount = (try database.integer("SELECT max(position) FROM event") ?? -1) + 1
    let tree = try RightEdge.read(database, size: size, path: path)

    if let known, known.size == size, known.note == note {
      try check(tree, against: known.checkpoint, path: path)
      return Tail(
        size: size, checkpoint: known.checkpoint, note: note, tree: tree, registry: known.registry,
        eventCount: eventCount, lastRecordedAt: known.lastRecordedAt)
    }

    let start = try database.integer("SELECT max(size) FROM checkpoint WHERE size < ?", size) ?? 0
    // Only a tail that ends before this append knows the keys that were in force for it.
    let base = known.flatMap { $0.size <= start ? $0 : nil }
    let keys = try KeyEvents.read(database, from: base?.size ?? 0, upTo: size, path: path)
    let (registry, signers) = try replay(keys, after: base?.registry, appendFrom: start, size, database, path: path)
    guard let origin = registry.origin else {
      throw damaged(path, .keyEvent, 0, expected: "ledger.opened", found: "none")
    }

    let checkpoint: Checkpoint
    switch NoteCheck.check(note: note, size: size, origin: origin, signers: signers) {
    case .success(let read): checkpoint = read
    case .failure(let error): throw .damaged(path: path, error.finding)
    }
    try check(tree, against: checkpoint, path: path)
    let last = try header(database, at: size - 1, path: path)
    return Tail(
      size: size, checkpoint: checkpoint, note: note, tree: tree, registry: registry, eventCount: eventCount,
      lastRecordedAt: last.recordedAt)
  }

  private static func lastNote(_ database: Database, path: String) throws(LedgerError) -> (Int, String) {
    let statement = try Statement(database, "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1")
    guard try statement.step() else { throw damaged(path, .noCheckpoint, nil, expected: "a checkpoint", found: "none") }
    let size = statement.integer(0)
    guard (1...EventHeader.positionLimit).contains(size) else {
      throw damaged(path, .note, nil, expected: "a size from 1", found: "\(size)")
    }
    return (size, statement.text(1))
  }

  /// The registry after all these events, and who had to sign the append that begins at `start`.
  private static func replay(
    _ events: [RecordedEvent], after base: KeyRegistry?, appendFrom start: Int, _ size: Int, _ database: Database,
    path: String
  ) throws(LedgerError) -> (KeyRegistry, RequiredSigners) {
    var registry = base ?? KeyRegistry()
    func apply(_ events: some Sequence<RecordedEvent>) throws(LedgerError) {
      for event in events {
        do {
          try registry.apply(event.header, body: event.body)
        } catch {
          let finding = Finding(
            code: .keyEvent, position: event.header.position, subject: "\(event.header.type)",
            expected: "the rules of keys", found: Evidence(error))
          throw .damaged(path: path, finding)
        }
        if let format = registry.format, format > Schema.format { throw .newerFormat(path: path, found: format) }
      }
    }
    try apply(events.prefix { $0.header.position < start })
    let before = registry
    try apply(events.drop { $0.header.position < start })
    let officer = try header(database, at: start, path: path).officer
    switch SignerRule.signers(before: before, after: registry, isFirst: start == 0, officer: officer) {
    case .success(let signers): return (registry, signers)
    case .failure(let error):
      throw damaged(path, .officer, start, expected: "an officer in force", found: Evidence(error.refusal, of: officer))
    }
  }

  private static func check(_ tree: TileBuilder, against checkpoint: Checkpoint, path: String) throws(LedgerError) {
    let root = tree.root
    guard root == checkpoint.root else {
      let finding = Finding(
        code: .root, position: nil, subject: "checkpoint \(checkpoint.size)", expected: "\(checkpoint.root.base64)",
        found: "\(root.base64)")
      throw .damaged(path: path, finding)
    }
  }

  static func header(_ database: Database, at position: Int, path: String) throws(LedgerError) -> EventHeader {
    let statement = try Statement(database, "SELECT header FROM event WHERE position = ?")
    statement.bind(1, position)
    guard try statement.step() else { throw damaged(path, .position, position, expected: "an event", found: "none") }
    do {
      let bytes = statement.bytes(0)
      return EventHeader(try HeaderLayout.parse(bytes), of: bytes)
    } catch {
      throw damaged(path, .header, position, expected: "a header", found: Evidence(error))
    }
  }

  private static func damaged(
    _ path: String, _ code: FindingCode, _ position: Int?, expected: Evidence, found: Evidence
  ) -> LedgerError {
    .damaged(
      path: path, Finding(code: code, position: position, subject: "tail", expected: expected, found: found))
  }
}

/// Who must sign an append.
enum SignerRule {
  /// An enrolment in the first append counts at once, every other change of keys from the next append on; a rotation is
  /// signed by the new key too, so that nobody can install a key that he does not hold.
  static func signers(
    before: KeyRegistry, after: KeyRegistry, isFirst: Bool, officer id: String
  ) -> Result<RequiredSigners, OfficerRefusalError> {
    let inForce = isFirst ? after : before
    guard let officer = inForce.officers[id] else { return .failure(OfficerRefusalError(.notEnrolled)) }
    if let revokedAt = officer.revokedAt { return .failure(OfficerRefusalError(.revoked(at: revokedAt))) }
    let ledgerKey = isFirst ? after.ledgerKeys.first : before.ledgerKey
    guard let ledgerKey else { return .failure(OfficerRefusalError(.notEnrolled)) }
    let known = isFirst ? 1 : before.ledgerKeys.count
    return .success(RequiredSigners(keys: [ledgerKey, officer.key] + after.ledgerKeys.dropFirst(known)))
  }
}

struct OfficerRefusalError: Error {
  let refusal: OfficerRefusal

  init(_ refusal: OfficerRefusal) { self.refusal = refusal }
}

/// Reads the few events that change keys, held against their commitments.
enum KeyEvents {
  static func read(
    _ database: Database, from start: Int, upTo size: Int, path: String
  ) throws(LedgerError) -> [RecordedEvent] {
    let statement = try Statement(
      database,
      """
      \(EventRows.columns)
      WHERE stream = 'ledger' AND event.position >= ? AND event.position < ?
        AND type IN ('ledger.opened', 'officer.enrolled', 'officer.revoked', 'ledgerKey.rotated')
      ORDER BY event.position
      """)
    statement.bind(1, start)
    statement.bind(2, size)
    var events: [RecordedEvent] = []
    while try statement.step() {
      let bytes = statement.bytes(0)
      guard let layout = try? HeaderLayout.parse(bytes) else {
        throw .damaged(
          path: path,
          Finding(
            code: .header, position: nil, subject: "event of stream \(Draft.ledgerStream)", expected: "a header",
            found: "\(String(decoding: bytes, as: UTF8.self))"))
      }
      guard EventRows.holds(layout.commitment, statement) else {
        throw .damaged(
          path: path,
          Finding(
            code: .commitment, position: layout.position, subject: "payload", expected: "\(layout.commitment.base64)",
            found: statement.isText(1) ? "\(statement.text(1))" : "none"))
      }
      events.append(RecordedEvent(header: EventHeader(layout, of: bytes), body: statement.text(1)))
    }
    return events
  }
}
