/// Tells a question mark that stands for a lost letter from one that ends a question; the rule is ``TextInspector``'s.
enum QuestionMarks {
  /// The words of a cell that seem to have lost letters, with their weights.
  static func lostLetters(in cell: String) -> [(word: String, weight: Int)] {
    let words = cell.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
    var found: [(word: String, weight: Int)] = []
    for (index, word) in words.enumerated() {
      guard word.contains("?"), !word.contains(where: isForeign) else { continue }
      for part in word.split(whereSeparator: { ".,;()\"'-".unicodeScalars.contains($0) }) {
        let weight = weigh(part, isLast: index == words.count - 1)
        if weight > 0 { found.append((String(String.UnicodeScalarView(part)), weight)) }
      }
    }
    return found
  }

  /// Whether the character shows that the word is an address or code, or that its accents are there.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "/", "=", "&", "@", ":": true
    case "\u{1EA0}"..."\u{1EF9}": true
    default: false
    }
  }

  private static func weigh(_ word: Substring.UnicodeScalarView, isLast: Bool) -> Int {
    let pieces = word.split(separator: "?")
    guard let first = pieces.first, let last = pieces.last, pieces.allSatisfy({ $0.contains(where: isLetter) }) else {
      return 0
    }
    if pieces.count > 1 { return pieces.count == 2 && isForgottenSpace(first, last) ? 0 : 2 }
    if word.first == "?" { return word.last == "?" ? 0 : 1 }
    return word.contains("?") && !isLast && VietnameseSyllable.isInitial(first) ? 1 : 0
  }

  private static func isForgottenSpace(
    _ before: Substring.UnicodeScalarView, _ after: Substring.UnicodeScalarView
  ) -> Bool {
    guard before.count > 1, after.count > 1 else { return false }
    if before.last?.properties.isLowercase == true, after.first?.properties.isUppercase == true { return true }
    return VietnameseSyllable.isSyllable(before) && VietnameseSyllable.isSyllable(after)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
}
