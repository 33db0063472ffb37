/// The right edge of a tree: its size and the roots of its maximal perfect subtrees, the largest (leftmost) first.
///
/// A tree of 13 leaves is 8 + 4 + 1, so its frontier is three roots. That is all that is needed to append, and to know
/// the root, without the leaves.
public struct TreeFrontier: Sendable, Equatable {
  /// The number of leaves.
  public private(set) var size: Int
  /// One root for each one-bit of `size`, from the highest bit down.
  public private(set) var roots: [Hash]

  public init() {
    size = 0
    roots = []
  }

  /// - Precondition: `size` is not negative and has as many one-bits as there are roots.
  public init(size: Int, roots: [Hash]) {
    precondition(size >= 0, "A tree has no negative size.")
    precondition(roots.count == size.nonzeroBitCount, "A frontier has one root for each one-bit of its size.")
    self.size = size
    self.roots = roots
  }

  public mutating func append(_ leafHash: Hash) {
    append(subtreeRoot: leafHash, height: 0)
  }

  /// Appends the perfect subtree of `2^height` leaves that has this root.
  ///
  /// - Precondition: the size is a multiple of `2^height`, so that the subtree is a node of the tree.
  public mutating func append(subtreeRoot: Hash, height: Int) {
    precondition((0..<Int.bitWidth - 1).contains(height), "A subtree's height is between 0 and 62.")
    precondition(size & ((1 << height) - 1) == 0, "A subtree begins at a multiple of its own width.")
    var root = subtreeRoot
    size += 1 << height
    for _ in 0..<(size >> height).trailingZeroBitCount {
      root = MerkleTree.nodeHash(roots.removeLast(), root)
    }
    roots.append(root)
  }

  /// The Merkle tree hash of RFC 6962, section 2.1.
  public var root: Hash {
    guard var root = roots.last else { return MerkleTree.emptyRoot }
    for left in roots.dropLast().reversed() { root = MerkleTree.nodeHash(left, root) }
    return root
  }
}
