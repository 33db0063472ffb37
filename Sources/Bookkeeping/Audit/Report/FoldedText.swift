import Foundation

/// Text as an auditor searches it: NFD, without characters of category Mn, `đ` as `d`, in lower case, white space at the ends
/// removed and other runs of it one space (`Schemas/ledger-format.md`, 18).
struct FoldedText: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    var folded = String.UnicodeScalarView()
    var spaceIsDue = false
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      if scalar.properties.isWhitespace {
        spaceIsDue = !folded.isEmpty
        continue
      }
      if spaceIsDue { folded.append(" ") }
      spaceIsDue = false
      switch scalar {
      case "đ", "Đ": folded.append("d")
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    self.text = String(folded)
  }

  /// An empty text stands in every other.
  func contains(_ other: FoldedText) -> Bool {
    other.text.isEmpty || text.unicodeScalars.firstRange(of: other.text.unicodeScalars) != nil
  }
}
