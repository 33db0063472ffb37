import Testing
import TransparencyLog

@Suite struct VerifierKeyTests {
  @Test func `published keys come back from their text`() throws {
    let vectors = try Vectors.transparencyLog()
    let ledger = try Vectors.ledger()
    for text in [
      vectors.goNote.vkey, vectors.goNote.vkey2, vectors.c2spNote.vkey, ledger.ledgerVerifierKey,
      ledger.officerVerifierKey, ledger.secondLedgerVerifierKey,
    ] {
      let key = try VerifierKey.parse(text)
      #expect(key.format() == text)
      #expect("\(key)" == text)
      #expect(try VerifierKey(name: key.name, publicKey: key.publicKey) == key)
    }
    let key = try VerifierKey.parse(vectors.goNote.vkey)
    #expect(key.name == "PeterNeumann")
    #expect(key.keyID == 0xc74f_20a3)
  }

  @Test func `every proper part of a key's text is refused`() throws {
    let text = try Vectors.transparencyLog().goNote.vkey
    for part in properParts(of: text) {
      #expect(throws: TransparencyLogError.self, "\(part)") { try VerifierKey.parse(part) }
    }
  }

  @Test func `every byte raised by one is refused`() throws {
    let text = try Vectors.transparencyLog().goNote.vkey
    for mutation in raisedBytes(of: text) {
      #expect(throws: TransparencyLogError.self, "\(mutation)") { try VerifierKey.parse(mutation) }
    }
  }

  @Test func `published bad keys are refused`() throws {
    let bad = try Vectors.transparencyLog().goNote.badVkeys
    #expect(throws: TransparencyLogError.malformedVerifierKey(bad[0])) { try VerifierKey.parse(bad[0]) }
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x65)) { try VerifierKey.parse(bad[1]) }
  }

  @Test func `only one text names a key`() throws {
    let text = try Vectors.transparencyLog().goNote.vkey
    for other in [
      text.replacing("c74f20a3", with: "C74F20A3"), text.replacing("+c74f20a3", with: "+0c74f20a3"), text + "\n",
      " " + text, text + "=", text + "====", text.replacing("+", with: "++"), "PRIVATE+KEY+" + text, "",
    ] {
      #expect(throws: TransparencyLogError.self, "\(other)") { try VerifierKey.parse(other) }
    }
  }

  @Test func `a key id that is another key's is refused with both ids`() throws {
    let text = try Vectors.transparencyLog().goNote.vkey.replacing("c74f20a3", with: "c74f20a4")
    #expect(
      throws: TransparencyLogError.keyIDMismatch(name: "PeterNeumann", expected: 0xc74f_20a3, found: 0xc74f_20a4)
    ) { try VerifierKey.parse(text) }
  }

  @Test(arguments: [
    "", "a b", "a+b", "a\nb", "a\tb", "a\u{00A0}b", "a\u{2003}b", "a\u{3000}", "a\u{0085}", "a\u{7F}", "\u{0}",
  ])
  func `a name with a space, a plus or a control character is refused`(name: String) throws {
    let key = try VerifierKey.parse(Vectors.transparencyLog().goNote.vkey).publicKey
    #expect(throws: TransparencyLogError.invalidKeyName(name)) { try VerifierKey(name: name, publicKey: key) }
    #expect(throws: TransparencyLogError.invalidKeyName(name)) { try SigningKey.generate(name: name) }
  }

  @Test func `names that differ only in normalisation name different keys`() throws {
    let key = try VerifierKey.parse(Vectors.transparencyLog().goNote.vkey).publicKey
    let composed = try VerifierKey(name: "l\u{00E0}", publicKey: key)
    let decomposed = try VerifierKey(name: "la\u{0300}", publicKey: key)
    #expect(composed.name == decomposed.name)
    #expect(composed.keyID != decomposed.keyID)
    #expect(composed != decomposed)
  }

  @Test(arguments: [0, 31, 33, 64])
  func `a public key has 32 bytes`(count: Int) {
    #expect(throws: TransparencyLogError.self) {
      try VerifierKey(name: "a", publicKey: [UInt8](repeating: 7, count: count))
    }
  }
}

@Suite struct SigningKeyTests {
  @Test func `the published key signs the published text with the published signature`() throws {
    let vectors = try Vectors.transparencyLog().goNote
    let key = try SigningKey.parse(vectors.skey)
    #expect(key.format() == vectors.skey)
    #expect(key.verifierKey.format() == vectors.vkey)
    #expect(SignedNote.sign(vectors.text, by: [key]).format() == "\(vectors.text)\n\(vectors.sig1)\n")
  }

  @Test func `every proper part and every byte raised by one is refused`() throws {
    let text = try Vectors.transparencyLog().goNote.skey
    for bad in properParts(of: text) + raisedBytes(of: text) {
      #expect(throws: TransparencyLogError.self, "\(bad)") { try SigningKey.parse(bad) }
    }
  }

  @Test func `the ledger vectors' seeds give their verifier keys`() throws {
    let vectors = try Vectors.ledger()
    for (seedText, name, vkey) in [
      (vectors.ledgerKeySeedText, vectors.origin, vectors.ledgerVerifierKey),
      (vectors.officerKeySeedText, "\(vectors.origin)/officer/lan", vectors.officerVerifierKey),
      (vectors.secondLedgerKeySeedText, vectors.origin, vectors.secondLedgerVerifierKey),
    ] {
      let key = try SigningKey(name: name, seed: Hash.sha256(of: seedText).bytes)
      #expect(key.verifierKey.format() == vkey)
    }
  }

  @Test func `a generated key comes back from its text and verifies what it signed`() throws {
    let key = try SigningKey.generate(name: "example.com/log")
    let again = try SigningKey.parse(key.format())
    #expect(again.verifierKey == key.verifierKey)
    #expect(try VerifierKey.parse(key.verifierKey.format()) == key.verifierKey)
    let signature = again.sign("text")
    #expect(signature.count == 64)
    #expect(key.verifierKey.isValid(signature: signature, for: "text"))
    #expect(key.verifierKey.isValid(signature: signature, for: Array("text".utf8)))
    #expect(!key.verifierKey.isValid(signature: signature, for: "texts"))
    #expect(try SigningKey.generate(name: "example.com/log").verifierKey != key.verifierKey)
  }

  @Test func `every flipped bit of a signature and every other length is refused`() throws {
    let key = try SigningKey(name: "a", seed: Hash.sha256(of: "a key of this test").bytes)
    let signature = key.sign("text")
    for bit in 0..<512 {
      var bad = signature
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!key.verifierKey.isValid(signature: bad, for: "text"))
    }
    for count in 0..<64 { #expect(!key.verifierKey.isValid(signature: Array(signature[..<count]), for: "text")) }
    #expect(!key.verifierKey.isValid(signature: signature + [0], for: "text"))
  }

  @Test func `the key that is not Ed25519 or not 32 bytes long is refused`() throws {
    #expect(throws: TransparencyLogError.malformedSigningKey) { try SigningKey(name: "a", seed: [1, 2, 3]) }
    let other = Base64.encode([0x02] + [UInt8](repeating: 1, count: 32))
    #expect(throws: TransparencyLogError.unknownKeyAlgorithm(0x02)) {
      try SigningKey.parse("PRIVATE+KEY+a+00000000+\(other)")
    }
  }

  @Test func `printing a key does not show its seed`() throws {
    let vectors = try Vectors.transparencyLog().goNote
    let key = try SigningKey.parse(vectors.skey)
    var dumped = ""
    dump(key, to: &dumped)
    let secret = try #require(vectors.skey.split(separator: "+").last)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(text.contains("PeterNeumann"))
      #expect(!text.contains(secret))
      #expect(!text.contains("PrivateKey"))
    }
  }
}

private func properParts(of text: String) -> [String] {
  let bytes = Array(text.utf8)
  return (0...bytes.count).flatMap { start in
    (start...bytes.count).filter { $0 - start < bytes.count }.map { String(decoding: bytes[start..<$0], as: UTF8.self) }
  }
}

private func raisedBytes(of text: String) -> [String] {
  let bytes = Array(text.utf8)
  return bytes.indices.map { position in
    var raised = bytes
    raised[position] += 1
    return String(decoding: raised, as: UTF8.self)
  }
}
