/// What the public keys of logs and of witnesses have in common: an Ed25519 key under a name, and its text, which differ by
/// the type byte only. The two are types of their own, so that neither can take the other's place.
struct NamedKey: Sendable {
  let name: String
  let algorithm: UInt8
  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || type byte || public key).
  let keyID: UInt32
  let key: Hash

  /// - Throws: `invalidKeyName`, `unsafePublicKey`; `malformedVerifierKey` if there are not 32 bytes.
  init(name: String, publicKey: [UInt8], algorithm: UInt8) throws(TransparencyLogError) {
    guard KeyName.isValidForKey(name) else { throw .invalidKeyName(name) }
    guard let key = Hash(bytes: publicKey) else { throw .malformedVerifierKey(Base64.encode(publicKey)) }
    guard Ed25519PublicKey.isSafe(key) else { throw .unsafePublicKey(hex: key.hex) }
    self.name = name
    self.algorithm = algorithm
    self.key = key
    keyID = KeyName.keyID(name: name, algorithm: algorithm, publicKey: publicKey)
  }

  var publicKey: [UInt8] { key.bytes }

  func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    Ed25519PublicKey.isValid(signature: signature, for: message, key: key)
  }
}

extension NamedKey {
  func format() -> String { KeyText.format(name: name, keyID: keyID, algorithm: algorithm, bytes: publicKey) }

  /// - Throws: `malformedVerifierKey`, `invalidKeyName`, `unknownKeyAlgorithm`, `unsafePublicKey` or `keyIDMismatch`.
  static func parse(_ text: String, algorithm: UInt8) throws(TransparencyLogError) -> NamedKey {
    guard let parts = KeyText.parse(text) else { throw .malformedVerifierKey(text) }
    guard parts.algorithm == algorithm else { throw .unknownKeyAlgorithm(parts.algorithm) }
    guard parts.bytes.count == Ed25519PublicKey.byteCount else { throw .malformedVerifierKey(text) }
    let key = try NamedKey(name: parts.name, publicKey: parts.bytes, algorithm: algorithm)
    guard key.keyID == parts.keyID else {
      throw .keyIDMismatch(name: key.name, expected: key.keyID, found: parts.keyID)
    }
    return key
  }
}

extension NamedKey: Hashable {
  // Names are compared byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  static func == (left: NamedKey, right: NamedKey) -> Bool {
    left.keyID == right.keyID && left.key == right.key && left.name.utf8.elementsEqual(right.name.utf8)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
    hasher.combine(key)
  }
}
