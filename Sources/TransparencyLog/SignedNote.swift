/// A text with signatures (C2SP signed-note; Go's `note` package):
///
/// ```
/// If you think cryptography is the answer to your problem,
/// then you don't know what your problem is.
///
/// — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
/// ```
///
/// The text ends in a newline, which is signed; the blank line and the signature lines are not. Text may hold blank
/// lines itself: the last one of the note divides it from the signatures. A parsed note is not a verified one.
public struct SignedNote: Sendable {
  /// What a note may have at most (the specification demands that 16 be accepted).
  public static let signatureLimit = 100

  /// What was signed, with its final newline.
  public let text: String
  public let signatures: [NoteSignature]

  private init(validText: String, signatures: [NoteSignature]) {
    text = validText
    self.signatures = signatures
  }

  /// Signs the text with each key, in the order given.
  ///
  /// - Precondition: the text ends in a newline and holds no other control character; there are 1 to 100 keys.
  public static func sign(_ text: String, by keys: [SigningKey]) -> SignedNote {
    let bytes = Array(text.utf8)
    precondition(bytes.last == newline, "The text of a note ends in a newline.")
    precondition(controlCharacter(in: bytes) == nil, "The text of a note holds no control character but newlines.")
    precondition((1...signatureLimit).contains(keys.count), "A note has 1 to \(signatureLimit) signatures.")
    let signatures = keys.map { NoteSignature(validName: $0.name, keyID: $0.keyID, bytes: $0.sign(bytes)) }
    return SignedNote(validText: text, signatures: signatures)
  }

  /// The same note with further signatures after those it has.
  ///
  /// - Throws: `malformedNote(.tooManySignatures)`.
  public func adding(_ more: [NoteSignature]) throws(TransparencyLogError) -> SignedNote {
    guard signatures.count + more.count <= Self.signatureLimit else {
      throw .malformedNote(.tooManySignatures(limit: Self.signatureLimit))
    }
    return SignedNote(validText: text, signatures: signatures + more)
  }
}

extension SignedNote {
  /// The whole note; `parse` gives back an equal note, and `format` of a parsed note its very bytes.
  public func format() -> String {
    signatures.reduce(into: text + "\n") { note, signature in note += signature.format() + "\n" }
  }

  /// - Throws: `malformedNote`.
  public static func parse(_ note: String) throws(TransparencyLogError) -> SignedNote {
    try parse(Array(note.utf8))
  }

  /// - Throws: `malformedNote`.
  public static func parse(_ note: [UInt8]) throws(TransparencyLogError) -> SignedNote {
    if let offset = controlCharacter(in: note) { throw .malformedNote(.controlCharacter(offset: offset)) }
    guard let end = endOfText(in: note) else { throw .malformedNote(.noSignatures) }
    guard let text = String(validating: note[..<end], as: UTF8.self) else { throw .malformedNote(.notUTF8) }
    guard note.last == newline else { throw .malformedNote(.missingFinalNewline) }

    var signatures: [NoteSignature] = []
    let lines = note[(end + 1)..<(note.count - 1)].split(separator: newline, omittingEmptySubsequences: false)
    for line in lines {
      guard signatures.count < signatureLimit else { throw .malformedNote(.tooManySignatures(limit: signatureLimit)) }
      guard let signature = NoteSignature.parse(utf8: line) else {
        throw .malformedNote(.badSignatureLine(signatures.count + 1))
      }
      signatures.append(signature)
    }
    return SignedNote(validText: text, signatures: signatures)
  }

  static let newline = UInt8(ascii: "\n")

  /// The offset of the first ASCII control character other than the newline.
  static func controlCharacter(in text: [UInt8]) -> Int? {
    text.firstIndex { $0 < 0x20 && $0 != newline }
  }

  /// The offset after the newline that ends the text: that of the last blank line with anything after it, else nil.
  private static func endOfText(in note: [UInt8]) -> Int? {
    var offset = note.count - 1
    while offset > 0 {
      if note[offset] == newline, note[offset - 1] == newline { return offset + 1 < note.count ? offset : nil }
      offset -= 1
    }
    return nil
  }
}

extension SignedNote {
  /// Checks the signatures by these keys.
  ///
  /// Signatures by other keys are passed over, even if they share a name or an id with one of these; a second signature
  /// by the same key is passed over too. It is for the caller to ask whether all the keys that should have signed did.
  ///
  /// - Returns: the verified signatures in the note's order, at least one, at most one a key.
  /// - Throws: `invalidSignature` if one of these keys did not make the signature that bears its name and id,
  ///   `noKnownSignature`, or `ambiguousKey` if two different keys share name and id.
  public func verify(by keys: [VerifierKey]) throws(TransparencyLogError) -> [NoteSignature] {
    let message = Array(text.utf8)
    var verified: [NoteSignature] = []
    var seen: Set<VerifierKey> = []
    for signature in signatures {
      let named = Set(keys.filter { signature.names($0) })
      guard let key = named.first, !seen.contains(key) else { continue }
      guard named.count == 1 else { throw .ambiguousKey(name: signature.name, keyID: signature.keyID) }
      guard key.isValid(signature: signature.bytes, for: message) else {
        throw .invalidSignature(name: signature.name, keyID: signature.keyID)
      }
      seen.insert(key)
      verified.append(signature)
    }
    guard !verified.isEmpty else { throw .noKnownSignature }
    return verified
  }
}

extension SignedNote: Equatable {
  // Byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: SignedNote, right: SignedNote) -> Bool {
    left.signatures == right.signatures && left.text.utf8.elementsEqual(right.text.utf8)
  }
}
