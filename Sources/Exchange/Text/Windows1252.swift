/// Windows-1252 as programs apply it: the five bytes that it leaves undefined stand for themselves (WHATWG Encoding).
enum Windows1252 {
  /// The bytes as they are seen when read in Windows-1252.
  static func decode(_ bytes: some Sequence<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(high[byte] ?? Unicode.Scalar(byte)) }
    return String(scalars)
  }

  /// The byte of a character, `nil` where it has none.
  static func encode(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    if let byte = bytes[scalar.value] { return byte }
    return (0x80...0x9F).contains(scalar.value) ? UInt8(scalar.value) : nil
  }

  private static let high: [UInt8: Unicode.Scalar] = [
    0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
    0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
    0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
  ]

  private static let bytes: [UInt32: UInt8] =
    Dictionary(uniqueKeysWithValues: high.map { ($0.value.value, $0.key) })
}
