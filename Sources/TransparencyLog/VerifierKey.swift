/// An Ed25519 public key with a name, as C2SP signed-note and Go's `note` package publish it:
///
/// ```
/// PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
/// ```
///
/// name, key id in eight hexadecimal digits, and the base64 of the type byte 0x01 and the 32 bytes of the key, joined
/// by `+`. Exactly one text stands for a key; keys of small order, under which anybody can sign, are refused.
public struct VerifierKey: Sendable, Hashable {
  private let named: NamedKey

  public var name: String { named.name }
  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || 0x01 || public key): a hint, never a proof.
  public var keyID: UInt32 { named.keyID }

  private init(_ named: NamedKey) {
    self.named = named
  }

  /// - Throws: `invalidKeyName`, `unsafePublicKey`; `malformedVerifierKey` if there are not 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(TransparencyLogError) {
    named = try NamedKey(name: name, publicKey: publicKey, algorithm: KeyName.ed25519)
  }

  /// The 32 bytes of the key (RFC 8032, section 5.1.5).
  public var publicKey: [UInt8] { named.publicKey }

  /// Whether the 64 bytes are this key's signature of the message (RFC 8032, Ed25519).
  public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    named.isValid(signature: signature, for: message)
  }

  public func isValid(signature: [UInt8], for text: String) -> Bool {
    isValid(signature: signature, for: Array(text.utf8))
  }
}

extension VerifierKey {
  public func format() -> String { named.format() }

  /// - Throws: `malformedVerifierKey`, `invalidKeyName`, `unknownKeyAlgorithm`, `unsafePublicKey` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> VerifierKey {
    VerifierKey(try NamedKey.parse(text, algorithm: KeyName.ed25519))
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String { format() }
}
