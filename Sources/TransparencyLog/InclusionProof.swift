/// Proof that a leaf is in a tree (RFC 6962, section 2.1.1: the audit path), from the leaf's sibling up.
public struct InclusionProof: Sendable, Hashable {
  public let hashes: [Hash]

  public init(_ hashes: [Hash]) {
    self.hashes = hashes
  }

  /// PATH(index, D[size]) of RFC 9162, section 2.1.3.1.
  ///
  /// - Throws: `TransparencyLogError.leafOutsideTree`, and what the reader throws.
  public static func prove(index: Int, size: Int, reader: some HashReader) throws -> InclusionProof {
    guard index >= 0, index < size else { throw TransparencyLogError.leafOutsideTree(index: index, size: size) }
    return InclusionProof(try path(index: index, start: 0, count: size, reader: reader))
  }

  /// Checks that the leaf hash stands at `index` in the tree of `size` leaves with this root (RFC 9162, section
  /// 2.1.3.2).
  ///
  /// - Throws: `leafOutsideTree`, `wrongProofLength` or `rootMismatch`.
  public func check(leaf: Hash, index: Int, size: Int, root: Hash) throws(TransparencyLogError) {
    guard index >= 0, index < size else { throw .leafOutsideTree(index: index, size: size) }
    let expected = Self.length(index: index, size: size)
    guard hashes.count == expected else { throw .wrongProofLength(expected: expected, found: hashes.count) }

    var node = index
    var last = size - 1
    var found = leaf
    for hash in hashes {
      if node & 1 == 1 || node == last {
        found = MerkleTree.nodeHash(hash, found)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        found = MerkleTree.nodeHash(found, hash)
      }
      node >>= 1
      last >>= 1
    }
    precondition(last == 0, "A path of the right length ends at the root.")
    guard found == root else { throw .rootMismatch(size: size, expected: root, found: found) }
  }

  private static func path(index: Int, start: Int, count: Int, reader: some HashReader) throws -> [Hash] {
    guard count > 1 else { return [] }
    let left = TreeSplit.largestPowerOfTwo(below: count)
    if index < left {
      return try path(index: index, start: start, count: left, reader: reader)
        + [reader.root(start: start + left, count: count - left)]
    }
    return try path(index: index - left, start: start + left, count: count - left, reader: reader)
      + [reader.root(start: start, count: left)]
  }

  /// Below the node where the paths of the leaf and of the last leaf part there is one hash a level; above it, one for
  /// each turn to the right.
  private static func length(index: Int, size: Int) -> Int {
    let inner = Int.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    return inner + (index >> inner).nonzeroBitCount
  }
}
