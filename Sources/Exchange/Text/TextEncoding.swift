/// The encodings in which a file is read.
public enum TextEncoding: String, Equatable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// The encoding of a file: by its byte order mark; without one, UTF-16 where one half of the leading byte pairs has
  /// many zero bytes and the other almost none (digits, separators and unaccented letters give them); else UTF-8.
  ///
  /// - Throws: ``ExchangeError/notText(_:)`` for spreadsheets, PDF and other binary files.
  static func recognise(_ bytes: [UInt8]) throws(ExchangeError) -> (encoding: TextEncoding, markLength: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw .notText(.zip) }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .notText(.compoundDocument) }
    if bytes.starts(with: Array("%PDF-".utf8)) { throw .notText(.pdf) }

    var zeros = [0, 0]
    let sample = bytes.prefix(4096)
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let pairs = max(sample.count / 2, 1)
    // A character such as U+0100 has the other byte zero, so a few zeros there prove nothing.
    if zeros[1] * 5 >= pairs, zeros[0] * 10 <= zeros[1] { return (.utf16LittleEndian, 0) }
    if zeros[0] * 5 >= pairs, zeros[1] * 10 <= zeros[0] { return (.utf16BigEndian, 0) }
    if bytes.contains(0) { throw .notText(.binary) }
    return (.utf8, 0)
  }

  /// The file's text as UTF-8 without a byte order mark. UTF-16 that is broken (a lone surrogate, half a unit at the
  /// end) gives U+FFFD, which inspection then finds in its cell. Bytes of a UTF-8 file are passed on unchecked.
  static func transcode(_ bytes: [UInt8]) throws(ExchangeError) -> (encoding: TextEncoding, utf8: [UInt8]) {
    let (encoding, markLength) = try recognise(bytes)
    guard encoding != .utf8 else { return (encoding, markLength == 0 ? bytes : Array(bytes.dropFirst(markLength))) }
    let low = encoding == .utf16LittleEndian ? 0 : 1
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count)
    func unit(_ index: Int) -> UInt32? {
      index + 1 < bytes.count ? UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8 : nil
    }
    var index = markLength
    while index < bytes.count {
      var value = unit(index) ?? 0xFFFD
      index += 2
      if (0xD800...0xDBFF).contains(value), let next = unit(index), (0xDC00...0xDFFF).contains(next) {
        value = 0x10000 + (value - 0xD800) << 10 + (next - 0xDC00)
        index += 2
      }
      if value < 0x80 {
        utf8.append(UInt8(value))
      } else {
        utf8.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
      }
    }
    return (encoding, utf8)
  }
}
