import Testing
import TransparencyLog

@Suite struct TilePathTests {
  @Test(arguments: [
    (0, "000"), (7, "007"), (112, "112"), (999, "999"), (1000, "x001/000"), (1_234_067, "x001/x234/067"),
    (999_999, "x999/999"), (1_000_000, "x001/x000/000"), (Int.max, "x009/x223/x372/x036/x854/x775/807"),
  ])
  func `a tile path has three digits a step`(number: Int, steps: String) throws {
    let id = TileID(level: 0, number: number)
    #expect(id.path == "tile/0/\(steps)")
    #expect(TileResource(id: id).path == id.path)
    #expect(TileResource(id: id, width: 112).path == "tile/0/\(steps).p/112")
    #expect(TileResource(id: id, width: 112).entriesPath == "tile/entries/\(steps).p/112")
    #expect(TileResource(id: TileID(level: 63, number: number)).path == "tile/63/\(steps)")
    #expect(try TileResource.parse(path: id.path) == TileResource(id: id))
    let narrow = TileResource(id: TileID(level: 5, number: number), width: 1)
    #expect(try TileResource.parse(path: "tile/5/\(steps).p/1") == narrow)
  }

  @Test func `every number below 3000 comes back from its path`() throws {
    for number in 0..<3000 {
      for width in [1, 255, 256] {
        let resource = TileResource(id: TileID(level: number % 64, number: number), width: width)
        #expect(try TileResource.parse(path: resource.path) == resource)
      }
    }
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile/0/67", "tile/0/0067", "tile/0/x067", "tile/0/001/067", "tile/0/x000/067",
    "tile/0/x001/x067", "tile/00/067", "tile/64/067", "tile/-1/067", "tile/+1/067", "/tile/0/067", "tile/0/067/",
    "tile/0/067.p", "tile/0/067.p/", "tile/0/067.p/0", "tile/0/067.p/01", "tile/0/067.p/256", "tile/0/067.p/257",
    "tile/0/067.p/+1", "tile/0/067.p/1/", "tile/0/xx01/067", "tile/0/x-01/067", "tile/entries/067", "tile/0/.p/1",
    "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile//067", ".p/1",
  ])
  func `any other path is refused`(path: String) {
    #expect(throws: TransparencyLogError.malformedTilePath(path)) { try TileResource.parse(path: path) }
  }

  @Test func `a tree of 70,000 leaves has the tiles that the specification names`() {
    let resources = TileResource.all(size: 70_000)
    #expect(resources.filter { $0.id.level == 0 && $0.width == 256 }.count == 273)
    #expect(
      resources.filter { $0.width < 256 || $0.id.level > 0 }.map(\.path)
        == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])
    #expect(TileResource.all(size: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(TileResource.all(size: 0).isEmpty)
    #expect(TileResource.all(size: 1).map(\.path) == ["tile/0/000.p/1"])
  }

  @Test func `the counts of a level follow from the size`() {
    #expect(TileID.fullCount(level: 0, size: 70_000) == 273)
    #expect(TileID.partialWidth(level: 0, size: 70_000) == 112)
    #expect(TileID.fullCount(level: 1, size: 70_000) == 1)
    #expect(TileID.partialWidth(level: 1, size: 70_000) == 17)
    #expect(TileID.partialWidth(level: 2, size: 70_000) == 1)
    #expect(TileID.hashCount(level: 3, size: 70_000) == 0)
    #expect(TileID.hashCount(level: 63, size: Int.max) == 0)
  }
}

@Suite struct TileBuilderTests {
  private static let leaves = ReferenceTree.leaves(65_537 + 300)
  private static let edges = [0, 1, 2, 254, 255, 256, 257, 511, 512, 513, 65_279, 65_280, 65_535, 65_536, 65_537]

  @Test func `a frontier built by tiles equals the one built by leaves at every edge`() throws {
    var builder = TileBuilder()
    var frontier = TreeFrontier()
    var tiles: [TileID: FullTile] = [:]
    for size in 0...65_537 {
      if Self.edges.contains(size) {
        #expect(builder.size == size)
        #expect(builder.frontier == frontier, "size \(size)")
        #expect(builder.root == frontier.root, "size \(size)")
        #expect(builder.pending.enumerated().allSatisfy { $1.count == TileID.partialWidth(level: $0, size: size) })
        let full = TileResource.all(size: size).filter { $0.width == 256 }.map(\.id)
        #expect(Set(tiles.keys) == Set(full), "size \(size)")
        try expectSame(Self.rebuild(size: size, tiles: tiles), as: builder)
      }
      guard size < 65_537 else { break }
      for tile in builder.append(Self.leaves[size]) {
        #expect(tiles.updateValue(tile, forKey: tile.id) == nil)
      }
      frontier.append(Self.leaves[size])
    }
    let second = try #require(tiles[TileID(level: 0, number: 1)])
    #expect(second.hashes == Array(Self.leaves[256..<512]))
    #expect(second.root == ReferenceTree.root(Self.leaves[256..<512]))
    #expect(second.bytes == Self.leaves[256..<512].flatMap(\.bytes))
    let upper = try #require(tiles[TileID(level: 1, number: 0)])
    #expect(upper.root == frontier.roots.first)
    #expect(upper.hashes[1] == second.root)
  }

  @Test(arguments: edges)
  func `a builder continues from the hashes at the right edge`(size: Int) throws {
    var whole = TileBuilder()
    _ = whole.append(contentsOf: Self.leaves[..<size])
    var continued = try TileBuilder(size: size, pending: whole.pending)
    let expected = whole.append(contentsOf: Self.leaves[size..<(size + 300)])
    let completed = continued.append(contentsOf: Self.leaves[size..<(size + 300)])
    #expect(completed == expected)
    #expect(!completed.isEmpty)
    #expect(continued == whole)
    #expect(continued.root == MerkleTree.root(of: Array(Self.leaves[..<(size + 300)])))
  }

  @Test func `levels are completed from the leaves upwards`() {
    var builder = TileBuilder()
    let all = builder.append(contentsOf: Self.leaves[..<65_535])
    #expect(all.map(\.id) == (0..<255).map { TileID(level: 0, number: $0) })
    let last = builder.append(Self.leaves[65_535])
    #expect(last.map(\.id) == [TileID(level: 0, number: 255), TileID(level: 1, number: 0)])
    #expect(builder.pending == [[], [], [last[1].root]])
  }

  @Test func `partial tiles of the wrong width are refused`() {
    let hash = MerkleTree.emptyRoot
    #expect(throws: TransparencyLogError.wrongTileWidth(level: 0, expected: 2, found: 1)) {
      try TileBuilder(size: 2, pending: [[hash]])
    }
    #expect(throws: TransparencyLogError.wrongTileWidth(level: 0, expected: 0, found: 1)) {
      try TileBuilder(size: 0, pending: [[hash]])
    }
    #expect(throws: TransparencyLogError.wrongTileWidth(level: 1, expected: 1, found: 0)) {
      try TileBuilder(size: 257, pending: [[hash]])
    }
    #expect(throws: TransparencyLogError.wrongTileWidth(level: 2, expected: 0, found: 1)) {
      try TileBuilder(size: 257, pending: [[hash], [hash], [hash]])
    }
  }

  @Test func `empty levels beyond the tree may be given`() throws {
    let hash = MerkleTree.emptyRoot
    #expect(try TileBuilder(size: 1, pending: [[hash], [], []]) == TileBuilder(size: 1, pending: [[hash]]))
  }

  /// As a store would: leaf hashes of the last partial tile, and above it the roots of full tiles.
  private static func rebuild(size: Int, tiles: [TileID: FullTile]) throws -> TileBuilder {
    var pending: [[Hash]] = []
    while TileID.hashCount(level: pending.count, size: size) > 0 {
      let level = pending.count
      let end = TileID.hashCount(level: level, size: size)
      let start = end - TileID.partialWidth(level: level, size: size)
      pending.append(
        try (start..<end).map { index in
          guard level > 0 else { return leaves[index] }
          return try #require(tiles[TileID(level: level - 1, number: index)]).root
        })
    }
    return try TileBuilder(size: size, pending: pending)
  }

  private func expectSame(_ found: TileBuilder, as expected: TileBuilder) {
    #expect(found == expected)
  }
}
