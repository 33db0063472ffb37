import Testing
import TransparencyLog

@Suite struct SignedNoteParsingTests {
  private static let line = "— a " + Base64.encode([1, 2, 3, 4, 5])

  private func defect(_ note: String) -> TransparencyLogError? {
    #expect(throws: TransparencyLogError.self) { try SignedNote.parse(note) }
  }

  @Test func `published notes come back byte for byte`() throws {
    let vectors = try Vectors.transparencyLog()
    let go = vectors.goNote
    let notes = try Vectors.ledger().checkpoints.map(\.note)
    for text in notes + [vectors.c2spNote.note, "\(go.text)\n\(go.sig1)\n\(go.sig2)\n"] {
      let note = try SignedNote.parse(text)
      #expect(Array(note.format().utf8) == Array(text.utf8))
      #expect(try SignedNote.parse(Array(text.utf8)) == note)
    }
  }

  @Test func `text and signatures are told apart at the last blank line`() throws {
    let note = try SignedNote.parse("one\n\ntwo\n\n\n\(Self.line)\n")
    #expect(note.text == "one\n\ntwo\n\n")
    #expect(note.signatures == [try NoteSignature(name: "a", keyID: 0x0102_0304, bytes: [5])])
    #expect(try SignedNote.parse("\n\n\(Self.line)\n").text == "\n")
  }

  @Test(arguments: ["", "\n", "\n\n", "text", "text\n", "text\n\n", "text\n\n\n", "text\n\(line)\n", "\(line)\n"])
  func `a text without signatures is not a note`(text: String) {
    #expect(defect(text) == .malformedNote(.noSignatures))
  }

  @Test func `a note with a blank line after the signatures is refused`() {
    #expect(defect("text\n\n\(Self.line)\n\n") == .malformedNote(.noSignatures))
    #expect(defect("text\n\n\(Self.line)\n\n\(Self.line)\n\n\n") == .malformedNote(.noSignatures))
  }

  @Test func `a note without a final newline is refused`() {
    #expect(defect("text\n\n\(Self.line)") == .malformedNote(.missingFinalNewline))
  }

  @Test(arguments: [
    "a AQIDBAU=", "- a AQIDBAU=", "—a AQIDBAU=", "—  a AQIDBAU=", "—\u{00A0}a AQIDBAU=", " — a AQIDBAU=", "— a",
    "— a ", "— a AQIDBAU", "— a AQIDBAV=", "— a AQIDBA==", "— a AQIDBAU= ", "— a AQIDBAU= b", "— a  AQIDBAU=",
    "—  AQIDBAU=", "— a+b AQIDBAU=", "— a\u{2003}b AQIDBAU=", "— AQIDBAU=", "junk",
  ])
  func `a signature line of any other form is refused with its number`(bad: String) {
    #expect(defect("text\n\n\(bad)\n") == .malformedNote(.badSignatureLine(1)))
    #expect(defect("text\n\n\(Self.line)\n\(bad)\n") == .malformedNote(.badSignatureLine(2)))
    #expect(defect("text\n\n\(bad)\n\(Self.line)\n") == .malformedNote(.badSignatureLine(1)))
    #expect(NoteSignature.parse(bad) == nil)
  }

  @Test func `every control character but the newline is refused at its offset`() {
    for scalar in (0..<0x20).compactMap({ Unicode.Scalar($0) }) where scalar != "\n" {
      let control = Character(scalar)
      #expect(defect("te\(control)xt\n\n\(Self.line)\n") == .malformedNote(.controlCharacter(offset: 2)))
      let afterLine = "text\n\n\(Self.line)"
      let offset = afterLine.utf8.count
      #expect(defect("\(afterLine)\(control)\n") == .malformedNote(.controlCharacter(offset: offset)))
    }
    #expect(defect("text\r\n\r\n\(Self.line)\r\n") == .malformedNote(.controlCharacter(offset: 4)))
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    let note = Array("text\n\n\(Self.line)\n".utf8)
    for bad: [UInt8] in [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]] {
      #expect(throws: TransparencyLogError.malformedNote(.notUTF8)) { try SignedNote.parse(bad + note) }
    }
    let name = Array("text\n\n— ".utf8) + [0xff] + Array(" AQIDBAU=\n".utf8)
    #expect(throws: TransparencyLogError.malformedNote(.badSignatureLine(1))) { try SignedNote.parse(name) }
  }

  @Test func `a hundred signatures are accepted and one more is not`() throws {
    let hundred = "text\n\n" + String(repeating: "\(Self.line)\n", count: 100)
    let note = try SignedNote.parse(hundred)
    #expect(note.signatures.count == 100)
    let tooMany = TransparencyLogError.malformedNote(.tooManySignatures(limit: 100))
    #expect(defect(hundred + "\(Self.line)\n") == tooMany)
    #expect(throws: tooMany) { try note.adding([note.signatures[0]]) }
  }

  @Test func `every proper beginning and end of a note is refused`() throws {
    let vectors = try Vectors.transparencyLog().goNote
    let note = Array("\(vectors.text)\n\(vectors.sig1)\n".utf8)
    for end in note.indices {
      #expect(throws: TransparencyLogError.self) { try SignedNote.parse(Array(note[..<end])) }
    }
    // What is left when the beginning is cut off may parse, but is never signed.
    let key = try VerifierKey.parse(vectors.vkey)
    for start in note.indices.dropFirst() {
      #expect(throws: TransparencyLogError.self) { try SignedNote.parse(Array(note[start...])).verify(by: [key]) }
    }
  }
}

@Suite struct SignedNoteVerificationTests {
  private let peter: VerifierKey
  private let enoch: VerifierKey
  private let text: String
  private let line1: String
  private let line2: String

  init() throws {
    let vectors = try Vectors.transparencyLog().goNote
    peter = try VerifierKey.parse(vectors.vkey)
    enoch = try VerifierKey.parse(vectors.vkey2)
    (text, line1, line2) = (vectors.text, vectors.sig1, vectors.sig2)
  }

  private func note(_ lines: String...) throws -> SignedNote {
    try SignedNote.parse(text + "\n" + lines.map { $0 + "\n" }.joined())
  }

  @Test func `signatures by the given keys are returned in the note's order`() throws {
    let both = try note(line1, line2)
    #expect(try both.verify(by: [enoch, peter]).map(\.name) == ["PeterNeumann", "EnochRoot"])
    #expect(try both.verify(by: [peter, enoch]) == both.signatures)
    #expect(try note(line2, line1).verify(by: [peter, enoch]).map(\.name) == ["EnochRoot", "PeterNeumann"])
  }

  @Test func `signatures by unknown keys are passed over`() throws {
    #expect(try note(line1, line2).verify(by: [peter]).map(\.name) == ["PeterNeumann"])
    #expect(throws: TransparencyLogError.noKnownSignature) { try note(line1).verify(by: [enoch]) }
    #expect(throws: TransparencyLogError.noKnownSignature) { try note(line1).verify(by: []) }
  }

  @Test func `a signature that shares only name or id with a known key is unknown`() throws {
    let signature = try #require(NoteSignature.parse(line1))
    let otherID = try NoteSignature(name: signature.name, keyID: signature.keyID ^ 1, bytes: signature.bytes)
    let otherName = try NoteSignature(name: "Peter", keyID: signature.keyID, bytes: signature.bytes)
    let mixed = try note(otherID.format(), otherName.format(), line2)
    #expect(try mixed.verify(by: [peter, enoch]).map(\.name) == ["EnochRoot"])
  }

  @Test func `a bad signature by a known key rejects the whole note`() throws {
    let signature = try #require(NoteSignature.parse(line1))
    var bytes = signature.bytes
    bytes[10] ^= 1
    let bad = try NoteSignature(name: signature.name, keyID: signature.keyID, bytes: bytes).format()
    let invalid = TransparencyLogError.invalidSignature(name: "PeterNeumann", keyID: 0xc74f_20a3)
    #expect(throws: invalid) { try note(line2, bad).verify(by: [peter, enoch]) }
    #expect(throws: invalid) { try note(bad, line1).verify(by: [peter]) }
    let short = try NoteSignature(name: signature.name, keyID: signature.keyID, bytes: [1]).format()
    #expect(throws: invalid) { try note(short, line2).verify(by: [peter, enoch]) }
    #expect(try note(bad, line2).verify(by: [enoch]).map(\.name) == ["EnochRoot"])
  }

  @Test func `every changed byte of the text is found`() throws {
    let whole = Array(try note(line1).format().utf8)
    for position in text.utf8.indices.map({ text.utf8.distance(from: text.utf8.startIndex, to: $0) }) {
      var changed = whole
      changed[position] ^= 1
      #expect(throws: TransparencyLogError.self) { try SignedNote.parse(changed).verify(by: [peter]) }
    }
  }

  @Test func `a second signature by the same key is passed over`() throws {
    let repeated = try note(line1, line1, line2)
    #expect(repeated.signatures.count == 3)
    #expect(try repeated.verify(by: [peter, enoch, peter]).map(\.name) == ["PeterNeumann", "EnochRoot"])
  }

  @Test func `two keys that share name and id are too many`() throws {
    // Found by trying numbers: a key id of four bytes is a hint, never a proof.
    let one = try VerifierKey(name: "a", publicKey: Hash.sha256(of: "public key 29519").bytes)
    let other = try VerifierKey(name: "a", publicKey: Hash.sha256(of: "public key 93930").bytes)
    #expect(one != other)
    #expect(one.keyID == 0x848b_b28d && other.keyID == one.keyID)
    let signature = try NoteSignature(name: "a", keyID: one.keyID, bytes: [1])
    #expect(throws: TransparencyLogError.ambiguousKey(name: "a", keyID: one.keyID)) {
      try note(line1, signature.format()).verify(by: [peter, one, other])
    }
  }

  @Test func `the example of the specification verifies`() throws {
    let vectors = try Vectors.transparencyLog().c2spNote
    let key = try VerifierKey.parse(vectors.vkey)
    let note = try SignedNote.parse(vectors.note)
    #expect(note.text == "This is an example message.\n")
    #expect(try note.verify(by: [key]) == note.signatures)
  }

  @Test func `a signature added to a note stands after the others`() throws {
    let added = try note(line1).adding([try #require(NoteSignature.parse(line2))])
    #expect(try added == note(line1, line2))
  }

  @Test func `texts that differ only in normalisation are different notes`() throws {
    let key = try SigningKey(name: "a", seed: Hash.sha256(of: "a key of this test").bytes)
    let composed = SignedNote.sign("\u{00E0}\n", by: [key])
    let decomposed = try SignedNote.parse(composed.format().replacing("\u{00E0}\n", with: "a\u{0300}\n"))
    #expect(composed != decomposed)
    #expect(throws: TransparencyLogError.invalidSignature(name: "a", keyID: key.keyID)) {
      try decomposed.verify(by: [key.verifierKey])
    }
  }

  @Test func `signing what cannot be a note is a bug`() async {
    await #expect(processExitsWith: .failure) {
      _ = SignedNote.sign("no newline", by: [try SigningKey.generate(name: "a")])
    }
    await #expect(processExitsWith: .failure) {
      _ = SignedNote.sign("tab\t\n", by: [try SigningKey.generate(name: "a")])
    }
    await #expect(processExitsWith: .failure) { _ = SignedNote.sign("text\n", by: []) }
  }
}
