/// A tile that has become full, with the root of the subtree that it stands for.
public struct FullTile: Sendable, Equatable {
  public let id: TileID
  /// The 256 hashes, from left to right.
  public let hashes: [Hash]
  /// The hash over the tile: the next hash of the level above.
  public let root: Hash

  init(id: TileID, hashes: [Hash]) {
    self.id = id
    self.hashes = hashes
    self.root = MerkleTree.root(ofFullTile: hashes)
  }

  /// The 8,192 bytes that are published and stored.
  public var bytes: [UInt8] {
    hashes.withUnsafeBytes { Array($0) }
  }
}

/// Cuts a growing tree into tiles.
///
/// It holds what is not yet in a full tile: for each level, the hashes of the partial tile at the right edge. Fed with
/// leaf hashes it returns the tiles that became full; where they are kept is the caller's affair. From the same hashes
/// it knows the frontier and so the root, which therefore costs nothing beside the tiles' own roots.
public struct TileBuilder: Sendable, Equatable {
  /// The number of leaves.
  public private(set) var size: Int
  /// For each level from 0, the hashes that are in no full tile; without empty levels at the end.
  public private(set) var pending: [[Hash]]

  public init() {
    size = 0
    pending = []
  }

  /// Continues a tree of `size` leaves.
  ///
  /// - Parameter pending: for each level from 0, the hashes of its partial tile (`TileID.partialWidth` of them): leaf
  ///   hashes at level 0, roots of full tiles above. Levels that the tree does not have may be left out or empty.
  /// - Throws: `wrongTileWidth`.
  public init(size: Int, pending: [[Hash]]) throws(TransparencyLogError) {
    precondition(size >= 0, "A tree has no negative size.")
    var levels: [[Hash]] = []
    while TileID.hashCount(level: levels.count, size: size) > 0 {
      levels.append(levels.count < pending.count ? pending[levels.count] : [])
      let expected = TileID.partialWidth(level: levels.count - 1, size: size)
      let found = levels[levels.count - 1].count
      guard found == expected else {
        throw .wrongTileWidth(level: levels.count - 1, expected: expected, found: found)
      }
    }
    for level in pending.indices.dropFirst(levels.count) where !pending[level].isEmpty {
      throw .wrongTileWidth(level: level, expected: 0, found: pending[level].count)
    }
    self.size = size
    self.pending = levels
  }

  /// Appends a leaf.
  ///
  /// - Returns: the tiles that it completed, from level 0 upwards; most often none.
  public mutating func append(_ leafHash: Hash) -> [FullTile] {
    size += 1
    var completed: [FullTile] = []
    var hash = leafHash
    var level = 0
    while true {
      if level == pending.count { pending.append([]) }
      pending[level].append(hash)
      guard pending[level].count == TileID.fullWidth else { return completed }
      let number = TileID.fullCount(level: level, size: size) - 1
      let tile = FullTile(id: TileID(level: level, number: number), hashes: pending[level])
      completed.append(tile)
      pending[level] = []
      hash = tile.root
      level += 1
    }
  }

  /// Appends leaves in order.
  ///
  /// - Returns: the tiles that they completed, in the order in which they became full.
  public mutating func append(contentsOf leafHashes: some Sequence<Hash>) -> [FullTile] {
    var completed: [FullTile] = []
    for hash in leafHashes { completed += append(hash) }
    return completed
  }

  /// The frontier of the tree, from at most 255 hashes a level.
  public var frontier: TreeFrontier {
    var frontier = TreeFrontier()
    for level in pending.indices.reversed() {
      for hash in pending[level] { frontier.append(subtreeRoot: hash, height: level * TileID.height) }
    }
    return frontier
  }

  /// The root of the tree.
  public var root: Hash { frontier.root }
}
