/// One signature line of a note (C2SP signed-note): em dash, space, key name, space, base64 of key id and signature.
///
/// ```
/// — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
/// ```
public struct NoteSignature: Sendable {
  public let name: String
  public let keyID: UInt32
  /// The signature without the key id: 64 bytes for Ed25519, other lengths for other algorithms, never empty.
  public let bytes: [UInt8]

  /// - Throws: `invalidKeyName`.
  /// - Precondition: there is at least one byte.
  public init(name: String, keyID: UInt32, bytes: [UInt8]) throws(TransparencyLogError) {
    guard KeyName.isValidInNote(name) else { throw .invalidKeyName(name) }
    precondition(!bytes.isEmpty, "A signature has at least one byte.")
    self.init(validName: name, keyID: keyID, bytes: bytes)
  }

  init(validName: String, keyID: UInt32, bytes: [UInt8]) {
    self.name = validName
    self.keyID = keyID
    self.bytes = bytes
  }

  /// The last word of the line: the base64 of the key id, big-endian, and the signature.
  public var base64: String { Base64.encode(KeyName.bytes(of: keyID) + bytes) }

  /// The line without its newline.
  public func format() -> String { "— \(name) \(base64)" }

  /// Reads one line without its newline.
  ///
  /// - Returns: nil if it is not exactly what `format` would write.
  public static func parse(_ line: String) -> NoteSignature? {
    parse(utf8: Array(line.utf8)[...])
  }

  static func parse(utf8 line: ArraySlice<UInt8>) -> NoteSignature? {
    let prefix = Array("— ".utf8)
    guard line.starts(with: prefix) else { return nil }
    // A name holds no space, so the first one ends it, and base64 holds none either.
    let words = line.dropFirst(prefix.count).split(
      separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, let name = String(validating: words[0], as: UTF8.self), KeyName.isValidInNote(name),
      let decoded = words[1].withUnsafeBytes({ Base64.decode($0) }), decoded.count > 4
    else { return nil }
    return NoteSignature(validName: name, keyID: KeyName.keyID(of: decoded), bytes: Array(decoded.dropFirst(4)))
  }

  /// Whether name and id are this key's. That it made the signature is another question.
  func names(_ key: VerifierKey) -> Bool {
    keyID == key.keyID && name.utf8.elementsEqual(key.name.utf8)
  }

  /// Whether name and id are this witness's. That it made the cosignature is another question.
  public func names(_ key: WitnessVerifierKey) -> Bool {
    keyID == key.keyID && name.utf8.elementsEqual(key.name.utf8)
  }
}

extension NoteSignature: Equatable {
  // Byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: NoteSignature, right: NoteSignature) -> Bool {
    left.keyID == right.keyID && left.bytes == right.bytes && left.name.utf8.elementsEqual(right.name.utf8)
  }
}
