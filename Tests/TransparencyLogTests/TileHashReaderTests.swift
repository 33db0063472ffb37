import Testing
import TransparencyLog

@Suite struct TileHashReaderTests {
  private static let leaves = ReferenceTree.leaves(70_000)

  @Test func `proofs out of tiles are those out of rows`() throws {
    let size = 70_000
    var builder = TileBuilder()
    var tiles: [TileID: [Hash]] = [:]
    for tile in builder.append(contentsOf: Self.leaves) { tiles[tile.id] = tile.hashes }
    for (level, hashes) in builder.pending.enumerated() where !hashes.isEmpty {
      tiles[TileID(level: level, number: TileID.fullCount(level: level, size: size))] = hashes
    }
    let reader = TileHashReader { id in
      guard let hashes = tiles[id] else { throw TransparencyLogError.missingHash(level: id.level * 8, index: 0) }
      return hashes
    }
    let rows = RowReader(Self.leaves)
    for index in [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999] {
      let proof = try InclusionProof.prove(index: index, size: size, reader: reader)
      #expect(try proof == InclusionProof.prove(index: index, size: size, reader: rows))
      try proof.check(leaf: Self.leaves[index], index: index, size: size, root: builder.root)
    }
    for from in [1, 2, 3, 255, 256, 257, 65_535, 65_536, 65_537, 69_888, 69_999, 70_000] {
      let proof = try ConsistencyProof.prove(from: from, to: size, reader: reader)
      #expect(try proof == ConsistencyProof.prove(from: from, to: size, reader: rows))
      let fromRoot = MerkleTree.root(of: Array(Self.leaves[..<from]))
      try proof.check(from: from, to: size, fromRoot: fromRoot, toRoot: builder.root)
    }
  }

  @Test func `a node beyond a partial tile is missing`() {
    let reader = TileHashReader { _ in Array(Self.leaves[..<5]) }
    #expect(throws: TransparencyLogError.missingHash(level: 1, index: 2)) { try reader.hash(level: 1, index: 2) }
    #expect(throws: TransparencyLogError.missingHash(level: 0, index: 5)) { try reader.hash(level: 0, index: 5) }
    #expect(throws: TransparencyLogError.missingHash(level: 3, index: 0)) { try reader.hash(level: 3, index: 0) }
    #expect(throws: Never.self) { try reader.hash(level: 2, index: 0) }
  }
}
