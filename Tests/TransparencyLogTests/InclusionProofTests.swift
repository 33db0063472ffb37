import Testing
import TransparencyLog

@Suite struct InclusionProofTests {
  @Test func `every leaf of every tree up to 64 leaves is proved as the RFC defines`() throws {
    let leaves = ReferenceTree.leaves(64)
    for size in 1...64 {
      let tree = leaves[..<size]
      let reader = RowReader(Array(tree))
      let root = ReferenceTree.root(tree)
      for index in 0..<size {
        let proof = try InclusionProof.prove(index: index, size: size, reader: reader)
        #expect(proof.hashes == ReferenceTree.path(index, tree), "leaf \(index) of \(size)")
        try proof.check(leaf: leaves[index], index: index, size: size, root: root)
      }
    }
  }

  @Test func `proofs are the published ones`() throws {
    let tree = try Vectors.transparencyLog().tree
    let leaves = try tree.leaves.map { MerkleTree.leafHash(try #require(Hex.decode($0))) }
    for vector in tree.inclusion {
      let reader = RowReader(Array(leaves.prefix(vector.size)))
      let proof = try InclusionProof.prove(index: vector.index, size: vector.size, reader: reader)
      #expect(proof.hashes.map(\.hex) == vector.proof)
      let root = try #require(tree.roots[String(vector.size)].flatMap { Hash(hex: $0) })
      try proof.check(leaf: leaves[vector.index], index: vector.index, size: vector.size, root: root)
    }
  }

  @Test func `every flipped bit of proof, leaf or root is refused`() throws {
    var accepted = 0
    for size in 1...9 {
      let leaves = ReferenceTree.leaves(size)
      let root = ReferenceTree.root(leaves[...])
      for index in 0..<size {
        let proof = ReferenceTree.path(index, leaves[...])
        let good = InclusionProof(proof)
        #expect(good.accepts(leaf: leaves[index], index: index, size: size, root: root))
        for bit in 0..<256 {
          for position in proof.indices {
            var bad = proof
            bad[position] = try proof[position].flipping(bit: bit)
            accepted += InclusionProof(bad).accepts(leaf: leaves[index], index: index, size: size, root: root) ? 1 : 0
          }
          let badLeaf = try leaves[index].flipping(bit: bit)
          accepted += good.accepts(leaf: badLeaf, index: index, size: size, root: root) ? 1 : 0
          let badRoot = try root.flipping(bit: bit)
          accepted += good.accepts(leaf: leaves[index], index: index, size: size, root: badRoot) ? 1 : 0
        }
      }
    }
    #expect(accepted == 0)
  }

  @Test func `a proof for another root is refused with both roots`() throws {
    let leaves = ReferenceTree.leaves(5)
    let root = ReferenceTree.root(leaves[...])
    let other = ReferenceTree.root(leaves[..<4])
    #expect(throws: TransparencyLogError.rootMismatch(size: 5, expected: other, found: root)) {
      try InclusionProof(ReferenceTree.path(3, leaves[...])).check(leaf: leaves[3], index: 3, size: 5, root: other)
    }
  }

  @Test func `a proof is good for no other leaf, index or size of its root`() throws {
    let leaves = ReferenceTree.leaves(20)
    let size = 13
    let root = ReferenceTree.root(leaves[..<size])
    for index in 0..<size {
      let proof = InclusionProof(ReferenceTree.path(index, leaves[..<size]))
      for otherIndex in -1...20 where otherIndex != index {
        #expect(throws: TransparencyLogError.self) {
          try proof.check(leaf: leaves[index], index: otherIndex, size: size, root: root)
        }
      }
      for other in 0..<20 where other != index {
        #expect(throws: TransparencyLogError.self) {
          try proof.check(leaf: leaves[other], index: index, size: size, root: root)
        }
      }
      for otherSize in -1..<size {
        let otherRoot = ReferenceTree.root(leaves[..<max(0, otherSize)])
        #expect(throws: TransparencyLogError.self) {
          try proof.check(leaf: leaves[index], index: index, size: otherSize, root: otherRoot)
        }
      }
    }
  }

  @Test func `a proof of the wrong length is refused with both lengths`() throws {
    let leaves = ReferenceTree.leaves(16)
    for size in 1...16 {
      let root = ReferenceTree.root(leaves[..<size])
      for index in 0..<size {
        let proof = ReferenceTree.path(index, leaves[..<size])
        for bad in [proof + [root], [leaves[0]] + proof, Array(proof.dropLast()), Array(proof.dropFirst())]
        where bad.count != proof.count {
          #expect(throws: TransparencyLogError.wrongProofLength(expected: proof.count, found: bad.count)) {
            try InclusionProof(bad).check(leaf: leaves[index], index: index, size: size, root: root)
          }
        }
      }
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (5, 4), (-1, 4), (0, -1)])
  func `a leaf outside the tree is neither proved nor accepted`(index: Int, size: Int) {
    let error = TransparencyLogError.leafOutsideTree(index: index, size: size)
    #expect(throws: error) {
      try InclusionProof.prove(index: index, size: size, reader: RowReader(ReferenceTree.leaves(4)))
    }
    #expect(throws: error) {
      try InclusionProof([]).check(leaf: MerkleTree.emptyRoot, index: index, size: size, root: MerkleTree.emptyRoot)
    }
  }

  @Test func `huge indices are checked without overflow`() {
    let hashes = [Hash](repeating: MerkleTree.emptyRoot, count: 63)
    #expect(throws: TransparencyLogError.self) {
      try InclusionProof(hashes).check(
        leaf: MerkleTree.emptyRoot, index: Int.max - 1, size: Int.max, root: MerkleTree.emptyRoot)
    }
    #expect(throws: TransparencyLogError.self) {
      try ConsistencyProof(hashes).check(
        from: Int.max - 1, to: Int.max, fromRoot: MerkleTree.emptyRoot, toRoot: MerkleTree.emptyRoot)
    }
  }
}

extension InclusionProof {
  fileprivate func accepts(leaf: Hash, index: Int, size: Int, root: Hash) -> Bool {
    do {
      try check(leaf: leaf, index: index, size: size, root: root)
      return true
    } catch {
      return false
    }
  }
}
