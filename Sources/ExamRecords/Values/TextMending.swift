import CanonicalForms
import Foundation

extension String {
  /// The text as it is stored: NFC with half-composed Vietnamese letters completed, white space of any kind as single
  /// spaces, none at the ends, invisible characters gone.
  var mended: String {
    var scalars = String.UnicodeScalarView()
    var spaceIsDue = false
    for scalar in unicodeScalars {
      if scalar.isInvisible { continue }
      if scalar.properties.isWhitespace {
        spaceIsDue = !scalars.isEmpty
        continue
      }
      if spaceIsDue { scalars.append(" ") }
      spaceIsDue = false
      scalars.append(scalar.looksLikeDStroke ? "\u{0110}" : scalar)
    }
    return String(scalars).composed
  }

  /// Whether a quick look finds nothing to mend and nothing lost: ASCII and composed letters, single spaces between, no
  /// question mark. All but a few of the cells that files hold are of this kind.
  var isSurelySound: Bool {
    var copy = self
    return copy.withUTF8 { bytes in
      var last: UInt8 = 0x20
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case 0x20:
          if last == 0x20 { return false }
          index += 1
        case 0x21..<0x7F where byte != UInt8(ascii: "?"): index += 1
        // U+00C0 to U+02FF and U+1E00 to U+1EFF are letters, and their own composed form.
        case 0xC3 where index + 1 < bytes.count && bytes[index + 1] == 0x90: return false
        case 0xC6 where index + 1 < bytes.count && bytes[index + 1] == 0x89: return false
        case 0xC3...0xCB: index += 2
        case 0xE1 where index + 1 < bytes.count && (0xB8...0xBB).contains(bytes[index + 1]): index += 3
        default: return false
        }
        last = byte
      }
      return last != 0x20 || bytes.isEmpty
    }
  }

  /// NFC, and marks that were written in the wrong order put right: `e`, acute, circumflex is `ế` to the eye but not to
  /// NFC.
  private var composed: String {
    let composed = isNFC ? self : nfc
    guard composed.unicodeScalars.contains(where: \.isVietnameseMark) else { return composed }
    var scalars = String.UnicodeScalarView()
    var marks: [Unicode.Scalar] = []
    func flush() {
      scalars.append(contentsOf: marks.filter { VietnameseLetter.tone(ofMark: $0) == nil })
      scalars.append(contentsOf: marks.filter { VietnameseLetter.tone(ofMark: $0) != nil })
      marks = []
    }
    for scalar in composed.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.isVietnameseMark {
        marks.append(scalar)
      } else {
        flush()
        scalars.append(scalar)
      }
    }
    flush()
    return String(scalars).nfc
  }

  /// Whether letters have become question marks or replacement characters.
  var hasLostLetters: Bool {
    var last: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      if scalar == "\u{FFFD}" { return true }
      if scalar == "?", last.properties.isAlphabetic { return true }
      if last == "?", scalar.properties.isAlphabetic { return true }
      last = scalar
    }
    return false
  }

  var firstControl: Unicode.Scalar? {
    unicodeScalars.first { $0.properties.generalCategory == .control }
  }
}

extension Unicode.Scalar {
  /// `Ð` (U+00D0) and `Ɖ` (U+0189), which look like `Đ` and are typed for it.
  var looksLikeDStroke: Bool { self == "\u{00D0}" || self == "\u{0189}" }

  /// Soft hyphen, zero-width characters, marks of direction and byte order.
  fileprivate var isInvisible: Bool {
    switch value {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: false
    }
  }

  fileprivate var isVietnameseMark: Bool {
    switch value {
    case 0x302, 0x306, 0x31B: true
    default: VietnameseLetter.tone(ofMark: self) != nil
    }
  }
}
