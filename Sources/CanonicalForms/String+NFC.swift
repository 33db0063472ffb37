import Foundation

extension String {
  /// Whether the text is in Unicode Normalization Form C (UAX #15), compared by code point.
  public var isNFC: Bool {
    var copy = self
    if copy.withUTF8({ $0.isSurelyNFC }) { return true }
    return nfc.utf8.elementsEqual(utf8)
  }

  /// The text in Unicode Normalization Form C.
  public var nfc: String {
    // Twice, because the first pass takes some Tibetan marks (U+0F73, U+0F75, U+0F81) for the beginning of a character.
    precomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A quick answer for the text we meet: everything below U+0300 and the Vietnamese letters of U+1E00–U+1EFF are their
  /// own composed form (NFC_Quick_Check=Yes and no combining marks), so only other text needs the slow comparison.
  var isSurelyNFC: Bool {
    var index = 0
    while index < count {
      switch self[index] {
      case 0..<0x80: index += 1
      case 0xC2...0xCB: index += 2
      case 0xE1 where index + 1 < count && (0xB8...0xBB).contains(self[index + 1]): index += 3
      default: return false
      }
    }
    return true
  }
}
