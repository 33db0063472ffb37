/// Standard padded base64 (RFC 4648, section 4), canonical only.
///
/// Every byte sequence has exactly one text that `decode` accepts, the one that `encode` makes: no white space, full
/// padding, and zeros in the bits that the padding leaves over (RFC 4648, section 3.5). Signed notes and event headers
/// can therefore be compared as text.
public enum Base64 {
  /// The length in characters of the encoding of `byteCount` bytes.
  public static func encodedCount(byteCount: Int) -> Int {
    (byteCount + 2) / 3 * 4
  }

  public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: encodedCount(byteCount: bytes.count)) { encode(bytes, into: $0) }
  }

  public static func encode(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { encode($0) }
  }

  /// Appends the ASCII text of the encoding to `output`.
  public static func encode(_ bytes: UnsafeRawBufferPointer, appendingTo output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: encodedCount(byteCount: bytes.count)) { text in
      let count = encode(bytes, into: text)
      output.append(contentsOf: text[..<count])
    }
  }

  /// The bytes of `text`, or nil if `text` is not canonical base64. The empty text is the encoding of no bytes.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    withUTF8(of: text) { decode($0) }
  }

  public static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let count = decodedCount(of: text) else { return nil }
    var isCanonical = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      isCanonical = decode(text, into: UnsafeMutableRawBufferPointer(buffer))
      initializedCount = isCanonical ? count : 0
    }
    return isCanonical ? bytes : nil
  }
}

extension Base64 {
  private static let padding = UInt8(ascii: "=")
  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  private static let notInAlphabet: UInt8 = 0x80

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: notInAlphabet, count: 256)
    for value in 0..<64 { values[Int(alphabet.utf8Start[value])] = UInt8(value) }
    return values
  }()

  /// The number of bytes that `text` stands for if it is well-formed, from its length and padding alone.
  static func decodedCount(of text: UnsafeRawBufferPointer) -> Int? {
    let count = text.count
    guard count % 4 == 0 else { return nil }
    guard count > 0 else { return 0 }
    if text[count - 1] != padding { return count / 4 * 3 }
    return count / 4 * 3 - (text[count - 2] == padding ? 2 : 1)
  }

  @discardableResult
  private static func encode(_ bytes: UnsafeRawBufferPointer, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let symbols = alphabet.utf8Start
    var read = 0
    var written = 0
    while read + 3 <= bytes.count {
      let group = Int(bytes[read]) << 16 | Int(bytes[read + 1]) << 8 | Int(bytes[read + 2])
      text.initializeElement(at: written, to: symbols[group >> 18])
      text.initializeElement(at: written + 1, to: symbols[group >> 12 & 63])
      text.initializeElement(at: written + 2, to: symbols[group >> 6 & 63])
      text.initializeElement(at: written + 3, to: symbols[group & 63])
      read += 3
      written += 4
    }
    let rest = bytes.count - read
    guard rest > 0 else { return written }
    let group = Int(bytes[read]) << 16 | (rest == 2 ? Int(bytes[read + 1]) << 8 : 0)
    text.initializeElement(at: written, to: symbols[group >> 18])
    text.initializeElement(at: written + 1, to: symbols[group >> 12 & 63])
    text.initializeElement(at: written + 2, to: rest == 2 ? symbols[group >> 6 & 63] : padding)
    text.initializeElement(at: written + 3, to: padding)
    return written + 4
  }

  /// Fills `bytes`, whose size is `decodedCount(of: text)`; false if `text` is not canonical.
  static func decode(_ text: UnsafeRawBufferPointer, into bytes: UnsafeMutableRawBufferPointer) -> Bool {
    values.withUnsafeBufferPointer { values in
      let wholeGroups = bytes.count / 3
      for group in 0..<wholeGroups {
        let a = values[Int(text[group * 4])]
        let b = values[Int(text[group * 4 + 1])]
        let c = values[Int(text[group * 4 + 2])]
        let d = values[Int(text[group * 4 + 3])]
        guard (a | b | c | d) & notInAlphabet == 0 else { return false }
        bytes[group * 3] = a << 2 | b >> 4
        bytes[group * 3 + 1] = b << 4 | c >> 2
        bytes[group * 3 + 2] = c << 6 | d
      }
      let rest = bytes.count - wholeGroups * 3
      guard rest > 0 else { return true }
      let a = values[Int(text[wholeGroups * 4])]
      let b = values[Int(text[wholeGroups * 4 + 1])]
      let c = rest == 2 ? values[Int(text[wholeGroups * 4 + 2])] : 0
      guard (a | b | c) & notInAlphabet == 0 else { return false }
      guard rest == 2 ? c & 0b11 == 0 : b & 0b1111 == 0 else { return false }
      bytes[wholeGroups * 3] = a << 2 | b >> 4
      if rest == 2 { bytes[wholeGroups * 3 + 1] = b << 4 | c >> 2 }
      return true
    }
  }
}

/// Calls `body` with the UTF-8 of `text`, without a copy where the string is native.
func withUTF8<Result>(of text: some StringProtocol, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
  if let result = text.utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return result }
  return Array(text.utf8).withUnsafeBytes(body)
}
