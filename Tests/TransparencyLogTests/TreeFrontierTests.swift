import Testing
import TransparencyLog

@Suite struct TreeFrontierTests {
  @Test func `a frontier holds one root for each one-bit of its size`() {
    let leaves = ReferenceTree.leaves(64)
    var frontier = TreeFrontier()
    for (position, leaf) in leaves.enumerated() {
      frontier.append(leaf)
      #expect(frontier.size == position + 1)
      #expect(frontier.roots.count == (position + 1).nonzeroBitCount)
      #expect(frontier.root == ReferenceTree.root(leaves[...position]))
      #expect(TreeFrontier(size: frontier.size, roots: frontier.roots) == frontier)
    }
  }

  @Test func `appending perfect subtrees gives the frontier of their leaves`() {
    let leaves = ReferenceTree.leaves(64)
    for size in 0...64 {
      for height in 0...6 where size % (1 << height) == 0 && size + (1 << height) <= 64 {
        var byLeaves = TreeFrontier()
        for leaf in leaves[..<size] { byLeaves.append(leaf) }
        var bySubtree = byLeaves
        let end = size + (1 << height)
        for leaf in leaves[size..<end] { byLeaves.append(leaf) }
        bySubtree.append(subtreeRoot: ReferenceTree.root(leaves[size..<end]), height: height)
        #expect(bySubtree == byLeaves, "size \(size), height \(height)")
      }
    }
  }

  @Test func `frontiers of different leaves differ`() {
    var one = TreeFrontier()
    var other = TreeFrontier()
    one.append(MerkleTree.leafHash("1"))
    #expect(one != other)
    other.append(MerkleTree.leafHash("2"))
    #expect(one != other)
  }

  @Test func `a subtree that does not fit is a bug`() async {
    await #expect(processExitsWith: .failure) {
      var frontier = TreeFrontier()
      frontier.append(MerkleTree.emptyRoot)
      frontier.append(subtreeRoot: MerkleTree.emptyRoot, height: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = TreeFrontier(size: 3, roots: [MerkleTree.emptyRoot])
    }
  }
}
