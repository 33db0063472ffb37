/// Telephone numbers and e-mail addresses.
enum ContactReading {
  /// Digits, a plus before them or not; spaces, points, hyphens, brackets and a leading apostrophe are dropped.
  static func phone(_ text: String) throws(Unreadable) -> String {
    if isPhone(text) { return text }
    let number = String(decoding: text.utf8.filter { !isBetween($0) }, as: UTF8.self)
    if isPhone(number) { return number }
    if number.isAllDigits, isPhone("0" + number) { throw .lostLeadingZero(found: text, restored: "0" + number) }
    if number.uppercased().contains("E+") { throw .scientific(found: text) }
    throw .notAPhone(found: text)
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// In Vietnam ten or eleven digits that begin with 0, or special numbers of eight; abroad with +, or 84 without it.
  /// Nine or ten digits without a zero before them have lost it.
  static func isPhone(_ text: String) -> Bool {
    let isForeign = text.utf8.first == UInt8(ascii: "+")
    let digits = text.utf8.dropFirst(isForeign ? 1 : 0)
    guard (8...15).contains(digits.count), digits.allSatisfy(\.isDigit) else { return false }
    return isForeign || digits.first == UInt8(ascii: "0") || !(9...10).contains(digits.count)
  }

  static func email(_ text: String) throws(Unreadable) -> String {
    guard isEmail(text) else { throw .notAnEmail(found: text) }
    return text
  }

  /// One `@`, something before it, a domain of at least two parts behind it, printable ASCII without spaces.
  static func isEmail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 254, text.utf8.allSatisfy(isInAddress) else {
      return false
    }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
  }

  private static func isInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "\""):
      false
    default: byte > 0x20 && byte < 0x7F
    }
  }
}

/// Marks of yes and no.
enum FlagReading {
  static func read(_ text: String) throws(Unreadable) -> String {
    if yes.contains(text) || yesKeys.contains(Folding.key(text)) { return "1" }
    if noKeys.contains(Folding.key(text)) { return "0" }
    throw .notAFlag(found: text)
  }

  private static let yes: Set<String> = ["✓", "✔", "☑", "☒", "√", "✗", "✘", "×"]
  private static let yesKeys: Set<String> = ["x", "v", "co", "dung", "1", "yes", "y", "true"]
  private static let noKeys: Set<String> = ["khong", "ko", "sai", "0", "no", "n", "false"]
}
