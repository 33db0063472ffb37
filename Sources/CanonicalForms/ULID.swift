/// A time-ordered identifier of 26 letters and digits: `[0-7][0-9A-HJKMNP-TV-Z]{25}` (the ULID specification, Crockford's
/// base 32 in upper case). 48 bits of milliseconds, then 80 bits of randomness.
public struct ULID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 26, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[0]),
      bytes.allSatisfy({ Self.isLetter($0) })
    else { return nil }
    self.text = text
  }

  /// Whether a byte belongs to Crockford's alphabet in upper case.
  public static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39: true
    case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "U"): false
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  /// - Parameter generator: where the 80 random bits come from; ids are arguments of the pure code, so tests fix it.
  public init(at instant: Instant, using generator: inout some RandomNumberGenerator) {
    let time = UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
    let high = UInt64.random(in: 0..<(1 << 40), using: &generator)
    let low = UInt64.random(in: 0..<(1 << 40), using: &generator)
    var letters: [UInt8] = []
    letters.reserveCapacity(26)
    for (number, width) in [(time, 10), (high, 8), (low, 8)] {
      for place in (0..<width).reversed() {
        letters.append(Self.alphabet[Int(number >> UInt64(5 * place) & 31)])
      }
    }
    text = String(decoding: letters, as: UTF8.self)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  public static func < (left: ULID, right: ULID) -> Bool { left.text < right.text }
  public var description: String { text }
}
