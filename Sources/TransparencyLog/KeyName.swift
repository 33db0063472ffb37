/// The names and ids by which a note's signature lines refer to keys (C2SP signed-note).
enum KeyName {
  /// The signature type byte of Ed25519.
  static let ed25519: UInt8 = 0x01
  /// The type byte of timestamped Ed25519 cosignatures (C2SP tlog-cosignature).
  static let cosignature: UInt8 = 0x04

  /// Whether a signature line may hold this name: not empty, no Unicode space, no `+`, no control character.
  static func isValidInNote(_ name: String) -> Bool {
    !name.isEmpty
      && !name.unicodeScalars.contains { $0 == "+" || $0.value < 0x20 || $0.properties.isWhitespace }
  }

  /// Whether a key may be given this name. Stricter than for names that others chose: no control character at all.
  static func isValidForKey(_ name: String) -> Bool {
    isValidInNote(name) && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The first four bytes, big-endian, of SHA-256(name || 0x0A || type || public key).
  static func keyID(name: String, algorithm: UInt8, publicKey: [UInt8]) -> UInt32 {
    let hash = Hash.sha256(of: Array(name.utf8) + [UInt8(ascii: "\n"), algorithm] + publicKey)
    return hash.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
  }

  /// Eight lower-case hexadecimal digits.
  static func format(keyID: UInt32) -> String {
    Hex.encode(bytes(of: keyID))
  }

  /// Nil unless there are eight lower-case hexadecimal digits.
  static func parse(keyID text: some StringProtocol) -> UInt32? {
    guard let bytes = Hex.decode(text), bytes.count == 4 else { return nil }
    return self.keyID(of: bytes)
  }

  static func bytes(of keyID: UInt32) -> [UInt8] {
    withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
  }

  /// - Precondition: there are at least four bytes.
  static func keyID(of bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
