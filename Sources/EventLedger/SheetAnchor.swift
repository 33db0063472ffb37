public import TransparencyLog

/// What the code on a printed page holds: a statement, signed by the ledger's key, that the page with this digest is
/// the event at this position, after a tree of this size and root.
///
/// 141 bytes, integers big-endian: version 1 (1 byte), key id (4), position (4), tree size (4), root (32), digest (32),
/// Ed25519 signature (64) over the text `kiemdo/sheet/v1`, LF, the origin, LF, and the bytes before the signature.
public struct SheetAnchor: Hashable, Sendable {
  public static let byteCount = 141
  static let signedCount = 77
  static let version: UInt8 = 1

  /// Of the ledger's key in force; a hint, not a proof.
  public let keyID: UInt32
  /// Of the event that holds this anchor.
  public let position: Int
  /// The tree before the append.
  public let treeSize: Int
  public let root: Hash
  /// SHA-256 of the page's content.
  public let digest: Hash
  public let signature: [UInt8]

  static func sign(position: Int, treeSize: Int, root: Hash, digest: Hash, by key: SigningKey) -> SheetAnchor {
    let unsigned = SheetAnchor(
      keyID: key.keyID, position: position, treeSize: treeSize, root: root, digest: digest, signature: [])
    return SheetAnchor(
      keyID: key.keyID, position: position, treeSize: treeSize, root: root, digest: digest,
      signature: key.sign(unsigned.message(origin: key.name)))
  }

  /// Whether the holder of this key signed these bytes for the ledger of the key's name.
  public func isSigned(by key: VerifierKey) -> Bool {
    key.isValid(signature: signature, for: message(origin: key.name))
  }

  func message(origin: String) -> [UInt8] {
    Array("kiemdo/sheet/v1\n\(origin)\n".utf8) + encode().prefix(Self.signedCount)
  }

  public var shortCode: ShortCode { ShortCode(position: position, digest: digest) }
}

/// Why bytes, or digits, are no anchor.
public enum AnchorFault: Error, Equatable, Sendable {
  case wrongLength(expected: Int, found: Int)
  case unknownVersion(UInt8)
  case notBase64
  /// The character at this place, from 0, is no ASCII digit.
  case notADigit(at: Int)
  /// The group of digits with this number, from 0, is larger than its bytes.
  case groupTooLarge(Int)
}

extension SheetAnchor {
  public func encode() -> [UInt8] {
    var bytes = [Self.version]
    bytes.reserveCapacity(Self.byteCount)
    for number in [keyID, UInt32(position), UInt32(treeSize)] {
      withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }
    root.withUnsafeBytes { bytes += $0 }
    digest.withUnsafeBytes { bytes += $0 }
    return bytes + signature
  }

  public static func decode(_ bytes: [UInt8]) throws(AnchorFault) -> SheetAnchor {
    guard bytes.count == byteCount else { throw .wrongLength(expected: byteCount, found: bytes.count) }
    guard bytes[0] == version else { throw .unknownVersion(bytes[0]) }
    func number(_ start: Int) -> UInt32 { bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    guard let root = Hash(bytes: bytes[13..<45]), let digest = Hash(bytes: bytes[45..<77]) else {
      preconditionFailure("Slices of 32 bytes are hashes.")
    }
    return SheetAnchor(
      keyID: number(1), position: Int(number(5)), treeSize: Int(number(9)), root: root, digest: digest,
      signature: Array(bytes[77...]))
  }

  public var base64: String { Base64.encode(encode()) }

  public static func decode(base64 text: String) throws(AnchorFault) -> SheetAnchor {
    guard let bytes = Base64.decode(text) else { throw .notBase64 }
    return try decode(bytes)
  }
}
