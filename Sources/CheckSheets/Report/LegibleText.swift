import Typesetting

/// Makes any text printable without losing what it holds: a character that the faces lack, or that would be invisible or move
/// others about, becomes its number, `[U+202E]`.
struct LegibleText {
  private var coverage: Coverage

  init(_ coverage: Coverage) { self.coverage = coverage }

  mutating func callAsFunction(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" || !isHidden(scalar) && coverage.missing(in: String(scalar)).isEmpty {
        scalars.append(scalar)
      } else {
        let number = String(scalar.value, radix: 16, uppercase: true)
        scalars.append(
          contentsOf: "[U+\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)]".unicodeScalars)
      }
    }
    return String(scalars)
  }

  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}
