import CanonicalForms
import GRDB
import TransparencyLog

/// The inside of an append: within one transaction, from drafts to the signed checkpoint.
struct AppendTransaction {
  let database: Database
  let plan: AppendPlan
  /// Before the append; afterwards what the next one finds.
  var registry: KeyRegistry
  var tree: TileBuilder

  /// Hashed by one core at a time, and inserted between two reports of progress.
  static let chunk = 1024
  static let chunksAhead = 3

  /// Inserts everything and returns the note.
  ///
  /// - Parameter newLedgerKey: the key that a rotation among the drafts brings in, which signs too.
  mutating func run(
    _ drafts: [Draft], signer: OfficerSigner, newLedgerKey: SigningKey? = nil, entropy: Entropy,
    progress: ((Int) -> Void)?
  ) throws -> String {
    let before = registry
    let salts = entropy.bytes(drafts.count * 32)
    try insert(drafts, salts: salts, progress: progress)

    let signers: [VerifierKey]
    switch SignerRule.signers(before: before, after: registry, isFirst: plan.first == 0, officer: signer.id) {
    case .success(let required): signers = required.keys
    case .failure(let error): throw LedgerError.officerNotAllowed(id: signer.id, error.refusal)
    }
    let keys = [signer.ledgerKey, signer.officerKey] + (newLedgerKey.map { [$0] } ?? [])
    precondition(signers == keys.map(\.verifierKey), "An append is signed by the keys that were checked before it.")
    let note = Checkpoint(origin: plan.origin, size: tree.size, root: tree.root).sign(by: keys).format()
    let statement = try Statement(database, "INSERT INTO checkpoint (size, note) VALUES (?, ?)")
    statement.bind(1, tree.size)
    statement.bind(2, note)
    try statement.run()
    return note
  }

  private mutating func insert(
    _ drafts: [Draft], salts: [UInt8], progress: ((Int) -> Void)?
  ) throws {
    let events = try Statement(database, "INSERT INTO event (position, header) VALUES (?, ?)")
    let payloads = try Statement(database, "INSERT INTO payload (position, salt, body) VALUES (?, ?, ?)")
    let chunks = stride(from: 0, to: drafts.count, by: Self.chunk).map { $0..<min($0 + Self.chunk, drafts.count) }
    // While one chunk goes into the tables the next ones are hashed.
    var ahead: [Preparation] = []
    var next = 0
    for chunk in chunks {
      while next < chunks.count, ahead.count < Self.chunksAhead {
        ahead.append(Preparation(drafts, chunks[next], plan: plan, salts: salts))
        next += 1
      }
      var prepared = ahead.removeFirst().take()
      if let fault = prepared.fault { throw LedgerError.malformedDraft(index: fault.index, detail: fault.detail) }
      try insert(&prepared, drafts, salts: salts, events: events, payloads: payloads)
      progress?(chunk.upperBound)
    }
  }

  private mutating func insert(
    _ prepared: inout PreparedEvents, _ drafts: [Draft], salts: [UInt8], events: Statement, payloads: Statement
  ) throws {
    var start = 0
    for index in prepared.ends.indices {
      let position = tree.size
      let salt = (position - plan.first) * 32
      let end = prepared.ends[index]
      events.bind(1, position)
      try prepared.headers.withUnsafeBytes { bytes in
        let header = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        events.bind(2, text: header)
        try events.run()
        if drafts[position - plan.first].stream == Draft.ledgerStream {
          try applyToRegistry(header, body: prepared.bodies[index])
        }
      }
      payloads.bind(1, position)
      try salts.withUnsafeBytes { bytes in
        payloads.bind(2, blob: UnsafeRawBufferPointer(rebasing: bytes[salt..<salt + 32]))
        try prepared.bodies[index].withUTF8 { body in
          payloads.bind(3, text: UnsafeRawBufferPointer(body))
          try payloads.run()
        }
      }
      try store(tree.append(prepared.leaves[index]))
      start = end
    }
  }

  private mutating func applyToRegistry(_ bytes: UnsafeRawBufferPointer, body: String) throws {
    guard let layout = try? HeaderLayout.parse(bytes) else { return }
    let header = EventHeader(layout, of: bytes)
    do {
      try registry.apply(header, body: body)
    } catch {
      let id = officerID(in: body)
      if header.type == LedgerEventType.officerRevoked.rawValue { throw LedgerError.revocationRefused(id: id, error) }
      throw LedgerError.enrollmentRefused(id: id, error)
    }
  }

  private mutating func store(_ tiles: [FullTile]) throws {
    for tile in tiles {
      let statement = try Statement(database, "INSERT INTO tile (level, number, root, hashes) VALUES (?, ?, ?, ?)")
      statement.bind(1, tile.id.level)
      statement.bind(2, tile.id.number)
      try tile.root.withUnsafeBytes { root in
        statement.bind(3, blob: root)
        try tile.bytes.withUnsafeBytes { hashes in
          statement.bind(4, blob: hashes)
          try statement.run()
        }
      }
    }
  }
}

/// The id that a change of keys is about, for the message that refuses it.
private func officerID(in body: String) -> String {
  (try? JSON.parse(canonical: body))?.object?["id"]?.string ?? ""
}
