import Testing
import TransparencyLog

@Suite struct CosignatureTests {
  private static let checkpoint = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    """
  private static let line =
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="

  private func witness(_ name: String = "witness.example/w1", seed: String = "a witness") throws -> WitnessSigningKey {
    try WitnessSigningKey(name: name, seed: Hash.sha256(of: seed).bytes)
  }

  @Test func `the example of the specification is read`() throws {
    let cosignature = try Cosignature.parse(Self.line)
    #expect(cosignature.name == "witness.example.com/w1")
    #expect(cosignature.keyID == 0x8d66_cf3f)
    #expect(cosignature.time == 1_679_315_147)
    #expect(cosignature.signature.count == 64)
    #expect(cosignature.format() == Self.line)
  }

  @Test func `a published witness key and a published time are read`() throws {
    // transparency-dev/formats, note_cosigv1_test.go.
    let text = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
    let key = try WitnessVerifierKey.parse(text)
    #expect(key.name == "remora.n621.de" && key.keyID == 0xda77_ade7)
    #expect(key.format() == text)
    let line =
      "— w ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=="
    #expect(try Cosignature.parse(line).time == 1_727_964_367)
    let plain = "— w eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY="
    #expect(throws: TransparencyLogError.malformedCosignature(plain)) { try Cosignature.parse(plain) }
  }

  @Test func `what is signed are the lines of the specification`() throws {
    let checkpoint = try Checkpoint.parse(Self.checkpoint)
    let witness = try witness()
    let cosignature = witness.cosign(checkpoint, time: 1_679_315_147)
    let message = "cosignature/v1\ntime 1679315147\n" + Self.checkpoint
    // The same 32 bytes as a key of notes, to look at the raw signature.
    let raw = try VerifierKey(name: witness.name, publicKey: witness.verifierKey.publicKey)
    #expect(raw.isValid(signature: cosignature.signature, for: message))
    #expect(raw.keyID != witness.verifierKey.keyID)
    #expect(cosignature.isValid(for: checkpoint, by: witness.verifierKey))
    #expect(try Cosignature.parse(cosignature.format()) == cosignature)
  }

  @Test(arguments: [0, 1, 1_679_315_147, 253_402_300_799])
  func `a cosignature comes back from its line with its time`(time: Int) throws {
    let checkpoint = try Checkpoint.parse(Self.checkpoint)
    let witness = try witness()
    let cosignature = witness.cosign(checkpoint, time: time)
    let read = try Cosignature.parse(cosignature.format())
    #expect(read.time == time)
    #expect(read.isValid(for: checkpoint, by: witness.verifierKey))
  }

  @Test func `a time after the year 9999 is refused`() throws {
    for (time, isTaken) in [(253_402_300_799, true), (253_402_300_800, false), (1 << 63, false), (.max, false)]
      as [(UInt64, Bool)]
    {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) } + [UInt8](repeating: 0, count: 64)
      #expect((Cosignature(try NoteSignature(name: "w", keyID: 1, bytes: bytes)) != nil) == isTaken, "\(time)")
    }
    for count in [1, 64, 71, 73] {
      #expect(Cosignature(try NoteSignature(name: "w", keyID: 1, bytes: [UInt8](repeating: 1, count: count))) == nil)
    }
  }

  @Test func `every flipped bit of a line is refused or another witness's`() throws {
    let checkpoint = try Checkpoint.parse(Self.checkpoint)
    let witness = try witness()
    let line = Array(witness.cosign(checkpoint, time: 1_679_315_147).format().utf8)
    var accepted = 0
    for bit in 0..<line.count * 8 {
      var bad = line
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let text = String(validating: bad, as: UTF8.self), let read = try? Cosignature.parse(text) else { continue }
      accepted += read.isValid(for: checkpoint, by: witness.verifierKey) ? 1 : 0
    }
    #expect(accepted == 0)
  }

  @Test func `a cosignature is for one checkpoint, with its extension lines, and by one key`() throws {
    let checkpoint = try Checkpoint.parse(Self.checkpoint)
    let witness = try witness()
    let cosignature = witness.cosign(checkpoint, time: 7)
    for other in [
      Checkpoint(origin: "example.com/other", size: checkpoint.size, root: checkpoint.root),
      Checkpoint(origin: checkpoint.origin, size: checkpoint.size + 1, root: checkpoint.root),
      Checkpoint(origin: checkpoint.origin, size: checkpoint.size, root: MerkleTree.emptyRoot),
      Checkpoint(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, extensions: ["more"]),
    ] {
      #expect(!cosignature.isValid(for: other, by: witness.verifierKey))
    }
    #expect(try !cosignature.isValid(for: checkpoint, by: self.witness(seed: "another").verifierKey))
    #expect(try !cosignature.isValid(for: checkpoint, by: self.witness("witness.example/w2").verifierKey))
  }

  @Test func `a witness's key is no log's key and a log's key no witness's`() throws {
    let witness = try witness()
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x04)) {
      try VerifierKey.parse(witness.verifierKey.format())
    }
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x04)) { try SigningKey.parse(witness.format()) }
    let log = try SigningKey(name: "log", seed: Hash.sha256(of: "a log").bytes)
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x01)) {
      try WitnessVerifierKey.parse(log.verifierKey.format())
    }
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x01)) { try WitnessSigningKey.parse(log.format()) }
  }

  @Test func `keys come back from their texts and no changed text is one`() throws {
    let witness = try witness()
    let (secret, open) = (witness.format(), witness.verifierKey.format())
    #expect(try WitnessSigningKey.parse(secret).format() == secret)
    #expect(try WitnessVerifierKey.parse(open) == witness.verifierKey)
    for text in [secret, open] {
      let bytes = Array(text.utf8)
      for bit in 0..<bytes.count * 8 {
        var bad = bytes
        bad[bit / 8] ^= 1 << UInt8(bit % 8)
        guard let changed = String(validating: bad, as: UTF8.self) else { continue }
        #expect(throws: TransparencyLogError.self, "\(changed)") { try WitnessVerifierKey.parse(changed) }
        #expect(throws: TransparencyLogError.self) { try WitnessSigningKey.parse(changed) }
      }
    }
    #expect(throws: TransparencyLogError.self) {
      try WitnessVerifierKey(name: "w", publicKey: [1] + [UInt8](repeating: 0, count: 31))
    }
  }

  @Test func `printing a witness's key does not show its seed`() throws {
    let witness = try witness()
    var dumped = ""
    dump(witness, to: &dumped)
    let secret = try #require(witness.format().split(separator: "+").last)
    for text in ["\(witness)", String(reflecting: witness), dumped] {
      #expect(text.contains("witness.example/w1"))
      #expect(!text.contains(secret) && !text.contains("PrivateKey"))
    }
  }
}
