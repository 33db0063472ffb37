/// Where the nodes of a tree are kept: all that proofs need to know of storage.
public protocol HashReader {
  /// The root of the perfect subtree over the leaves `index * 2^level ..< (index + 1) * 2^level`.
  ///
  /// - Parameters:
  ///   - level: the height in the binary tree, 0 for leaf hashes (not the level of a tile).
  ///   - index: the position among the nodes of that height, from 0.
  func hash(level: Int, index: Int) throws -> Hash
}

/// Reads nodes out of tiles, hashing within the tile where a node lies between two tile levels.
public struct TileHashReader: HashReader {
  private let hashes: (TileID) throws -> [Hash]

  /// - Parameter hashes: the hashes of a tile, from left to right: 256, or fewer for the partial tile at the right
  ///   edge.
  public init(hashes: @escaping (TileID) throws -> [Hash]) {
    self.hashes = hashes
  }

  /// - Throws: `TransparencyLogError.missingHash` if the tile is too narrow, and what the closure throws.
  public func hash(level: Int, index: Int) throws -> Hash {
    precondition(level >= 0 && index >= 0, "A node has neither a negative height nor a negative index.")
    let (tileLevel, heightInTile) = level.quotientAndRemainder(dividingBy: TileID.height)
    let first = index << heightInTile
    let tile = try hashes(TileID(level: tileLevel, number: first / TileID.fullWidth))
    let start = first % TileID.fullWidth
    let end = start + (1 << heightInTile)
    guard end <= tile.count else { throw TransparencyLogError.missingHash(level: level, index: index) }
    return MerkleTree.root(ofPerfectSubtree: tile[start..<end])
  }
}

extension HashReader {
  /// The Merkle tree hash of the `count` leaves from `start`, a multiple of a power of two that is at least `count`.
  func root(start: Int, count: Int) throws -> Hash {
    var roots: [Hash] = []
    var position = start
    var rest = count
    while rest > 0 {
      let height = Int.bitWidth - 1 - rest.leadingZeroBitCount
      roots.append(try hash(level: height, index: position >> height))
      position += 1 << height
      rest -= 1 << height
    }
    return TreeFrontier(size: count, roots: roots).root
  }
}

enum TreeSplit {
  /// `k` of RFC 6962, section 2.1: where a tree of `size` leaves, at least two, splits.
  static func largestPowerOfTwo(below size: Int) -> Int {
    1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount)
  }
}
