import CanonicalForms

extension SheetAnchor {
  /// The number of digits of the code.
  public static let digitCount = 343

  /// The code as it is printed: decimal digits only, so that a scanner that acts as a keyboard is safe from input
  /// methods and keyboard layouts. Each 7 bytes are 17 digits, the last byte 3.
  public var digits: String {
    let bytes = encode()
    return stride(from: 0, to: bytes.count, by: 7).reduce(into: "") { text, start in
      let group = bytes[start..<min(start + 7, bytes.count)]
      text += Int(group.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }).padded(group.count == 7 ? 17 : 3)
    }
  }

  public static func decode(digits text: String) throws(AnchorFault) -> SheetAnchor {
    let digits = Array(text.utf8)
    guard digits.count == digitCount else { throw .wrongLength(expected: digitCount, found: digits.count) }
    if let place = digits.firstIndex(where: { !Ascii.isDigit($0) }) { throw .notADigit(at: place) }
    var bytes: [UInt8] = []
    for (index, start) in stride(from: 0, to: digits.count, by: 17).enumerated() {
      let group = digits[start..<min(start + 17, digits.count)]
      let width = group.count == 17 ? 7 : 1
      let number = group.reduce(0 as UInt64) { $0 * 10 + UInt64($1 - 0x30) }
      guard number < 1 << UInt64(8 * width) else { throw .groupTooLarge(index) }
      for place in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
    }
    return try decode(bytes)
  }
}
