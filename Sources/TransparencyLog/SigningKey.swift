import Crypto

/// An Ed25519 private key with a name, in the text form of Go's `note` package:
///
/// ```
/// PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz
/// ```
///
/// The base64 holds the type byte 0x01 and the 32-byte seed (RFC 8032, section 5.1.5); the key id is that of the public
/// key. Descriptions and errors never show the seed; only `format()` does.
public struct SigningKey: Sendable {
  public let verifierKey: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// - Parameter seed: the 32 bytes of the RFC 8032 private key.
  /// - Throws: `invalidKeyName`; `malformedSigningKey` if there are not 32 bytes.
  public init(name: String, seed: [UInt8]) throws(TransparencyLogError) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .malformedSigningKey }
    try self.init(name: name, key: key)
  }

  private init(name: String, key: Curve25519.Signing.PrivateKey) throws(TransparencyLogError) {
    self.key = key
    verifierKey = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The 32 bytes of the secret.
  var seed: [UInt8] { Array(key.rawRepresentation) }

  public var name: String { verifierKey.name }
  public var keyID: UInt32 { verifierKey.keyID }

  /// A new key from the system's random number generator.
  ///
  /// - Throws: `invalidKeyName`.
  public static func generate(name: String) throws(TransparencyLogError) -> SigningKey {
    try SigningKey(name: name, key: Curve25519.Signing.PrivateKey())
  }

  /// The 64 bytes of the Ed25519 signature (RFC 8032, section 5.1.6) of the message.
  ///
  /// On Linux the same message always gets the same signature; Apple's CryptoKit mixes in random bytes.
  public func sign(_ message: [UInt8]) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      preconditionFailure("Ed25519 signs every message with every key: \(error)")
    }
  }

  /// The signature of the text's UTF-8.
  public func sign(_ text: String) -> [UInt8] {
    sign(Array(text.utf8))
  }
}

extension SigningKey {
  /// The text form, which is the secret itself.
  public func format() -> String {
    KeyText.privatePrefix + KeyText.format(name: name, keyID: keyID, algorithm: KeyName.ed25519, bytes: seed)
  }

  /// - Throws: `malformedSigningKey`, `invalidKeyName`, `unknownKeyAlgorithm` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> SigningKey {
    guard let parts = KeyText.parsePrivate(text) else { throw .malformedSigningKey }
    guard parts.algorithm == KeyName.ed25519 else { throw .unknownKeyAlgorithm(parts.algorithm) }
    let key = try SigningKey(name: parts.name, seed: parts.bytes)
    guard key.keyID == parts.keyID else {
      throw .keyIDMismatch(name: key.name, expected: key.keyID, found: parts.keyID)
    }
    return key
  }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SigningKey(\(name)+\(KeyName.format(keyID: keyID)))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
