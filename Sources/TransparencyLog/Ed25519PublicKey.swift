import Crypto

/// The checks on Ed25519 public keys that RFC 8032 leaves to the application.
enum Ed25519PublicKey {
  static let byteCount = 32

  /// The encodings of the eight points of small order: the canonical ones, then those that differ from them in writing
  /// only (an x of zero with its sign bit set, a y not reduced modulo 2^255 − 19).
  ///
  /// Under such a key anybody can make valid signatures: the all-zero S with the neutral element for R verifies for one
  /// message in eight or more. The list is that of C2SP CCTV, `ed25519` ("eight plus six alternative encodings").
  static let smallOrder: [String] = [
    "0100000000000000000000000000000000000000000000000000000000000000",  // order 1
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // order 2
    "0000000000000000000000000000000000000000000000000000000000000000",  // order 4
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",  // order 8
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "0100000000000000000000000000000000000000000000000000000000000080",  // x = 0, sign bit set
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p + 1
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  ]

  private static let refused = Set(smallOrder.compactMap { Hash(hex: $0) })

  /// Whether a key with these 32 bytes may be trusted at all: not of small order, and with a y that RFC 8032,
  /// section 5.1.3, can decode (below 2^255 − 19), so that one key has one name.
  static func isSafe(_ key: Hash) -> Bool {
    guard !refused.contains(key) else { return false }
    let bytes = key.bytes
    let isReduced = bytes[0] < 0xed || bytes[1..<31].contains { $0 != 0xff } || bytes[31] & 0x7f != 0x7f
    return isReduced
  }

  static func isValid(signature: [UInt8], for message: [UInt8], key: Hash) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
