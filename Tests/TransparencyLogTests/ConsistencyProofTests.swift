import Testing
import TransparencyLog

@Suite struct ConsistencyProofTests {
  @Test func `every pair of sizes up to 64 is proved as the RFC defines`() throws {
    let leaves = ReferenceTree.leaves(64)
    let roots = (0...64).map { ReferenceTree.root(leaves[..<$0]) }
    for to in 1...64 {
      let reader = RowReader(Array(leaves[..<to]))
      for from in 1...to {
        let proof = try ConsistencyProof.prove(from: from, to: to, reader: reader)
        #expect(proof.hashes == ReferenceTree.proof(from, leaves[..<to]), "from \(from) to \(to)")
        try proof.check(from: from, to: to, fromRoot: roots[from], toRoot: roots[to])
      }
    }
  }

  @Test func `proofs are the published ones`() throws {
    let tree = try Vectors.transparencyLog().tree
    let leaves = try tree.leaves.map { MerkleTree.leafHash(try #require(Hex.decode($0))) }
    for vector in tree.consistency {
      let reader = RowReader(Array(leaves.prefix(vector.to)))
      let proof = try ConsistencyProof.prove(from: vector.from, to: vector.to, reader: reader)
      #expect(proof.hashes.map(\.hex) == vector.proof)
      let fromRoot = try #require(tree.roots[String(vector.from)].flatMap { Hash(hex: $0) })
      let toRoot = try #require(tree.roots[String(vector.to)].flatMap { Hash(hex: $0) })
      try proof.check(from: vector.from, to: vector.to, fromRoot: fromRoot, toRoot: toRoot)
    }
  }

  @Test func `every flipped bit of proof or roots is refused`() throws {
    var accepted = 0
    let leaves = ReferenceTree.leaves(9)
    let roots = (0...9).map { ReferenceTree.root(leaves[..<$0]) }
    for to in 1...9 {
      for from in 1...to {
        let proof = ReferenceTree.proof(from, leaves[..<to])
        let good = ConsistencyProof(proof)
        #expect(good.accepts(from: from, to: to, fromRoot: roots[from], toRoot: roots[to]))
        for bit in 0..<256 {
          for position in proof.indices {
            var bad = proof
            bad[position] = try proof[position].flipping(bit: bit)
            let isAccepted = ConsistencyProof(bad).accepts(
              from: from, to: to, fromRoot: roots[from], toRoot: roots[to])
            accepted += isAccepted ? 1 : 0
          }
          let badFrom = try roots[from].flipping(bit: bit)
          accepted += good.accepts(from: from, to: to, fromRoot: badFrom, toRoot: roots[to]) ? 1 : 0
          let badTo = try roots[to].flipping(bit: bit)
          accepted += good.accepts(from: from, to: to, fromRoot: roots[from], toRoot: badTo) ? 1 : 0
        }
      }
    }
    #expect(accepted == 0)
  }

  @Test func `a proof of the wrong length is refused with both lengths`() throws {
    let leaves = ReferenceTree.leaves(16)
    let roots = (0...16).map { ReferenceTree.root(leaves[..<$0]) }
    for to in 1...16 {
      for from in 1...to {
        let proof = ReferenceTree.proof(from, leaves[..<to])
        for bad in [proof + [roots[to]], [roots[from]] + proof, Array(proof.dropLast()), Array(proof.dropFirst()), []]
        where bad.count != proof.count {
          #expect(throws: TransparencyLogError.wrongProofLength(expected: proof.count, found: bad.count)) {
            try ConsistencyProof(bad).check(from: from, to: to, fromRoot: roots[from], toRoot: roots[to])
          }
        }
      }
    }
  }

  @Test func `a tree that changed an early leaf cannot be proved`() throws {
    var leaves = ReferenceTree.leaves(12)
    let before = ReferenceTree.root(leaves[..<7])
    leaves[2] = MerkleTree.leafHash("changed")
    let after = ReferenceTree.root(leaves[...])
    let proof = try ConsistencyProof.prove(from: 7, to: 12, reader: RowReader(leaves))
    let changed = ReferenceTree.root(leaves[..<7])
    #expect(throws: TransparencyLogError.rootMismatch(size: 7, expected: before, found: changed)) {
      try proof.check(from: 7, to: 12, fromRoot: before, toRoot: after)
    }
  }

  @Test func `equal sizes need equal roots and nothing else`() throws {
    let root = MerkleTree.leafHash("a")
    let other = MerkleTree.leafHash("b")
    try ConsistencyProof([]).check(from: 5, to: 5, fromRoot: root, toRoot: root)
    #expect(throws: TransparencyLogError.rootMismatch(size: 5, expected: other, found: root)) {
      try ConsistencyProof([]).check(from: 5, to: 5, fromRoot: root, toRoot: other)
    }
  }

  @Test(arguments: [(0, 0), (0, 1), (0, 4), (3, 2), (-1, 4), (-2, -1)])
  func `nothing is proved from the empty tree or backwards`(from: Int, to: Int) {
    let error = TransparencyLogError.sizesOutOfOrder(from: from, to: to)
    let root = MerkleTree.emptyRoot
    #expect(throws: error) {
      try ConsistencyProof.prove(from: from, to: to, reader: RowReader(ReferenceTree.leaves(4)))
    }
    #expect(throws: error) {
      try ConsistencyProof([]).check(from: from, to: to, fromRoot: root, toRoot: root)
    }
  }
}

extension ConsistencyProof {
  fileprivate func accepts(from: Int, to: Int, fromRoot: Hash, toRoot: Hash) -> Bool {
    do {
      try check(from: from, to: to, fromRoot: fromRoot, toRoot: toRoot)
      return true
    } catch {
      return false
    }
  }
}
