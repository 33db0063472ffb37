import ExamRecords
import Foundation
import Testing

@Suite struct FoldedTextTests {
  @Test(arguments: [
    ("", ""), ("   ", ""), ("\t \n", ""), ("a", "a"), ("Đặng", "dang"), ("đ Đ", "d d"), ("NGUYỄN", "nguyen"),
    ("Nguye\u{302}\u{303}n", "nguyen"), ("  Thị \u{A0} Ánh\n", "thi anh"), ("Ở  đâu?", "o dau?"),
    ("số 12, phố Ỷ Lan", "so 12, pho y lan"), ("12A1", "12a1"), ("ưƯơƠ", "uuoo"), ("É–Ñ ß", "e–n ß"), ("ΆΣ", "ασ"),
    ("Ð", "ð"), ("\u{301}", ""), (" \u{301} a", "a"), ("a \u{301}b", "a b"),
  ])
  func `case and accents go, words stay apart`(text: String, folded: String) {
    #expect(Folding.text(text).unicodeScalars.elementsEqual(folded.unicodeScalars), "\(text.debugDescription)")
  }

  /// The definition, word for word.
  private func defined(_ text: String) -> String {
    let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { $0.properties.generalCategory != .nonspacingMark }
    let letters = scalars.map { $0 == "đ" || $0 == "Đ" ? "d" : $0.properties.lowercaseMapping }.joined()
    return letters.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
      .joined(separator: " ")
  }

  @Test func `every letter of the Latin blocks is folded as the definition says`() {
    for value in UInt32(0)...0x1EFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "x \(scalar)y"
      #expect(
        Folding.text(text).unicodeScalars.elementsEqual(defined(text).unicodeScalars), "U+\(String(value, radix: 16))")
    }
  }
}
