import GRDB
public import TransparencyLog

/// The nodes of a ledger's tree, out of its tiles and headers: what proofs are made from.
struct DatabaseHashReader: HashReader {
  let database: Database
  let size: Int
  let path: String

  func hash(level: Int, index: Int) throws -> Hash {
    try TileHashReader { id in try tile(id) }.hash(level: level, index: index)
  }

  private func tile(_ id: TileID) throws -> [Hash] {
    let first = id.number * TileID.fullWidth
    let count = min(TileID.fullWidth, TileID.hashCount(level: id.level, size: size) - first)
    guard count > 0 else { return [] }
    if count == TileID.fullWidth { return try fullTile(id) }
    return try RightEdge.hashes(database, level: id.level, first..<first + count, path: path)
  }

  private func fullTile(_ id: TileID) throws -> [Hash] {
    let statement = try Statement(database, "SELECT hashes FROM tile WHERE level = ? AND number = ?")
    statement.bind(1, id.level)
    statement.bind(2, id.number)
    guard try statement.step(), case let bytes = statement.bytes(0), bytes.count == TileID.fullWidth * Hash.byteCount
    else { throw LedgerError.damaged(path: path, RightEdge.missingTile(id)) }
    return stride(from: 0, to: bytes.count, by: Hash.byteCount).compactMap {
      Hash(bytes: UnsafeRawBufferPointer(rebasing: bytes[$0..<$0 + Hash.byteCount]))
    }
  }

  /// Whether the tree of `head` begins with that of an earlier checkpoint.
  func contains(_ earlier: Checkpoint, head: Checkpoint) throws -> Bool {
    guard earlier.origin == head.origin, earlier.size <= head.size, earlier.size <= size else { return false }
    guard earlier.size > 0 else { return earlier.root == MerkleTree.emptyRoot }
    do {
      let proof = try ConsistencyProof.prove(from: earlier.size, to: head.size, reader: self)
      try proof.check(from: earlier.size, to: head.size, fromRoot: earlier.root, toRoot: head.root)
      return true
    } catch is TransparencyLogError {
      return false
    }
  }
}

/// The nodes of a ledger's tree, read one call at a time.
public struct LedgerHashReader: HashReader {
  let ledger: Ledger

  /// - Throws: `LedgerError.damaged` if a tile or header is missing.
  public func hash(level: Int, index: Int) throws -> Hash {
    try ledger.access { database in
      try DatabaseHashReader(database: database, size: ledger.size, path: ledger.path).hash(level: level, index: index)
    }
  }
}
