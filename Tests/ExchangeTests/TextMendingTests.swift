import ExamRecords
import Foundation
import Testing

@testable import Exchange

@Suite struct `Mending of text` {
  @Test func `every accented letter comes out composed from every decomposition`() {
    let quality = [
      "a": ["", "\u{302}", "\u{306}"], "e": ["", "\u{302}"], "o": ["", "\u{302}", "\u{31B}"],
      "u": ["", "\u{31B}"], "i": [""], "y": [""],
    ]
    var count = 0
    for (base, marks) in quality {
      for mark in marks {
        for tone in ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"] {
          for letter in [base, base.uppercased()] {
            let composed = (letter + mark + tone).precomposedStringWithCanonicalMapping
            #expect(composed.unicodeScalars.count == 1)
            let half = (letter + mark).precomposedStringWithCanonicalMapping + tone
            for form in [letter + mark + tone, letter + tone + mark, half, composed] {
              let mended = TextMending.mend("X" + form + "x")
              #expect(Array(mended.unicodeScalars) == Array(("X" + composed + "x").unicodeScalars))
              count += 1
            }
          }
        }
      }
    }
    #expect(count == 12 * 6 * 2 * 4)
  }

  @Test func `a half-composed letter with its dot after it is mended`() {
    #expect(Array(TextMending.mend("Vi\u{EA}\u{323}t").unicodeScalars) == Array("Việt".unicodeScalars))
  }

  @Test(arguments: ["\u{A0}", "\u{2007}", "\u{202F}", "\u{2003}", "\u{3000}", "\u{205F}", "\u{1680}"])
  func `odd spaces become spaces`(space: String) {
    #expect(TextMending.mend("Lê\(space)An") == "Lê An")
  }

  @Test(arguments: ["\u{200B}", "\u{FEFF}", "\u{200D}", "\u{200E}", "\u{AD}", "\u{2060}"])
  func `invisible marks go`(mark: String) {
    #expect(Array(TextMending.mend("Lê\(mark) A\(mark)n").unicodeScalars) == Array("Lê An".unicodeScalars))
    #expect(Array(TextMending.mend("Vie\(mark)\u{302}\u{323}t").unicodeScalars) == Array("Việt".unicodeScalars))
  }

  @Test func `an eth typed for the letter đ becomes it`() {
    #expect(Array(TextMending.mend("Ðặng Ɖào").unicodeScalars) == Array("Đặng Đào".unicodeScalars))
  }

  @Test func `control characters become spaces and other line ends a line feed`() {
    #expect(TextMending.mend("a\u{0}b\u{7F}c\u{2028}d\u{B}e\tf\r\n") == "a b c\nd\ne\tf\r\n")
  }

  @Test func `the short ways agree with the Unicode algorithm on every character, alone and with marks`() {
    let marks = ["", "\u{302}", "\u{323}", "\u{31B}\u{309}", "\u{301}\u{302}", "\u{308}", "\u{327}"]
    for value in UInt32(0xA1)...0x2FFF {
      guard let scalar = Unicode.Scalar(value), !scalar.properties.isDefaultIgnorableCodePoint,
        !scalar.properties.isWhitespace, !["Ð", "Ɖ"].contains(scalar)
      else { continue }
      for mark in marks {
        let text = "a" + String(Character(scalar)) + mark + "Z"
        #expect(
          Array(TextMending.mend(text).unicodeScalars) == Array(TextMending.normalized(text).unicodeScalars), "\(value)"
        )
      }
    }
  }

  @Test(arguments: [
    ("", ""), (" ", ""), ("a", "a"), (" a ", "a"), ("a  b", "a b"),
    ("Mã định danh\nBộ\r\n GD&ĐT ", "Mã định danh Bộ GD&ĐT"),
    ("\u{A0}Lê\u{A0}\u{A0}An", "Lê An"), ("a\tb", "a b"), ("\u{200B}", ""), ("a b", "a b"),
  ])
  func `a clean cell is one line, single-spaced`(cell: String, expected: String) {
    #expect(TextMending.clean(cell) == expected)
  }
}

@Suite struct `Folding of header texts` {
  @Test(arguments: [
    ("Mã định danh\nBộ GD&ĐT", "ma dinh danh bo gd dt"), ("HỌ VÀ TÊN", "Họ và tên"),
    ("Đăng ký thi các môn - Toán", "dangkythicacmontoan"),
    ("Ho\u{323} te\u{302}n", "Họ tên"), ("Ngày (dd)", "ngay dd"), ("Số\u{A0}CMND", "số cmnd"), ("Ｈọ tên", "họ tên"),
    ("Ðịa chỉ", "địa chỉ"), ("SĐT liên hệ:", "sdt lien he"), ("Vật lí", "VAT LI"), ("vi\u{EA}\u{323}t", "Việt"),
  ])
  func `texts that differ in form only have one key`(one: String, other: String) {
    #expect(Folding.key(one) == Folding.key(other))
  }

  @Test func `the key has letters and digits only`() {
    #expect(Folding.key("Mã định danh\r\nBộ GD&ĐT") == "madinhdanhbogddt")
    #expect(Folding.key("Giới tính (Nam 0, Nữ 1)") == "gioitinhnam0nu1")
    #expect(Folding.key(" -_./\\ \u{300}") == "")
    #expect(Folding.key("Năm 10") != Folding.key("Năm 11"))
    #expect(Folding.key("姓名 Ö") == "姓名o")
  }

  @Test func `every accented letter folds to its base in both cases`() {
    let bases = "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy"
    #expect(LegacyText.letters.count == bases.count)
    #expect(Folding.key(LegacyText.letters) == bases)
    #expect(Folding.key(LegacyText.letters.uppercased()) == bases)
    #expect(Folding.key(LegacyText.letters.decomposedStringWithCanonicalMapping) == bases)
  }
}
