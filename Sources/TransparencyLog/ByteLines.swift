/// Takes a text apart line by line, from the front; what is left can be read as something else.
struct ByteLines {
  private(set) var rest: ArraySlice<UInt8>
  /// The number of the line that `next` returned last, from 1.
  private(set) var number = 0

  init(_ text: [UInt8]) {
    rest = text[...]
  }

  /// The next line without its newline, or nil if no newline is left.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: SignedNote.newline) else { return nil }
    defer { rest = rest[(end + 1)...] }
    number += 1
    return rest[..<end]
  }
}

/// Numbers in decimal, canonical only: no sign, no leading zeros, no digits but ASCII's.
enum Decimal {
  /// No log is larger, and every JSON reader keeps such a number exactly (RFC 8259, section 6).
  static let limit = 1 << 53

  /// Nil unless `text` is what `String(number)` writes for a number from 0 to below the limit.
  static func parse(_ text: some Sequence<UInt8>) -> Int? {
    let text = String(decoding: Array(text), as: UTF8.self)
    guard let number = Int(text), (0..<limit).contains(number), String(number).utf8.elementsEqual(text.utf8) else {
      return nil
    }
    return number
  }
}
