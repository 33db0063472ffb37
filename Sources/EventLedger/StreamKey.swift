/// A stream's name in 32 bytes, for the table of versions of a whole ledger.
struct StreamKey: Hashable {
  /// Empty for the stream `ledger`, which has no id.
  let kind: String
  private let high: UInt64
  private let low: UInt64

  var isLedger: Bool { kind.isEmpty }

  /// - Precondition: the bytes are a stream by the grammar of headers.
  init(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 26, bytes[bytes.count - 27] == UInt8(ascii: "/") else {
      (kind, high, low) = ("", 0, 0)
      return
    }
    kind = String(decoding: bytes[..<(bytes.count - 27)], as: UTF8.self)
    var (high, low) = (0 as UInt64, 0 as UInt64)
    for byte in bytes[(bytes.count - 26)...] {
      high = high << 5 | low >> 59
      low = low << 5 | UInt64(Self.values[Int(byte)])
    }
    (self.high, self.low) = (high, low)
  }

  /// The values of Crockford's base 32, so that the 26 letters of a ULID are 128 bits.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0, count: 256)
    for (value, letter) in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
}
