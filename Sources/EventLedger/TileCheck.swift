import TransparencyLog

/// The check of one stored tile.
enum TileCheck {
  static func compare(
    _ id: TileID, root: UnsafeRawBufferPointer, hashes: UnsafeRawBufferPointer, expected: ArraySlice<Hash>,
    expectedRoot: Hash, _ findings: inout Findings
  ) {
    let width = 1 << (TileID.height * id.level)
    let first = id.number * TileID.fullWidth * width
    let subject = "tile \(id.level)/\(id.number)"
    let count = expected.count * Hash.byteCount
    guard hashes.count == count else {
      findings.add(.tile, first, subject, expected: "\(count) bytes", found: "\(hashes.count) bytes")
      return
    }
    let differing = expected.withUnsafeBytes { expected -> Int? in
      guard !expected.elementsEqual(hashes) else { return nil }
      return (0..<count).first { expected[$0] != hashes[$0] }.map { $0 / Hash.byteCount }
    }
    if let differing {
      let stored = Hash(bytes: hashes[differing * Hash.byteCount..<(differing + 1) * Hash.byteCount])
      findings.add(
        .tile, first + differing * width, "\(subject), hash \(differing)",
        expected: expected[expected.startIndex + differing].base64, found: stored?.base64 ?? "")
    }
    guard Hash(bytes: root) != expectedRoot else { return }
    findings.add(
      .tile, first, "\(subject), root", expected: expectedRoot.base64,
      found: Hash(bytes: root)?.base64 ?? "\(root.count) bytes")
  }
}
