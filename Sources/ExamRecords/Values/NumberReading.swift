import CanonicalForms

/// Numbers and codes of digits, and what spreadsheets make of them.
enum NumberReading {
  /// Points, spaces, hyphens and the apostrophe that a spreadsheet puts before a text are no part of the number.
  static func identityNumber(_ text: String) throws(Unreadable) -> String {
    if isIdentityNumber(text) { return text }
    let number = try bare(text).uppercasedASCII
    guard number.utf8.allSatisfy({ $0.isDigit || $0.isUpperLetter }), (6...12).contains(number.utf8.count) else {
      throw .notAnIdentityNumber(found: text)
    }
    if number.isAllDigits, let zeros = lostZeros(in: number.utf8.count) {
      throw .lostLeadingZero(found: text, restored: String(repeating: "0", count: zeros) + number)
    }
    return number
  }

  static func isIdentityNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0.isDigit || $0.isUpperLetter } && (6...12).contains(text.utf8.count)
      && !(text.isAllDigits && lostZeros(in: text.utf8.count) != nil)
  }

  /// Nine and twelve digits are the lengths of Vietnamese numbers.
  private static func lostZeros(in count: Int) -> Int? {
    switch count {
    case 8, 11: 1
    case 10: 2
    default: nil
    }
  }

  static func digits(_ text: String, count: Int) throws(Unreadable) -> String {
    if text.utf8.count == count, text.isAllDigits { return text }
    let digits = try bare(text)
    guard digits.isAllDigits, digits.utf8.count <= count else { throw .notDigits(found: text, count: count) }
    if digits.utf8.count < count {
      let zeros = String(repeating: "0", count: count - digits.utf8.count)
      throw .lostLeadingZero(found: text, restored: zeros + digits)
    }
    return digits
  }

  static func year(_ text: String) throws(Unreadable) -> String {
    guard text.isAllDigits, text.utf8.count == 4 else { throw .notAYear(found: text) }
    return text
  }

  static func decimal(
    _ text: String, minimum: String, maximum: String, places: Int
  ) throws(Unreadable) -> String {
    guard let number = FixedDecimal(typed: text) else { throw .notANumber(found: text) }
    guard number.places <= places else { throw .tooManyPlaces(found: text, places: places) }
    if let least = FixedDecimal(minimum), let most = FixedDecimal(maximum), !(least...most).contains(number) {
      throw .outOfRange(found: text, minimum: minimum, maximum: maximum)
    }
    return number.text
  }

  /// The text without separators; refuses what a spreadsheet has made a number of.
  private static func bare(_ text: String) throws(Unreadable) -> String {
    if isScientific(text) { throw .scientific(found: text) }
    let separators = text.filter { !$0.isDigit }
    if [".", ","].contains(separators), let fraction = text.split(separator: separators).last,
      fraction.allSatisfy({ $0 == "0" }), fraction.count <= 2
    {
      throw .fraction(found: text, maybe: String(text.prefix { $0.isDigit }))
    }
    return String(text.filter { !" .-'’‘".contains($0) })
  }

  /// `3.1205E+10`, `3,1205e10`
  private static func isScientific(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, let mantissa = parts.first, let exponent = parts.last else { return false }
    let digits = mantissa.filter(\.isDigit)
    let rest = mantissa.filter { !$0.isDigit }
    return !digits.isEmpty && digits.count <= 16 && [".", ",", ""].contains(rest) && exponent.count <= 4
      && (exponent.first == "+" || !rest.isEmpty) && exponent.drop { $0 == "+" }.allSatisfy(\.isDigit)
      && exponent.contains(where: \.isDigit)
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isUpperLetter: Bool { (0x41...0x5A).contains(self) }
}

extension String {
  /// ASCII digits only, at least one.
  var isAllDigits: Bool { !isEmpty && utf8.allSatisfy(\.isDigit) }

  fileprivate var uppercasedASCII: String {
    String(decoding: utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }
}
