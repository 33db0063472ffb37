import CanonicalForms
public import TransparencyLog

/// The code of a page for people: the position and six digits of the digest, as in `1042-583921`.
///
/// It finds a page and catches typing errors. It proves nothing.
public struct ShortCode: Hashable, Sendable, CustomStringConvertible {
  public let position: Int
  /// The first four bytes of the digest as an integer, modulo 1,000,000.
  public let check: Int

  public init(position: Int, digest: Hash) {
    self.position = position
    check = digest.withUnsafeBytes { Int(UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) % 1_000_000) }
  }

  /// Reads a code; nil for anything that `text` would not write.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...10).contains(parts[0].count), parts[1].count == 6,
      parts.allSatisfy({ $0.allSatisfy(Ascii.isDigit) }), let position = Int(String(decoding: parts[0], as: UTF8.self)),
      position < EventHeader.positionLimit, let check = Int(String(decoding: parts[1], as: UTF8.self))
    else { return nil }
    self.position = position
    self.check = check
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  public var text: String { "\(position)-\(check.padded(6))" }
  public var description: String { text }
}
