/// The private key of a witness, in the form of Go's `note` package with the type byte 0x04:
///
/// ```
/// PRIVATE+KEY+witness.example.com/w1+8d66cf3f+BDNr…
/// ```
///
/// It makes cosignatures and nothing else: the C2SP text does not state who signs it, so a key that signed other things
/// could be made to say what its owner never meant. Descriptions and errors never show the seed; only `format()` does.
public struct WitnessSigningKey: Sendable {
  public let verifierKey: WitnessVerifierKey
  private let key: SigningKey

  /// - Parameter seed: the 32 bytes of the RFC 8032 private key.
  /// - Throws: `invalidKeyName`; `malformedSigningKey` if there are not 32 bytes.
  public init(name: String, seed: [UInt8]) throws(TransparencyLogError) {
    try self.init(key: SigningKey(name: name, seed: seed))
  }

  private init(key: SigningKey) throws(TransparencyLogError) {
    self.key = key
    verifierKey = try WitnessVerifierKey(name: key.name, publicKey: key.verifierKey.publicKey)
  }

  public var name: String { verifierKey.name }

  /// A new key from the system's random number generator.
  ///
  /// - Throws: `invalidKeyName`.
  public static func generate(name: String) throws(TransparencyLogError) -> WitnessSigningKey {
    try WitnessSigningKey(key: .generate(name: name))
  }

  /// States that at `time` this is the largest head that the witness has seen of this log, consistent with all before.
  ///
  /// Whether that is so is for the caller to know and to have stored durably before.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z.
  /// - Precondition: the time is not negative.
  public func cosign(_ checkpoint: Checkpoint, time: Int) -> Cosignature {
    precondition(time >= 0, "A cosignature's time is not negative.")
    let signature = key.sign(Cosignature.message(checkpoint, time: time))
    return Cosignature(name: name, keyID: verifierKey.keyID, time: time, signature: signature)
  }
}

extension WitnessSigningKey {
  /// The text form, which is the secret itself.
  public func format() -> String {
    KeyText.privatePrefix
      + KeyText.format(name: name, keyID: verifierKey.keyID, algorithm: KeyName.cosignature, bytes: key.seed)
  }

  /// - Throws: `malformedSigningKey`, `invalidKeyName`, `unknownKeyAlgorithm` or `keyIDMismatch`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> WitnessSigningKey {
    guard let parts = KeyText.parsePrivate(text) else { throw .malformedSigningKey }
    guard parts.algorithm == KeyName.cosignature else { throw .unknownKeyAlgorithm(parts.algorithm) }
    let key = try WitnessSigningKey(name: parts.name, seed: parts.bytes)
    let keyID = key.verifierKey.keyID
    guard keyID == parts.keyID else { throw .keyIDMismatch(name: key.name, expected: keyID, found: parts.keyID) }
    return key
  }
}

extension WitnessSigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "WitnessSigningKey(\(name)+\(KeyName.format(keyID: verifierKey.keyID)))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
