import CanonicalForms
import Testing

struct NFCTests {
  @Test func `the quick answer agrees with the slow one for every letter, alone and before a mark`() throws {
    let wrong = (UInt32(0x20)...0x1FFF).compactMap(Unicode.Scalar.init).filter { scalar in
      [String(scalar), String(scalar) + "\u{301}", "a" + String(scalar)].contains { text in
        text.isNFC != text.nfc.utf8.elementsEqual(text.utf8)
      }
    }
    #expect(wrong.isEmpty)
  }

  /// U+0F73, U+0F75 and U+0F81 are starters that come apart into marks, which then belong before marks of a higher class.
  @Test(arguments: ["\u{1EB9}\u{305}\u{F73}", "e\u{301}\u{F75}", "e\u{301}\u{F81}", "a\u{F73}\u{323}\u{301}"])
  func `normalising twice is normalising once`(text: String) {
    #expect(Array(text.nfc.unicodeScalars) == Array(text.nfc.nfc.unicodeScalars))
    #expect(text.nfc.isNFC)
  }

  @Test func `Vietnamese letters in pieces come together in any order of their marks`() {
    for text in ["e\u{302}\u{301}", "\u{EA}\u{301}", "\u{1EBF}"] {
      #expect(Array(text.nfc.utf8) == Array("\u{1EBF}".utf8))
    }
    #expect(Array("o\u{323}\u{302}".nfc.utf8) == Array("o\u{302}\u{323}".nfc.utf8))
    #expect(!"o\u{323}\u{302}".isNFC)
    #expect("Nguyễn Thị Ánh".nfc.isNFC)
  }
}
