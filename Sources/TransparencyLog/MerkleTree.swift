/// The Merkle tree of RFC 6962, section 2.1, over SHA-256.
///
/// ```
///          root              leaf  = SHA-256(0x00 || entry)
///         /    \             node  = SHA-256(0x01 || left || right)
///      node     node         empty = SHA-256()
///     /   \     /   \
///    0     1   2     3       a tree that is not perfect splits at the largest power of two below its size
/// ```
///
/// The prefixes keep an entry from passing for a node.
public enum MerkleTree {
  /// The root of the tree without leaves.
  public static let emptyRoot = Hash.sha256(of: [])

  public static func leafHash(_ entry: UnsafeRawBufferPointer) -> Hash {
    withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { prefix in
      prefix[0] = 0x00
      return Hash.sha256(of: UnsafeRawBufferPointer(prefix), entry)
    }
  }

  public static func leafHash(_ entry: [UInt8]) -> Hash {
    entry.withUnsafeBytes { leafHash($0) }
  }

  /// The leaf hash of the text's UTF-8.
  public static func leafHash(_ entry: some StringProtocol) -> Hash {
    withUTF8(of: entry) { leafHash($0) }
  }

  public static func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Hash.byteCount, alignment: 1) { node in
      node[0] = 0x01
      node.storeBytes(of: left, toByteOffset: 1, as: Hash.self)
      node.storeBytes(of: right, toByteOffset: 1 + Hash.byteCount, as: Hash.self)
      return Hash.sha256(of: UnsafeRawBufferPointer(node))
    }
  }

  /// The root of the tree over these leaf hashes.
  public static func root(of leaves: [Hash]) -> Hash {
    var frontier = TreeFrontier()
    for leaf in leaves { frontier.append(leaf) }
    return frontier.root
  }

  /// The root of the perfect tree over the 256 hashes of a full tile.
  ///
  /// - Precondition: there are exactly 256 hashes.
  public static func root(ofFullTile hashes: [Hash]) -> Hash {
    precondition(hashes.count == TileID.fullWidth, "A full tile has 256 hashes.")
    return root(ofPerfectSubtree: hashes[...])
  }

  /// - Precondition: the number of hashes is a power of two.
  static func root(ofPerfectSubtree hashes: ArraySlice<Hash>) -> Hash {
    precondition(hashes.count.nonzeroBitCount == 1, "A perfect subtree has a power of two of leaves.")
    return withUnsafeTemporaryAllocation(of: Hash.self, capacity: hashes.count) { row in
      _ = row.initialize(from: hashes)
      var width = hashes.count
      while width > 1 {
        width /= 2
        for position in 0..<width { row[position] = nodeHash(row[2 * position], row[2 * position + 1]) }
      }
      return row[0]
    }
  }
}
