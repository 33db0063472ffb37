/// The public key of a witness (C2SP tlog-cosignature, Ed25519), written as a verifier key of type 0x04:
///
/// ```
/// witness.example.com/w1+8d66cf3f+BDNr…
/// ```
///
/// A type of its own: what is signed is never a note's text, so such a key can take the place of a log's nowhere, nor the
/// other way round. Keys of small order, under which anybody can sign, are refused.
public struct WitnessVerifierKey: Sendable {
  public let name: String
  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || 0x04 || public key): a hint, never a proof.
  public let keyID: UInt32
  private let key: Hash

  /// - Throws: `invalidKeyName`, `unsafePublicKey`; `malformedVerifierKey` if there are not 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(TransparencyLogError) {
    guard KeyName.isValidForKey(name) else { throw .invalidKeyName(name) }
    guard let key = Hash(bytes: publicKey) else { throw .malformedVerifierKey(Base64.encode(publicKey)) }
    guard Ed25519PublicKey.isSafe(key) else { throw .unsafePublicKey(hex: key.hex) }
    self.name = name
    self.key = key
    keyID = KeyName.keyID(name: name, algorithm: KeyName.cosignature, publicKey: publicKey)
  }

  /// The 32 bytes of the key (RFC 8032, section 5.1.5).
  public var publicKey: [UInt8] { key.bytes }

  func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    Ed25519PublicKey.isValid(signature: signature, for: message, key: key)
  }
}

extension WitnessVerifierKey {
  public func format() -> String {
    KeyText.format(name: name, keyID: keyID, algorithm: KeyName.cosignature, bytes: publicKey)
  }

  /// - Throws: `malformedVerifierKey`, `invalidKeyName`, `unknownKeyAlgorithm`, `unsafePublicKey` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> WitnessVerifierKey {
    guard let parts = KeyText.parse(text) else { throw .malformedVerifierKey(text) }
    guard parts.algorithm == KeyName.cosignature else { throw .unknownKeyAlgorithm(parts.algorithm) }
    guard parts.bytes.count == Ed25519PublicKey.byteCount else { throw .malformedVerifierKey(text) }
    let key = try WitnessVerifierKey(name: parts.name, publicKey: parts.bytes)
    guard key.keyID == parts.keyID else {
      throw .keyIDMismatch(name: key.name, expected: key.keyID, found: parts.keyID)
    }
    return key
  }
}

extension WitnessVerifierKey: Hashable, CustomStringConvertible {
  // Names are compared byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: WitnessVerifierKey, right: WitnessVerifierKey) -> Bool {
    left.keyID == right.keyID && left.key == right.key && left.name.utf8.elementsEqual(right.name.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
    hasher.combine(key)
  }

  public var description: String { format() }
}
