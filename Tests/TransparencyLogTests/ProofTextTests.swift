import Testing
import TransparencyLog

/// The texts and folders of C2SP that carry proofs: tlog-proof, the requests of tlog-witness, entry bundles.
enum ProofTexts {
  static let log = "example.com/log"

  static func key() throws -> SigningKey {
    try SigningKey(name: log, seed: Hash.sha256(of: "the log of these tests").bytes)
  }

  static func note(size: Int) throws -> SignedNote {
    Checkpoint(origin: log, size: size, root: ReferenceTree.root(ReferenceTree.leaves(size)[...]))
      .sign(by: [try key()])
  }

  static func proof(index: Int, size: Int, extra: [UInt8] = []) throws -> TLogProof {
    let path = InclusionProof(ReferenceTree.path(index, ReferenceTree.leaves(size)[...]))
    return try TLogProof(index: index, path: path, note: note(size: size), extra: extra)
  }

  static func request(from: Int, to: Int) throws -> AddCheckpointRequest {
    let hashes = from == 0 ? [] : ReferenceTree.proof(from, ReferenceTree.leaves(to)[...])
    return try AddCheckpointRequest(oldSize: from, proof: ConsistencyProof(hashes), note: note(size: to))
  }
}

@Suite struct TLogProofTests {
  @Test func `every leaf of every tree up to 12 leaves is proved, with and without extra`() throws {
    let key = try ProofTexts.key().verifierKey
    for size in 1...12 {
      for index in 0..<size {
        for extra: [UInt8] in [[], [0], Array("{}".utf8)] {
          let proof = try ProofTexts.proof(index: index, size: size, extra: extra)
          let text = proof.format()
          let read = try TLogProof.parse(text)
          #expect(read == proof)
          #expect(read.format() == text)
          #expect(read.extra == extra)
          #expect(try read.check(leaf: ReferenceTree.leaves(size)[index], by: [key]).count == 1)
        }
      }
    }
  }

  @Test func `the text has the lines of the specification in their order`() throws {
    let proof = try ProofTexts.proof(index: 2, size: 3, extra: [1, 2, 3])
    let note = try ProofTexts.note(size: 3)
    let root = ReferenceTree.root(ReferenceTree.leaves(2)[...]).base64
    #expect(proof.format() == "c2sp.org/tlog-proof@v1\nextra AQID\nindex 2\n\(root)\n\n\(note.format())")
  }

  @Test func `every flipped bit of a proof is refused or shows`() throws {
    let proof = try ProofTexts.proof(index: 1, size: 3, extra: [7])
    let key = try ProofTexts.key().verifierKey
    let leaf = ReferenceTree.leaves(3)[1]
    let text = Array(proof.format().utf8)
    var accepted: Set<[UInt8]> = []
    for bit in 0..<text.count * 8 {
      var bad = text
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = try? TLogProof.parse(bad) else { continue }
      #expect(read != proof && Array(read.format().utf8) == bad, "bit \(bit)")
      if (try? read.check(leaf: leaf, by: [key])) != nil { accepted.insert(read.extra) }
    }
    // Extra is nobody's word; nothing else may change unseen.
    #expect(!accepted.isEmpty && !accepted.contains([7]))
  }

  @Test func `every proper beginning and end is refused`() throws {
    let text = Array(try ProofTexts.proof(index: 1, size: 3).format().utf8)
    for end in text.indices {
      #expect(throws: TransparencyLogError.self) { try TLogProof.parse(Array(text[..<end])) }
      if end > 0 { #expect(throws: TransparencyLogError.self) { try TLogProof.parse(Array(text[end...])) } }
    }
  }

  @Test func `a head of any other form is refused with what is wrong`() throws {
    let note = try ProofTexts.note(size: 1).format()
    let hash = ReferenceTree.leaves(1)[0].base64
    let first = "c2sp.org/tlog-proof@v1\n"
    let cases: [(String, ProofDefect)] = [
      ("", .badFirstLine), ("c2sp.org/tlog-proof@v2\nindex 0\n\n", .badFirstLine), (" \(first)", .badFirstLine),
      ("c2sp.org/tlog-proof@v1\r\nindex 0\n\n", .badFirstLine), (first, .badIndex), (first + "\n", .badIndex),
      (first + "index 00\n\n", .badIndex), (first + "index +0\n\n", .badIndex), (first + "index -1\n\n", .badIndex),
      (first + "index\n\n", .badIndex), (first + "index  0\n\n", .badIndex), (first + "Index 0\n\n", .badIndex),
      (first + "index 9223372036854775808\n\n", .badIndex), (first + "index 0 \n\n", .badIndex),
      (first + "extra \nindex 0\n\n", .badExtra), (first + "extra AQI\nindex 0\n\n", .badExtra),
      (first + "extra AQJ=\nindex 0\n\n", .badExtra), (first + "extra AQI= \nindex 0\n\n", .badExtra),
      (first + "extra AQI=\nextra AQI=\nindex 0\n\n", .badIndex), (first + "extra AQI=\n\n", .badIndex),
      (first + "index 0\n\(hash) \n\n", .badHash(line: 3)), (first + "index 0\n\(hash)\nAQI=\n\n", .badHash(line: 4)),
      (first + "extra AQI=\nindex 0\nx\n\n", .badHash(line: 4)),
      (first + "index 0\n" + String(repeating: "\(hash)\n", count: 64) + "\n", .tooManyHashes(limit: 63)),
    ]
    for (head, defect) in cases {
      let text = head.isEmpty || head == first ? head : head + note
      #expect(throws: TransparencyLogError.malformedProof(defect), "\(head)") { try TLogProof.parse(text) }
    }
    #expect(throws: TransparencyLogError.malformedProof(.missingBlankLine)) {
      try TLogProof.parse(first + "index 0\n\(hash)\n")
    }
    #expect(throws: TransparencyLogError.malformedNote(.noSignatures)) { try TLogProof.parse(first + "index 0\n\n") }
    #expect(throws: TransparencyLogError.malformedCheckpoint(.tooFewLines(1))) {
      try TLogProof.parse(first + "index 0\n\ntext\n\n" + note.split(separator: "\n\n")[1])
    }
  }

  @Test func `a proof is good for no other leaf and no other key`() throws {
    let proof = try ProofTexts.proof(index: 1, size: 3)
    let leaves = ReferenceTree.leaves(3)
    let key = try ProofTexts.key().verifierKey
    for other in [0, 2] {
      #expect(throws: TransparencyLogError.self) { try proof.check(leaf: leaves[other], by: [key]) }
    }
    let stranger = try SigningKey(name: ProofTexts.log, seed: Hash.sha256(of: "another").bytes).verifierKey
    #expect(throws: TransparencyLogError.noKnownSignature) { try proof.check(leaf: leaves[1], by: [stranger]) }
    #expect(throws: TransparencyLogError.noKnownSignature) { try proof.check(leaf: leaves[1], by: []) }
  }
}

@Suite struct AddCheckpointRequestTests {
  private static let example = """
    old 20852014
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
    jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
    5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
    /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
    — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

    """

  @Test func `the example of the specification comes back`() throws {
    let request = try AddCheckpointRequest.parse(Self.example)
    #expect(request.oldSize == 20_852_014)
    #expect(request.proof.hashes.count == 4)
    #expect(request.checkpoint.size == 20_852_163)
    #expect(request.note.signatures.count == 2)
    #expect(request.format() == Self.example)
  }

  @Test func `every pair of sizes up to 12 comes back and holds for its own root only`() throws {
    for to in 1...12 {
      for from in 0...to {
        let request = try ProofTexts.request(from: from, to: to)
        let read = try AddCheckpointRequest.parse(request.format())
        #expect(read == request)
        let oldRoot = ReferenceTree.root(ReferenceTree.leaves(from)[...])
        try read.check(oldRoot: oldRoot)
        if from > 0 {
          for other in 0...12 where other != from {
            let otherRoot = ReferenceTree.root(ReferenceTree.leaves(other)[...])
            #expect(throws: TransparencyLogError.self) { try read.check(oldRoot: otherRoot) }
          }
        }
      }
    }
  }

  @Test func `a proof from nothing is empty, and no tree shrinks`() throws {
    let note = try ProofTexts.note(size: 3)
    let hash = ReferenceTree.leaves(1)[0]
    let fromNothing = try AddCheckpointRequest(oldSize: 0, proof: ConsistencyProof([hash]), note: note)
    #expect(throws: TransparencyLogError.wrongProofLength(expected: 0, found: 1)) {
      try fromNothing.check(oldRoot: MerkleTree.emptyRoot)
    }
    let shrinking = try AddCheckpointRequest(oldSize: 4, proof: ConsistencyProof([]), note: note)
    #expect(throws: TransparencyLogError.sizesOutOfOrder(from: 4, to: 3)) { try shrinking.check(oldRoot: hash) }
  }

  @Test func `every flipped bit of a request is refused or shows`() throws {
    let request = try ProofTexts.request(from: 2, to: 3)
    let oldRoot = ReferenceTree.root(ReferenceTree.leaves(2)[...])
    let key = try ProofTexts.key().verifierKey
    let text = Array(request.format().utf8)
    for bit in 0..<text.count * 8 {
      var bad = text
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = try? AddCheckpointRequest.parse(bad) else { continue }
      #expect(read != request && Array(read.format().utf8) == bad, "bit \(bit)")
      #expect(throws: TransparencyLogError.self, "bit \(bit)") {
        try read.check(oldRoot: oldRoot)
        _ = try read.note.verify(by: [key])
      }
    }
  }

  @Test(arguments: ["", "old\n\n", "old 01\n\n", "old -1\n\n", "old  1\n\n", "new 1\n\n", "old 1 \n\n", "old 1\r\n\n"])
  func `another first line is refused`(head: String) throws {
    let text = try head + (head.isEmpty ? "" : ProofTexts.note(size: 1).format())
    #expect(throws: TransparencyLogError.malformedRequest(.badOldSize)) { try AddCheckpointRequest.parse(text) }
  }
}

@Suite struct EntryBundleTests {
  @Test func `bundles of every width come back`() throws {
    for width in [1, 2, 3, 17, 255, 256] {
      let entries = (0..<width).map { Array("entry \($0)".utf8) }
      let bundle = try EntryBundle(entries: entries)
      let bytes = bundle.encode()
      #expect(try EntryBundle.decode(bytes, width: width) == bundle)
      #expect(bundle.leafHashes == entries.map { MerkleTree.leafHash($0) })
      for other in [width - 1, width + 1] where (1...256).contains(other) {
        #expect(throws: TransparencyLogError.self) { try EntryBundle.decode(bytes, width: other) }
      }
    }
  }

  @Test func `an entry is its length in two bytes, big-endian, and its bytes`() throws {
    #expect(try EntryBundle(entries: [[7, 8], []]).encode() == [0, 2, 7, 8, 0, 0])
    let long = [UInt8](repeating: 1, count: 65_535)
    let bundle = try EntryBundle(entries: [long])
    #expect(Array(bundle.encode().prefix(3)) == [255, 255, 1])
    #expect(try EntryBundle.decode(bundle.encode(), width: 1) == bundle)
    #expect(throws: TransparencyLogError.malformedEntryBundle(.entryTooLong(index: 1, byteCount: 65_536))) {
      try EntryBundle(entries: [[], long + [1]])
    }
  }

  @Test func `every proper beginning and every further byte is refused`() throws {
    let bytes = try EntryBundle(entries: [[1], [], [2, 3]]).encode()
    for end in bytes.indices {
      #expect(throws: TransparencyLogError.self) { try EntryBundle.decode(Array(bytes[..<end]), width: 3) }
    }
    #expect(throws: TransparencyLogError.malformedEntryBundle(.tooManyBytes(offset: bytes.count))) {
      try EntryBundle.decode(bytes + [0], width: 3)
    }
  }

  @Test func `every flipped bit is refused or another bundle`() throws {
    let bundle = try EntryBundle(entries: [[1], [], [2, 3]])
    let bytes = bundle.encode()
    for bit in 0..<bytes.count * 8 {
      var bad = bytes
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = try? EntryBundle.decode(bad, width: 3) else { continue }
      #expect(read != bundle && read.encode() == bad)
    }
  }

  @Test func `an entry longer than the reader allows is refused before it is read`() {
    #expect(throws: TransparencyLogError.malformedEntryBundle(.entryTooLong(index: 0, byteCount: 513))) {
      try EntryBundle.decode([2, 1], width: 1, entryLimit: 512)
    }
  }
}
