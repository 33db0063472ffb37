import Testing
import TransparencyLog

@Suite struct CheckpointTests {
  private static let example = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    """
  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  @Test func `the example of the specification comes back`() throws {
    let checkpoint = try Checkpoint.parse(Self.example)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.extensions.isEmpty)
    #expect(checkpoint.format() == Self.example)
  }

  @Test func `extension lines are kept in order`() throws {
    let checkpoint = try Checkpoint.parse(Self.example + "first\nsecond line\n")
    #expect(checkpoint.extensions == ["first", "second line"])
    #expect(checkpoint.format() == Self.example + "first\nsecond line\n")
    #expect(try checkpoint != Checkpoint.parse(Self.example))
  }

  @Test(arguments: ["0", "1", "10", "9007199254740991"])
  func `a decimal size is read`(size: String) throws {
    let checkpoint = try Checkpoint.parse("a\n\(size)\n\(Self.root)\n")
    #expect(String(checkpoint.size) == size)
  }

  @Test(arguments: [
    "00", "01", "+1", "-1", "-0", "1 ", " 1", "0x1", "1e3", "1.0", "9007199254740992", "9223372036854775808", "１", "a",
  ])
  func `any other size is refused`(size: String) {
    #expect(throws: TransparencyLogError.malformedCheckpoint(.badSize(size))) {
      try Checkpoint.parse("a\n\(size)\n\(Self.root)\n")
    }
  }

  @Test func `a root that is not the canonical base64 of 32 bytes is refused`() {
    for root in [
      String(Self.root.dropLast()), Self.root + "=", "AAAA", String(Self.root.dropLast(2)) + "J=", " " + Self.root,
    ] {
      #expect(throws: TransparencyLogError.malformedCheckpoint(.badRoot(root))) {
        try Checkpoint.parse("a\n1\n\(root)\n")
      }
    }
  }

  @Test func `lines may be neither missing nor empty`() {
    let cases: [(String, CheckpointDefect)] = [
      ("", .missingFinalNewline), ("a\n1\n\(Self.root)", .missingFinalNewline), ("\n", .emptyLine(1)),
      ("a\n", .tooFewLines(1)), ("a\n1\n", .tooFewLines(2)), ("\n1\n\(Self.root)\n", .emptyLine(1)),
      ("a\n\n\(Self.root)\n", .emptyLine(2)), ("a\n1\n\(Self.root)\n\n", .emptyLine(4)),
      ("a\n1\n\(Self.root)\n\nb\n", .emptyLine(4)), ("a\r\n1\n\(Self.root)\n", .controlCharacter(offset: 1)),
    ]
    for (text, defect) in cases {
      #expect(throws: TransparencyLogError.malformedCheckpoint(defect)) { try Checkpoint.parse(text) }
    }
  }

  @Test func `the ledger vectors' notes are reproduced byte for byte`() throws {
    let vectors = try Vectors.ledger()
    func key(_ name: String, _ seedText: String) throws -> SigningKey {
      try SigningKey(name: name, seed: Hash.sha256(of: seedText).bytes)
    }
    let ledger = try key(vectors.origin, vectors.ledgerKeySeedText)
    let officer = try key("\(vectors.origin)/officer/lan", vectors.officerKeySeedText)
    let second = try key(vectors.origin, vectors.secondLedgerKeySeedText)
    #expect(vectors.checkpoints.map(\.size) == [3, 5, 6, 7, 8])
    for stored in vectors.checkpoints {
      var builder = TileBuilder()
      _ = builder.append(contentsOf: vectors.events.prefix(stored.size).map { MerkleTree.leafHash($0.header) })
      let checkpoint = Checkpoint(origin: vectors.origin, size: stored.size, root: builder.root)
      let keys = stored.size == 8 ? [ledger, officer, second] : [ledger, officer]
      let note = checkpoint.sign(by: keys)
      #expect(Array(note.format().utf8) == Array(stored.note.utf8), "size \(stored.size)")

      let parsed = try SignedNote.parse(stored.note)
      #expect(try Checkpoint.parse(parsed.text) == checkpoint)
      #expect(try parsed.verify(by: keys.map(\.verifierKey)).count == keys.count)
    }
  }

  @Test func `a checkpoint that could not be read again is a bug`() async {
    await #expect(processExitsWith: .failure) {
      _ = Checkpoint(origin: "", size: 0, root: MerkleTree.emptyRoot)
    }
    await #expect(processExitsWith: .failure) {
      _ = Checkpoint(origin: "a\nb", size: 0, root: MerkleTree.emptyRoot)
    }
    await #expect(processExitsWith: .failure) {
      _ = Checkpoint(origin: "a", size: -1, root: MerkleTree.emptyRoot)
    }
  }
}
