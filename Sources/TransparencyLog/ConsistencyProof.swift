/// Proof that a tree begins with all the leaves of an earlier one (RFC 6962, section 2.1.2): nothing was changed, taken
/// out or put in between.
public struct ConsistencyProof: Sendable, Hashable {
  public let hashes: [Hash]

  public init(_ hashes: [Hash]) {
    self.hashes = hashes
  }

  /// PROOF(from, D[to]) of RFC 9162, section 2.1.4.1; empty if the sizes are equal.
  ///
  /// - Throws: `TransparencyLogError.sizesOutOfOrder` unless `0 < from <= to` (the RFC defines no proof from the empty
  ///   tree), and what the reader throws.
  public static func prove(from: Int, to: Int, reader: some HashReader) throws -> ConsistencyProof {
    guard 0 < from, from <= to else { throw TransparencyLogError.sizesOutOfOrder(from: from, to: to) }
    return ConsistencyProof(
      try subproof(from: from, start: 0, count: to, isWhole: true, reader: reader))
  }

  /// Checks that the tree of size `to` and root `toRoot` begins with that of size `from` and root `fromRoot`
  /// (RFC 9162, section 2.1.4.2).
  ///
  /// - Throws: `sizesOutOfOrder`, `wrongProofLength` or `rootMismatch` with the size at which the roots differ.
  public func check(from: Int, to: Int, fromRoot: Hash, toRoot: Hash) throws(TransparencyLogError) {
    guard 0 < from, from <= to else { throw .sizesOutOfOrder(from: from, to: to) }
    let expected = Self.length(from: from, to: to)
    guard hashes.count == expected else { throw .wrongProofLength(expected: expected, found: hashes.count) }
    if from == to {
      guard fromRoot == toRoot else { throw .rootMismatch(size: to, expected: toRoot, found: fromRoot) }
      return
    }

    // Where the earlier tree is perfect its root is itself the first node, and the proof leaves it out.
    let path = from.nonzeroBitCount == 1 ? [fromRoot] + hashes : hashes
    var node = from - 1
    var last = to - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var foundFrom = path[0]
    var foundTo = path[0]
    for hash in path.dropFirst() {
      if node & 1 == 1 || node == last {
        foundFrom = MerkleTree.nodeHash(hash, foundFrom)
        foundTo = MerkleTree.nodeHash(hash, foundTo)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        foundTo = MerkleTree.nodeHash(foundTo, hash)
      }
      node >>= 1
      last >>= 1
    }
    precondition(last == 0, "A proof of the right length ends at the root.")
    guard foundFrom == fromRoot else { throw .rootMismatch(size: from, expected: fromRoot, found: foundFrom) }
    guard foundTo == toRoot else { throw .rootMismatch(size: to, expected: toRoot, found: foundTo) }
  }

  private static func subproof(
    from: Int, start: Int, count: Int, isWhole: Bool, reader: some HashReader
  ) throws -> [Hash] {
    if from == count { return isWhole ? [] : [try reader.root(start: start, count: count)] }
    let left = TreeSplit.largestPowerOfTwo(below: count)
    if from <= left {
      return try subproof(from: from, start: start, count: left, isWhole: isWhole, reader: reader)
        + [reader.root(start: start + left, count: count - left)]
    }
    return try subproof(
      from: from - left, start: start + left, count: count - left, isWhole: false, reader: reader)
      + [reader.root(start: start, count: left)]
  }

  /// The proof is the inclusion path of the last perfect subtree of the earlier tree, with that subtree's own root
  /// before it unless that is the whole earlier tree.
  private static func length(from: Int, to: Int) -> Int {
    guard from < to else { return 0 }
    let height = from.trailingZeroBitCount
    let node = (from - 1) >> height
    let last = (to - 1) >> height
    let inner = Int.bitWidth - (node ^ last).leadingZeroBitCount
    return inner + (node >> inner).nonzeroBitCount + (from.nonzeroBitCount == 1 ? 0 : 1)
  }
}
