import CanonicalForms
import GRDB
import TransparencyLog

/// The check of one stored tile.
enum TileCheck {
  static func compare(
    _ id: TileID, root: UnsafeRawBufferPointer, hashes: UnsafeRawBufferPointer, expected: ArraySlice<Hash>,
    expectedRoot: Hash, _ findings: inout Findings
  ) {
    guard compare(id, hashes: hashes, expected: expected, &findings) else { return }
    guard Hash(bytes: root) != expectedRoot else { return }
    findings.add(
      .tile, id.number << (TileID.height * (id.level + 1)), "tile \(id.level)/\(id.number), root",
      expected: "\(expectedRoot.base64)", found: Hash(bytes: root).map { "\($0.base64)" } ?? "\(root.count) bytes")
  }

  /// Compares hashes, full or partial, with those computed.
  ///
  /// - Returns: false if there are not as many as expected, so that there is nothing to compare.
  @discardableResult
  static func compare(
    _ id: TileID, hashes: UnsafeRawBufferPointer, expected: ArraySlice<Hash>, _ findings: inout Findings
  ) -> Bool {
    let width = 1 << (TileID.height * id.level)
    let first = id.number * TileID.fullWidth * width
    let subject: Evidence = "tile \(id.level)/\(id.number)"
    let count = expected.count * Hash.byteCount
    guard hashes.count == count else {
      findings.add(.tile, first, subject, expected: "\(count) bytes", found: "\(hashes.count) bytes")
      return false
    }
    let differing = expected.withUnsafeBytes { expected -> Int? in
      guard !expected.elementsEqual(hashes) else { return nil }
      return (0..<count).first { expected[$0] != hashes[$0] }.map { $0 / Hash.byteCount }
    }
    if let differing {
      let stored = Hash(bytes: hashes[differing * Hash.byteCount..<(differing + 1) * Hash.byteCount])
      findings.add(
        .tile, first + differing * width, "\(subject), hash \(differing)",
        expected: "\(expected[expected.startIndex + differing].base64)", found: "\(stored?.base64 ?? "")")
    }
    return true
  }

  /// Holds a stored full tile against its hashes as computed.
  ///
  /// - Throws: `damaged`.
  static func demand(_ id: TileID, _ hashes: [Hash], _ database: Database, path: String) throws(LedgerError) {
    let statement = try Statement(database, "SELECT root, hashes FROM tile WHERE level = ? AND number = ?")
    statement.bind(1, id.level)
    statement.bind(2, id.number)
    guard try statement.step() else { throw .damaged(path: path, RightEdge.missingTile(id)) }
    var findings = Findings()
    compare(
      id, root: statement.bytes(0), hashes: statement.bytes(1), expected: hashes[...],
      expectedRoot: MerkleTree.root(ofFullTile: hashes), &findings)
    if let finding = findings.all.first { throw .damaged(path: path, finding) }
  }
}
