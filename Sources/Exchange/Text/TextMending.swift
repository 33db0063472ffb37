import Foundation

/// Text as it is compared and stored: Unicode normalisation form C, ordinary spaces, nothing invisible.
public enum TextMending {
  /// Mends what copying and exporting do to Vietnamese text, and changes nothing that a reader can see:
  /// - decomposed and half-composed letters (`ê` + U+0323) come out composed (NFC, by the Unicode algorithm), also
  ///   where the tone stands before the letter's own mark (`á` + U+0302), an order that NFC alone keeps;
  /// - spaces of other kinds (U+00A0, U+2000–U+200A, U+202F, U+205F, U+3000) become U+0020;
  /// - invisible marks (U+00AD, U+200B–U+200F, U+202A–U+202E, U+2060–U+2064, U+FEFF) go;
  /// - other line ends (U+000B, U+000C, U+0085, U+2028, U+2029) become U+000A, other control characters a space;
  /// - `Ð` (U+00D0, eth) and `Ɖ` (U+0189), which look like `Đ` (U+0110) and are typed for it, become `Đ`.
  public static func mend(_ text: String) -> String {
    var copy = text
    let sound = copy.withUTF8 { isSound($0) }
    if sound { return text }
    let ordinary = withOrdinarySpaces(text)
    return VietnameseComposition.compose(ordinary) ?? normalized(String(ordinary))
  }

  /// One line of text: mended, without white space at the ends, and each run of white space and line breaks inside
  /// it one space.
  public static func clean(_ cell: String) -> String {
    let text = mend(cell)
    if isSingleSpaced(text) { return text }
    return text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }

  /// Whether the UTF-8 text surely needs no mending: printable ASCII with tab, CR and LF, and the blocks that hold
  /// the composed letters of Vietnamese, which normalisation leaves alone.
  static func isSound(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      switch byte {
      case 0x20...0x7E, 0x09, 0x0A, 0x0D: index += 1
      case 0xC3 where index + 1 < utf8.count && utf8[index + 1] != 0x90: index += 2
      case 0xC4, 0xC5: index += 2
      case 0xC6 where index + 1 < utf8.count && utf8[index + 1] != 0x89: index += 2
      case 0xE1 where index + 1 < utf8.count && (0xB8...0xBB).contains(utf8[index + 1]): index += 3
      default: return false
      }
    }
    return true
  }

  private static func withOrdinarySpaces(_ text: String) -> String.UnicodeScalarView {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: scalars.append(scalar)
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: scalars.append("\n")
      case 0x00...0x1F, 0x7F...0x9F: scalars.append(" ")
      case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: scalars.append(" ")
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: break
      case 0xD0, 0x0189: scalars.append("Đ")
      default: scalars.append(scalar)
      }
    }
    return scalars
  }

  /// NFC by the Unicode algorithm, with a tone before a vowel mark put after it first.
  static func normalized(_ text: String) -> String {
    var marks = Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
    for index in marks.indices.dropFirst() where isVowelMark(marks[index]) && isUpperTone(marks[index - 1]) {
      marks.swapAt(index - 1, index)
    }
    return String(String.UnicodeScalarView(marks)).precomposedStringWithCanonicalMapping
  }

  /// The circumflex and the breve, which make another letter.
  private static func isVowelMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{302}" || scalar == "\u{306}" }

  private static func isUpperTone(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{300}" || scalar == "\u{301}" || scalar == "\u{303}" || scalar == "\u{309}"
  }

  private static func isSingleSpaced(_ text: String) -> Bool {
    var afterSpace = true
    for byte in text.utf8 {
      if byte > 0x20 {
        afterSpace = false
      } else if byte < 0x20 || afterSpace {
        return false
      } else {
        afterSpace = true
      }
    }
    return !afterSpace || text.isEmpty
  }
}
