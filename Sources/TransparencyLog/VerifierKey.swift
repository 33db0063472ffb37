/// An Ed25519 public key with a name, as C2SP signed-note and Go's `note` package publish it:
///
/// ```
/// PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
/// ```
///
/// name, key id in eight hexadecimal digits, and the base64 of the type byte 0x01 and the 32 bytes of the key, joined
/// by `+`. Exactly one text stands for a key; keys of small order, under which anybody can sign, are refused.
public struct VerifierKey: Sendable {
  public let name: String
  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || 0x01 || public key): a hint, never a proof.
  public let keyID: UInt32
  private let key: Hash

  /// - Throws: `invalidKeyName`, `unsafePublicKey`; `malformedVerifierKey` if there are not 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(TransparencyLogError) {
    guard KeyName.isValidForKey(name) else { throw .invalidKeyName(name) }
    guard let key = Hash(bytes: publicKey) else { throw .malformedVerifierKey(Base64.encode(publicKey)) }
    guard Ed25519PublicKey.isSafe(key) else { throw .unsafePublicKey(hex: key.hex) }
    self.name = name
    self.key = key
    keyID = KeyName.keyID(name: name, algorithm: KeyName.ed25519, publicKey: publicKey)
  }

  /// The 32 bytes of the key (RFC 8032, section 5.1.5).
  public var publicKey: [UInt8] { key.bytes }

  /// Whether the 64 bytes are this key's signature of the message (RFC 8032, Ed25519).
  public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    Ed25519PublicKey.isValid(signature: signature, for: message, key: key)
  }

  public func isValid(signature: [UInt8], for text: String) -> Bool {
    isValid(signature: signature, for: Array(text.utf8))
  }
}

extension VerifierKey {
  public func format() -> String {
    KeyText.format(name: name, keyID: keyID, algorithm: KeyName.ed25519, bytes: publicKey)
  }

  /// - Throws: `malformedVerifierKey`, `invalidKeyName`, `unknownKeyAlgorithm`, `unsafePublicKey` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> VerifierKey {
    guard let parts = KeyText.parse(text) else { throw .malformedVerifierKey(text) }
    guard parts.algorithm == KeyName.ed25519 else { throw .unknownKeyAlgorithm(parts.algorithm) }
    guard parts.bytes.count == Ed25519PublicKey.byteCount else { throw .malformedVerifierKey(text) }
    let key = try VerifierKey(name: parts.name, publicKey: parts.bytes)
    guard key.keyID == parts.keyID else {
      throw .keyIDMismatch(name: key.name, expected: key.keyID, found: parts.keyID)
    }
    return key
  }
}

extension VerifierKey: Hashable, CustomStringConvertible {
  // Names are compared byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.keyID == right.keyID && left.key == right.key && left.name.utf8.elementsEqual(right.name.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
    hasher.combine(key)
  }

  public var description: String { format() }
}
