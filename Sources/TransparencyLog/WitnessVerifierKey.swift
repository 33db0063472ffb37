/// The public key of a witness (C2SP tlog-cosignature, Ed25519), written as a verifier key of type 0x04:
///
/// ```
/// witness.example.com/w1+8d66cf3f+BDNr…
/// ```
///
/// A type of its own: what is signed is never a note's text, so such a key can take the place of a log's nowhere, nor the
/// other way round. Keys of small order, under which anybody can sign, are refused.
public struct WitnessVerifierKey: Sendable, Hashable {
  private let named: NamedKey

  public var name: String { named.name }
  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || 0x04 || public key): a hint, never a proof.
  public var keyID: UInt32 { named.keyID }

  private init(_ named: NamedKey) {
    self.named = named
  }

  /// - Throws: `invalidKeyName`, `unsafePublicKey`; `malformedVerifierKey` if there are not 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(TransparencyLogError) {
    named = try NamedKey(name: name, publicKey: publicKey, algorithm: KeyName.cosignature)
  }

  /// The 32 bytes of the key (RFC 8032, section 5.1.5).
  public var publicKey: [UInt8] { named.publicKey }

  func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    named.isValid(signature: signature, for: message)
  }
}

extension WitnessVerifierKey {
  public func format() -> String { named.format() }

  /// - Throws: `malformedVerifierKey`, `invalidKeyName`, `unknownKeyAlgorithm`, `unsafePublicKey` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> WitnessVerifierKey {
    WitnessVerifierKey(try NamedKey.parse(text, algorithm: KeyName.cosignature))
  }
}

extension WitnessVerifierKey: CustomStringConvertible {
  public var description: String { format() }
}
