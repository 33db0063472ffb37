import Testing
import TransparencyLog

@Suite struct MerkleTreeTests {
  @Test func `leaf, node and empty root are those of the published vectors`() throws {
    let vectors = try Vectors.transparencyLog().hashing
    #expect(MerkleTree.emptyRoot.hex == vectors.emptyRoot)
    #expect(MerkleTree.leafHash([]).hex == vectors.leafOfEmpty)
    #expect(MerkleTree.leafHash("").hex == vectors.leafOfEmpty)
    #expect(MerkleTree.leafHash("L123456").hex == vectors.leafOfL123456)
    #expect(MerkleTree.leafHash(Array("L123456".utf8)).hex == vectors.leafOfL123456)
    // The published node is over two short texts, not hashes: the prefix is what it shows.
    #expect(Hash.sha256(of: [0x01] + Array("N123N456".utf8)).hex == vectors.nodeOfN123N456)
  }

  @Test func `a node hashes 0x01 and its two children in order`() {
    let left = MerkleTree.leafHash("left")
    let right = MerkleTree.leafHash("right")
    #expect(MerkleTree.nodeHash(left, right) == Hash.sha256(of: [0x01] + left.bytes + right.bytes))
    #expect(MerkleTree.nodeHash(left, right) != MerkleTree.nodeHash(right, left))
  }

  @Test func `the roots of the classic eight leaves are the published ones`() throws {
    let tree = try Vectors.transparencyLog().tree
    let leaves = try tree.leaves.map { MerkleTree.leafHash(try #require(Hex.decode($0))) }
    #expect(tree.roots.count == 9)
    for (size, root) in tree.roots {
      let size = try #require(Int(size))
      #expect(MerkleTree.root(of: Array(leaves.prefix(size))).hex == root, "size \(size)")
    }
  }

  @Test func `leaves and roots of the ledger vectors are reproduced`() throws {
    var frontier = TreeFrontier()
    for event in try Vectors.ledger().events {
      #expect(MerkleTree.leafHash(event.header).hex == event.leaf)
      frontier.append(MerkleTree.leafHash(event.header))
      #expect(frontier.root.hex == event.root)
    }
    #expect(frontier.size == 8)
  }

  @Test(arguments: 0...64)
  func `every tree up to 64 leaves has the root that the RFC defines`(size: Int) {
    let leaves = ReferenceTree.leaves(size)
    #expect(MerkleTree.root(of: leaves) == ReferenceTree.root(leaves[...]))
  }

  @Test func `a full tile has the root of its 256 hashes`() {
    let leaves = ReferenceTree.leaves(256)
    #expect(MerkleTree.root(ofFullTile: leaves) == ReferenceTree.root(leaves[...]))
  }
}
