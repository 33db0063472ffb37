/// How wide a text stands on a terminal, in columns: one for most characters, none for what only combines with another, two for
/// what East Asian type sets in a square (Unicode Standard Annex 11, wide and full width).
extension String {
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  func padding(to width: Int) -> String {
    self + spaces(to: width)
  }

  /// What it lacks to be so wide.
  func spaces(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth))
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars { width = max(width, scalar.displayWidth) }
    // A sign that is asked to be shown as a picture is one.
    return unicodeScalars.contains("\u{FE0F}") ? 2 : width
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    if isASCII { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1_F300...0x1_F64F, 0x1_F900...0x1_F9FF, 0x2_0000...0x3_FFFD,
  ]
}
