import TransparencyLog

/// RFC 6962, section 2.1, word for word: recursive, slow, and written apart from the code that it judges.
enum ReferenceTree {
  static func leaves(_ count: Int) -> [Hash] {
    (0..<count).map { MerkleTree.leafHash("leaf \($0)") }
  }

  /// MTH
  static func root(_ leaves: ArraySlice<Hash>) -> Hash {
    guard let first = leaves.first else { return Hash.sha256(of: "") }
    guard leaves.count > 1 else { return first }
    let (left, right) = split(leaves)
    return node(root(left), root(right))
  }

  /// PATH(m, D[n])
  static func path(_ m: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
    guard leaves.count > 1 else { return [] }
    let (left, right) = split(leaves)
    return m < left.count
      ? path(m, left) + [root(right)]
      : path(m - left.count, right) + [root(left)]
  }

  /// PROOF(m, D[n])
  static func proof(_ m: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
    subproof(m, leaves, true)
  }

  private static func subproof(_ m: Int, _ leaves: ArraySlice<Hash>, _ isWhole: Bool) -> [Hash] {
    if m == leaves.count { return isWhole ? [] : [root(leaves)] }
    let (left, right) = split(leaves)
    return m <= left.count
      ? subproof(m, left, isWhole) + [root(right)]
      : subproof(m - left.count, right, false) + [root(left)]
  }

  private static func node(_ left: Hash, _ right: Hash) -> Hash {
    Hash.sha256(of: [0x01] + left.bytes + right.bytes)
  }

  private static func split(_ leaves: ArraySlice<Hash>) -> (ArraySlice<Hash>, ArraySlice<Hash>) {
    var k = 1
    while k * 2 < leaves.count { k *= 2 }
    return (leaves.prefix(k), leaves.dropFirst(k))
  }
}

/// The nodes of a tree held in memory, one row a level.
struct RowReader: HashReader {
  private let rows: [[Hash]]

  init(_ leaves: [Hash]) {
    var rows = [leaves]
    while let row = rows.last, row.count > 1 {
      rows.append((0..<row.count / 2).map { MerkleTree.nodeHash(row[2 * $0], row[2 * $0 + 1]) })
    }
    self.rows = rows
  }

  func hash(level: Int, index: Int) throws -> Hash {
    guard rows.indices.contains(level), rows[level].indices.contains(index) else {
      throw TransparencyLogError.missingHash(level: level, index: index)
    }
    return rows[level][index]
  }
}

extension Hash {
  func flipping(bit: Int) throws -> Hash {
    var bytes = self.bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    guard let hash = Hash(bytes: bytes) else { throw TransparencyLogError.missingHash(level: 0, index: bit) }
    return hash
  }
}
