import Foundation

/// A key under which header texts are the same in spite of case, accents, spaces, punctuation and line breaks: `Mã định
/// danh⏎Bộ GD&ĐT` and `ma dinh danh bo gd dt` both give `madinhdanhbogddt`.
///
/// The key has the letters and digits only, in lower case, without marks (Unicode compatibility decomposition); `đ`,
/// which does not decompose, counts as `d`. It is for comparing: unlike words may have one key (`tổng`, `tống`).
public enum HeaderFolding {
  public static func key(_ text: String) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let folded = entry(scalar) else { return slowKey(text) }
      if folded != 0 { key.append(folded) }
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// The ASCII letter or digit a character counts as, 0 for none, `nil` if it needs Unicode's own tables.
  private static func entry(_ scalar: Unicode.Scalar) -> UInt8? {
    let value = Int(scalar.value)
    let folded: UInt8
    switch value {
    case 0..<latin.count: folded = latin[value]
    case 0x0300...0x036F: folded = 0
    case 0x1E00..<(0x1E00 + latinAdditional.count): folded = latinAdditional[value - 0x1E00]
    default: return nil
    }
    return folded == unknown ? nil : folded
  }

  private static let unknown: UInt8 = 0xFF
  private static let latin = (0..<0x250).map(fold)
  private static let latinAdditional = (0x1E00..<0x1F00).map(fold)

  private static func fold(_ value: Int) -> UInt8 {
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return unknown }
    let key = slowKey(String(Character(scalar)))
    switch key.utf8.count {
    case 0: return 0
    case 1: return key.utf8.first ?? unknown
    default: return unknown
    }
  }

  private static func slowKey(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      switch scalar {
      case "đ", "Đ", "ð", "Ð", "ɖ", "Ɖ": key.append("d")
      default:
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil,
          scalar.properties.generalCategory != .nonspacingMark
        else { continue }
        key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(key)
  }
}
