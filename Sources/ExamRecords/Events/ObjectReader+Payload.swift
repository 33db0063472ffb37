import CanonicalForms

/// The kinds of members that payloads have, as `Schemas/events` says them.
extension ObjectReader {
  private func demand(
    _ holds: Bool, _ key: String, expected: @autoclosure () -> Evidence, found: @autoclosure () -> Evidence
  ) throws(ShapeFault) {
    guard holds else { throw ShapeFault(path: path(to: key), expected: expected(), found: found()) }
  }

  /// A string that is not empty.
  mutating func text(_ key: String) throws(ShapeFault) -> String {
    let text = try string(key)
    try demand(!text.isEmpty, key, expected: "a text", found: "\"\"")
    return text
  }

  mutating func optionalText(_ key: String) throws(ShapeFault) -> String? {
    guard let text = try optionalString(key) else { return nil }
    try demand(!text.isEmpty, key, expected: "a text", found: "\"\"")
    return text
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(ShapeFault) -> Int {
    let number = try integer(key)
    try demand(range.contains(number), key, expected: range.words, found: "\(number)")
    return number
  }

  /// The position of an event.
  mutating func position(_ key: String) throws(ShapeFault) -> Int {
    try integer(key, in: 0...Self.greatestPosition)
  }

  mutating func optionalPosition(_ key: String) throws(ShapeFault) -> Int? {
    guard let number = try optionalInteger(key) else { return nil }
    try demand(
      (0...Self.greatestPosition).contains(number), key, expected: (0...Self.greatestPosition).words, found: "\(number)"
    )
    return number
  }

  static var greatestPosition: Int { 1 << 32 - 1 }

  /// Order numbers from 1, each once.
  mutating func orders(_ key: String) throws(ShapeFault) -> [Int] {
    let numbers = try integers(key)
    try demand(
      numbers.allSatisfy { $0 >= 1 } && Set(numbers).count == numbers.count, key, expected: "different numbers from 1",
      found: "\(numbers.map(String.init).joined(separator: ", "))")
    return numbers
  }

  /// Names that the profile gives, at least one.
  mutating func names(_ key: String) throws(ShapeFault) -> [String] {
    let names = try strings(key)
    try demand(!names.isEmpty && !names.contains(""), key, expected: "names", found: "\(names.joined(separator: ", "))")
    return names
  }

  /// A real day in ISO form, kept as it is written.
  mutating func optionalDay(_ key: String) throws(ShapeFault) -> String? {
    guard let text = try optionalString(key) else { return nil }
    try demand(CalendarDate(text) != nil, key, expected: "a day as 2023-04-21", found: "\(text)")
    return text
  }

  mutating func ulid(_ key: String) throws(ShapeFault) -> String {
    let text = try string(key)
    try demand(ULID(text) != nil, key, expected: "a ULID", found: "\(text)")
    return text
  }

  /// Canonical base64 of so many bytes, kept as it is written.
  mutating func base64(_ key: String, bytes count: Int) throws(ShapeFault) -> String {
    let text = try string(key)
    try demand(text.isBase64(ofBytes: count), key, expected: "base64 of \(count) bytes", found: "\(text)")
    return text
  }

  /// The short code of a page: `1042-583921`.
  mutating func code(_ key: String) throws(ShapeFault) -> String {
    let text = try string(key)
    try demand(text.isShortCode, key, expected: "a code as 1042-583921", found: "\(text)")
    return text
  }

  mutating func optionalCode(_ key: String) throws(ShapeFault) -> String? {
    guard let text = try optionalString(key) else { return nil }
    try demand(text.isShortCode, key, expected: "a code as 1042-583921", found: "\(text)")
    return text
  }

  /// An officer's id: `[a-z0-9][a-z0-9.-]{0,31}`.
  mutating func officer(_ key: String) throws(ShapeFault) -> String {
    let text = try string(key)
    try demand(text.isOfficerID, key, expected: "an officer's id", found: "\(text)")
    return text
  }
}

extension ClosedRange<Int> {
  fileprivate var words: Evidence {
    upperBound == JSON.largestInteger ? "a number from \(lowerBound)" : "\(lowerBound) to \(upperBound)"
  }
}

extension String {
  fileprivate var isOfficerID: Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
    guard (1...32).contains(utf8.count), let first = utf8.first, isAlphanumeric(first) else { return false }
    return utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }

  fileprivate var isShortCode: Bool {
    let parts = utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...10).contains(parts[0].count), parts[1].count == 6,
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
  }

  /// Standard base64, padded, with zeros in the bits that are left over (RFC 4648 section 3.5).
  fileprivate func isBase64(ofBytes count: Int) -> Bool {
    let padding = (3 - count % 3) % 3
    guard utf8.count == (count + 2) / 3 * 4, utf8.suffix(padding).allSatisfy({ $0 == UInt8(ascii: "=") }) else {
      return false
    }
    var last: UInt8 = 0
    for byte in utf8.dropLast(padding) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): last = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): last = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): last = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): last = 62
      case UInt8(ascii: "/"): last = 63
      default: return false
      }
    }
    return last & (1 << (2 * UInt8(padding)) - 1) == 0
  }
}
