import Testing
import TransparencyLog

@Suite struct WitnessPolicyTests {
  private static let log = "example.com/log"

  private func logKey(_ name: String = log) throws -> SigningKey {
    try SigningKey(name: name, seed: Hash.sha256(of: "a log of this test").bytes)
  }

  private func witness(_ name: String) throws -> WitnessSigningKey {
    try WitnessSigningKey(name: "w/\(name)", seed: Hash.sha256(of: "witness \(name)").bytes)
  }

  private func line(_ name: String) throws -> String { try "witness \(name) \(witness(name).verifierKey)\n" }

  private func defect(_ text: String) -> TransparencyLogError? {
    #expect(throws: TransparencyLogError.self, "\(text)") { try WitnessPolicy.parse(text) }
  }

  /// The example of the specification, with keys and the usual freedoms of the format.
  private func example() throws -> String {
    try """
    # Two organizations.
    log \(logKey().verifierKey)

    \(["X1", "X2", "X3"].map(line).joined())group X-witnesses 2 X1 X2 X3
      \t # indented comment
    \(["Y1", "Y2", "Y3"].map(line).joined())group\tY-witnesses  any Y1 Y2 Y3 \t

    group X-and-Y all X-witnesses Y-witnesses
    quorum X-and-Y

    """
  }

  @Test func `the example of the specification is read`() throws {
    let policy = try WitnessPolicy.parse(example())
    #expect(policy.logs.map(\.key.name) == [Self.log])
    #expect(policy.witnesses.map(\.name) == ["X1", "X2", "X3", "Y1", "Y2", "Y3"])
    #expect(policy.groups.map(\.threshold) == [2, 1, 2])
    #expect(policy.groups[2].members == [.group(0), .group(1)])
    #expect(policy.quorum == .group(2))
  }

  @Test func `every set of cosigners of the example is judged as its words say`() throws {
    let policy = try WitnessPolicy.parse(example())
    for set in 0..<64 {
      let cosigners = Set((0..<6).filter { set >> $0 & 1 == 1 })
      let (x, y) = (cosigners.count { $0 < 3 }, cosigners.count { $0 >= 3 })
      #expect(policy.isQuorum(cosigners) == (x >= 2 && y >= 1), "\(cosigners)")
    }
  }

  @Test func `every threshold of every group up to four members`() throws {
    for count in 1...4 {
      let names = (1...count).map { "w\($0)" }
      let lines = try names.map(line).joined()
      for (word, threshold) in (1...count).map({ ("\($0)", $0) }) + [("any", 1), ("all", count)] {
        let policy = try WitnessPolicy.parse("\(lines)group g \(word) \(names.joined(separator: " "))\nquorum g\n")
        for set in 0..<(1 << count) {
          let cosigners = Set((0..<count).filter { set >> $0 & 1 == 1 })
          #expect(policy.isQuorum(cosigners) == (cosigners.count >= threshold))
        }
      }
      for bad in ["0", "\(count + 1)", "-1", "01", "+1", "one", "1.0"] {
        let text = "\(lines)group g \(bad) \(names.joined(separator: " "))\nquorum g\n"
        #expect(
          defect(text) == .malformedPolicy(line: count + 1, .badThreshold(bad, memberCount: count)))
      }
    }
  }

  @Test func `a quorum may be one witness or none at all`() throws {
    let one = try WitnessPolicy.parse(line("a") + line("b") + "quorum b\n")
    #expect(!one.isQuorum([]) && !one.isQuorum([0]) && one.isQuorum([1]) && one.isQuorum([0, 1]))
    let none = try WitnessPolicy.parse("quorum none\n")
    #expect(none.isQuorum([]) && none.quorum == nil && none.logs.isEmpty)
    // What stands after the quorum is read too, and what the quorum does not use is of no account.
    #expect(try WitnessPolicy.parse("quorum none\n" + line("a")).witnesses.count == 1)
  }

  @Test func `addresses are kept and 32 of each kind are read`() throws {
    let a = try witness("a").verifierKey
    let policy = try WitnessPolicy.parse(
      "log \(logKey().verifierKey) https://log.example/\nwitness a \(a) https://w.example/\nquorum a\n")
    #expect(policy.logs[0].url == "https://log.example/" && policy.witnesses[0].url == "https://w.example/")
    var text = ""
    for number in 1...40 {
      let key = try SigningKey(name: "log", seed: Hash.sha256(of: "log \(number)").bytes).verifierKey
      text += try "log \(key)\n" + line("w\(number)") + "group g\(number) any w\(number)\n"
    }
    let many = try WitnessPolicy.parse(text + "quorum g40\n")
    #expect(many.logs.count == 40 && many.isQuorum([39]) && !many.isQuorum([38]))
  }

  @Test func `whatever the specification forbids is refused with its line`() throws {
    let (a, b) = (try line("a"), try line("b"))
    let log = try "log \(logKey().verifierKey)\n"
    let otherName = try "log \(logKey("example.com/renamed").verifierKey)\n"
    let keyOfA = try witness("a").verifierKey.format()
    let renamed = try WitnessVerifierKey(name: "other", publicKey: witness("a").verifierKey.publicKey)
    let cases: [(String, Int, PolicyDefect)] = [
      ("", 1, .missingQuorum), (a, 2, .missingQuorum), ("# nothing\n\n", 3, .missingQuorum),
      ("quorum none", 1, .missingFinalNewline), ("quorum none\n#", 2, .missingFinalNewline),
      ("quorum none\nquorum none\n", 2, .secondQuorum), ("quorum\n", 1, .wrongItemCount(found: 1)),
      ("quorum a\n", 1, .undefinedName("a")), ("quorum a\n" + a, 1, .undefinedName("a")),
      (a + "quorum a b\n", 2, .wrongItemCount(found: 3)), (a + "quorum A\n", 2, .undefinedName("A")),
      (log + log, 2, .duplicateKey(try logKey().verifierKey.format())),
      (log + otherName, 2, .duplicateKey(try logKey("example.com/renamed").verifierKey.format())),
      (a + "witness c \(renamed)\n", 2, .duplicateKey(renamed.format())),
      (a + "witness a \(try witness("b").verifierKey)\n", 2, .duplicateName("a")),
      ("witness none \(keyOfA)\n", 1, .reservedName), (a + "group none any a\n", 2, .reservedName),
      (a + "group a any a\n", 2, .duplicateName("a")), (a + "group g any g\n", 2, .undefinedName("g")),
      (a + "group g any none\n", 2, .undefinedName("none")), (a + "group g any a a\n", 2, .memberTwice("a")),
      (a + b + "group g any a\ngroup h any b a\n", 4, .memberTwice("a")),
      (a + "group g any\n", 2, .wrongItemCount(found: 3)),
      ("log\n", 1, .wrongItemCount(found: 1)), ("witness a\n", 1, .wrongItemCount(found: 2)),
      ("log a b c d\n", 1, .wrongItemCount(found: 5)), ("witness a b c d\n", 1, .wrongItemCount(found: 5)),
      ("log x\n", 1, .badKey("x", .notAKey)), ("log \(keyOfA)\n", 1, .badKey(keyOfA, .otherAlgorithm(4))),
      ("witness a \(try logKey().verifierKey)\n", 1, .badKey(try logKey().verifierKey.format(), .otherAlgorithm(1))),
      ("Quorum none\n", 1, .unknownKeyword("Quorum")), ("quorum none\r\n", 1, .controlCharacter(13)),
      ("# \u{0}\nquorum none\n", 1, .controlCharacter(0)), ("# \u{7f}\n", 1, .controlCharacter(0x7f)),
      ("\u{00A0}quorum none\n", 1, .unknownKeyword("\u{00A0}quorum")),
    ]
    for (text, line, expected) in cases {
      #expect(defect(text) == .malformedPolicy(line: line, expected), "\(text)")
    }
  }

  @Test func `names are bytes`() throws {
    // Composed and decomposed, and bytes that are no UTF-8 at all.
    let (a, b) = (try witness("a").verifierKey, try witness("b").verifierKey)
    let policy = try WitnessPolicy.parse(
      "witness l\u{00E0} \(a)\nwitness la\u{0300} \(b)\nquorum la\u{0300}\n")
    #expect(policy.quorum == .witness(1))
    let raw = Array("witness ".utf8) + [0xff] + Array(" \(a)\nquorum ".utf8) + [0xff, 0x0a]
    #expect(try WitnessPolicy.parse(raw).quorum == .witness(0))
  }
}

@Suite struct PublicCheckpointTests {
  // A checkpoint of a staging log of Certificate Transparency as the public network of witnesses has cosigned it.
  private static let note = """
    arche2025h1.staging.ct.transparency.dev
    1432088532
    U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

    — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
    — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
    — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
    — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
    — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
    — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==

    """
  private static let policy = """
    log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f
    witness remora remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2
    quorum remora

    """

  @Test func `a checkpoint of the public network of witnesses is valid by a policy that names one`() throws {
    let policy = try WitnessPolicy.parse(Self.policy)
    let note = try SignedNote.parse(Self.note)
    let found = policy.cosignatures(of: try Checkpoint.parse(note.text), in: note.signatures)
    #expect(policy.isQuorum(Set(found.valid.keys)) && found.invalid.isEmpty)
    #expect(found.valid[0]?.time == 1_779_573_024)
    #expect(try note.verify(by: policy.logs.map(\.key)).map(\.name) == [policy.logs[0].key.name])
  }

  @Test func `the same checkpoint with another size is cosigned by nobody`() throws {
    let policy = try WitnessPolicy.parse(Self.policy)
    let changed = try SignedNote.parse(Self.note.replacing("\n1432088532\n", with: "\n1432088533\n"))
    let found = policy.cosignatures(of: try Checkpoint.parse(changed.text), in: changed.signatures)
    #expect(found.valid.isEmpty && found.invalid.map(\.name) == ["remora.n621.de"])
  }
}

@Suite struct PolicyCosignatureTests {
  private let log: SigningKey
  private let witnesses: [WitnessSigningKey]
  private let policy: WitnessPolicy
  private let checkpoint = Checkpoint(origin: "example.com/log", size: 5, root: MerkleTree.emptyRoot)

  init() throws {
    log = try SigningKey(name: "example.com/log", seed: Hash.sha256(of: "a log of this test").bytes)
    witnesses = try ["a", "b", "c"].map {
      try WitnessSigningKey(name: "w/\($0)", seed: Hash.sha256(of: "witness \($0)").bytes)
    }
    let lines = zip(["a", "b", "c"], witnesses).map { "witness \($0) \($1.verifierKey)\n" }.joined()
    policy = try WitnessPolicy.parse("log \(log.verifierKey)\n\(lines)group g 2 a b c\nquorum g\n")
  }

  private func judge(
    _ lines: [NoteSignature]
  ) -> (valid: [Int: Cosignature], invalid: [NoteSignature], isQuorum: Bool) {
    let (valid, invalid) = policy.cosignatures(of: checkpoint, in: lines)
    return (valid, invalid, policy.isQuorum(Set(valid.keys)))
  }

  private func cosign(_ index: Int, time: Int = 100, _ checkpoint: Checkpoint? = nil) -> NoteSignature {
    witnesses[index].cosign(checkpoint ?? self.checkpoint, time: time).noteSignature
  }

  @Test func `two of three make a quorum, and the log's own signature is none of them`() {
    let signed = checkpoint.sign(by: [log])
    for set in 0..<8 {
      let cosigners = (0..<3).filter { set >> $0 & 1 == 1 }
      let found = judge(signed.signatures + cosigners.map { cosign($0) })
      #expect(Set(found.valid.keys) == Set(cosigners))
      #expect(found.isQuorum == (cosigners.count >= 2) && found.invalid.isEmpty)
    }
  }

  @Test func `of several cosignatures by one witness the earliest is taken, and counts once`() throws {
    let found = judge([cosign(0, time: 90), cosign(0, time: 80), cosign(0, time: 95)])
    #expect(found.valid[0]?.time == 80 && !found.isQuorum)
  }

  @Test func `a false line counts for nothing and is named, and does not spoil a true one`() throws {
    let other = Checkpoint(origin: checkpoint.origin, size: 6, root: checkpoint.root)
    let false0 = cosign(0, other)
    let found = judge([false0, cosign(1)])
    #expect(found.invalid == [false0] && !found.isQuorum)
    let spoiled = judge([false0, cosign(0), cosign(1)])
    #expect(spoiled.isQuorum && spoiled.invalid == [false0])
  }

  @Test func `witnesses whom the policy does not know are passed over`() throws {
    let stranger = try WitnessSigningKey(name: "w/a", seed: Hash.sha256(of: "a stranger").bytes)
    let found = judge([stranger.cosign(checkpoint, time: 1).noteSignature, cosign(1)])
    #expect(found.invalid.isEmpty && !found.isQuorum)
  }
}
