import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct ReadingTests {
  let profile: ExamProfile

  init() throws {
    profile = try TestProfiles.year2023()
  }

  private func expect(_ text: String, as name: String, _ value: String?) throws {
    #expect(try profile.reading(text, as: name) == .success(value.map { .text($0) }), "\(text)")
    if let value { #expect(profile.isValid(.text(value), try #require(profile.field(named: name))), "\(value)") }
  }

  private func expect(_ text: String, as name: String, _ fault: Unreadable) throws {
    #expect(try profile.reading(text, as: name) == .failure(fault), "\(text)")
  }

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  // MARK: texts

  @Test func `an empty text of any kind has no value`() throws {
    for field in profile.fields {
      for text in ["", " ", "\u{A0}\u{FEFF}\t\n"] { #expect(profile.read(text, as: field) == .success(nil)) }
    }
  }

  @Test func `text becomes NFC with single spaces and no invisible characters`() throws {
    try expect("  Nguyễn\u{A0}Thị \t Ánh\u{200B} ", as: "fullName", "Nguyễn Thị Ánh")
    try expect("Nguye\u{302}\u{303}n", as: "fullName", "Nguyễn")
    try expect("tê\u{301}t", as: "fullName", "tết")
    try expect("te\u{301}\u{302}t", as: "fullName", "tết")
    try expect("tu\u{323}\u{31B}", as: "fullName", "tự")
    try expect("thôn 3,\nxã An Hưng", as: "residence", "thôn 3, xã An Hưng")
  }

  @Test func `letters that became question marks are refused in any field`() throws {
    try expect("NGUY?N TH? TUY?T", as: "fullName", .lostAccents(found: "NGUY?N TH? TUY?T"))
    try expect("N\u{FFFD}", as: "sex", .lostAccents(found: "N\u{FFFD}"))
    try expect("x\u{E3} ?n H?ng", as: "residence", .lostAccents(found: "xã ?n H?ng"))
    try expect("số 12 ?", as: "residence", "số 12 ?")
  }

  @Test func `control characters and texts of more than 300 code points are refused`() throws {
    try expect("A\u{7}B", as: "residence", .controlCharacter(found: "A\u{7}B", codePoint: 7))
    try expect(String(repeating: "ế", count: 300), as: "residence", String(repeating: "ế", count: 300))
    let long = String(repeating: "ế", count: 301)
    try expect(long, as: "residence", .tooLong(found: long, count: 301, maximum: 300))
  }

  @Test func `a quick look agrees with the slow one on every pair of awkward characters`() {
    let scalars: [Unicode.Scalar] = [
      " ", "a", "?", "ế", "đ", "Đ", "\u{A0}", "\u{301}", "\u{302}", "\u{FEFF}", "\u{7}", "\n", "é", "\u{AD}", "ơ", "−",
    ]
    for left in scalars {
      for middle in scalars {
        for right in scalars {
          var text = String(left)
          text.unicodeScalars.append(middle)
          text.unicodeScalars.append(right)
          if text.isSurelySound { #expect(text.mended.utf8.elementsEqual(text.utf8)) }
          #expect(text.mended.mended.utf8.elementsEqual(text.mended.utf8))
          #expect(text.mended.isNFC)
        }
      }
    }
  }

  // MARK: dates

  @Test(arguments: [
    "09/03/2005", "9/3/2005", "09-03-2005", "9.3.2005", "2005-03-09", "2005/3/9", "09 / 03 / 2005", " 09/03/2005 ",
    "2005-03-09T00:00:00", "2005-03-09 00:00:00", "09/03/2005 0:00:00",
  ])
  func `dates are read as people in Vietnam and their files write them`(text: String) throws {
    try expect(text, as: "dateOfBirth", "2005-03-09")
  }

  @Test func `days that are none, swapped months, short years and spreadsheet numbers are told apart`() throws {
    try expect("31/02/2005", as: "dateOfBirth", .noSuchDay(found: "31/02/2005"))
    try expect("29/02/2005", as: "dateOfBirth", .noSuchDay(found: "29/02/2005"))
    try expect("29/02/2004", as: "dateOfBirth", "2004-02-29")
    try expect("00/01/2005", as: "dateOfBirth", .noSuchDay(found: "00/01/2005"))
    try expect(
      "03/25/2005", as: "dateOfBirth", .monthDaySwapped(found: "03/25/2005", maybe: try day("2005-03-25")))
    try expect("25/13/2005", as: "dateOfBirth", .noSuchDay(found: "25/13/2005"))
    try expect("09/03/05", as: "dateOfBirth", .twoDigitYear(found: "09/03/05", maybe: try day("2005-03-09")))
    try expect("09/03/97", as: "dateOfBirth", .twoDigitYear(found: "09/03/97", maybe: try day("1997-03-09")))
    try expect("38420", as: "dateOfBirth", .spreadsheetDate(found: "38420", maybe: try day("2005-03-09")))
    try expect("38420.0", as: "dateOfBirth", .spreadsheetDate(found: "38420.0", maybe: try day("2005-03-09")))
    for text in [
      "hôm qua", "2005", "9/3", "9/3/2005/1", "9/3-2005", "09032005", "9//2005", "9/3/20055", "9 3/3/2005", "384200",
      "09/03/2005 07:30:00", "/3/2005", "9/3/",
    ] {
      try expect(text, as: "dateOfBirth", .notADate(found: text))
    }
  }

  // MARK: numbers

  @Test(arguments: ["031305001234", " 031 305 001 234", "031.305.001.234", "'031305001234", "031305001234\u{A0}"])
  func `identity numbers lose their separators`(text: String) throws {
    try expect(text, as: "identityNumber", "031305001234")
  }

  @Test func `identity numbers that lost zeros or digits are explained`() throws {
    try expect("31305001234", as: "identityNumber", .lostLeadingZero(found: "31305001234", restored: "031305001234"))
    try expect("31234567", as: "identityNumber", .lostLeadingZero(found: "31234567", restored: "031234567"))
    try expect("1305001234", as: "identityNumber", .lostLeadingZero(found: "1305001234", restored: "001305001234"))
    for text in ["3.1205E+10", "3,1205E+10", "3.1205e10", "3E+10"] {
      try expect(text, as: "identityNumber", .scientific(found: text))
    }
    try expect("31305001234.0", as: "identityNumber", .fraction(found: "31305001234.0", maybe: "31305001234"))
    try expect("c1234567", as: "identityNumber", "C1234567")
    try expect("031234567", as: "identityNumber", "031234567")
    for text in ["12345", "0313050012345", "03130500123Ơ", "0313-05/001234"] {
      try expect(text, as: "identityNumber", .notAnIdentityNumber(found: text))
    }
    #expect(Unreadable.lostLeadingZero(found: "1", restored: "01").restored == "01")
    #expect(Unreadable.scientific(found: "3E+10").restored == nil)
  }

  @Test func `what read refuses, an event may not hold`() throws {
    let field = try #require(profile.field(named: "identityNumber"))
    for text in ["31305001234", "31234567", "1305001234", "c1234567", "031 305001234", "", "12345"] {
      #expect(!profile.isValid(.text(text), field), "\(text)")
    }
  }

  @Test func `codes of digits keep their zeros`() throws {
    try expect("013", as: "unitCode", "013")
    try expect("13", as: "unitCode", .lostLeadingZero(found: "13", restored: "013"))
    try expect("0135", as: "unitCode", .notDigits(found: "0135", count: 3))
    try expect("A13", as: "unitCode", .notDigits(found: "A13", count: 3))
    try expect("3", as: "examCouncil", .lostLeadingZero(found: "3", restored: "03"))
    try expect("20", as: "examCouncil", .notInList(found: "20", list: "provinces", nearest: []))
  }

  @Test func `decimals take comma or point, within their bounds`() throws {
    for (text, value) in [("8,3", "8.3"), ("8.3", "8.3"), ("8", "8"), ("8.0", "8"), ("08,30", "8.3"), ("10", "10")] {
      try expect(text, as: "grade12Average", value)
    }
    try expect("10,1", as: "grade12Average", .outOfRange(found: "10,1", minimum: "0", maximum: "10"))
    try expect("8,25", as: "grade12Average", .tooManyPlaces(found: "8,25", places: 1))
    for text in ["tám", "8,", ",5", "8,3,1", "-1", "8 3"] {
      try expect(text, as: "grade12Average", .notANumber(found: text))
    }
    let field = try #require(profile.field(named: "grade12Average"))
    for text in ["8,3", "8.30", "08", "8.", "", "11"] { #expect(!profile.isValid(.text(text), field)) }
  }

  @Test func `years have four digits`() throws {
    try expect("2023", as: "graduationYear", "2023")
    for text in ["23", "2023.0", "20233", "năm"] { try expect(text, as: "graduationYear", .notAYear(found: text)) }
  }

  @Test func `telephone numbers and addresses`() throws {
    try expect("0912 345 678", as: "phone", "0912345678")
    try expect("(0225) 385-9123", as: "phone", "02253859123")
    try expect("+84 912 345 678", as: "phone", "+84912345678")
    try expect("912345678", as: "phone", .lostLeadingZero(found: "912345678", restored: "0912345678"))
    for text in ["12345", "0912345678 - 0987654321", "không có"] {
      try expect(text, as: "phone", .notAPhone(found: text))
    }
    try expect("9.12346E+08", as: "phone", .scientific(found: "9.12346E+08"))
    try expect("anhtuyet.2005@example.com", as: "email", "anhtuyet.2005@example.com")
    for text in [
      "a@b", "a.b.c", "@example.com", "a@@example.com", "ánh@example.com", "a b@example.com", "a@example..com",
    ] {
      try expect(text, as: "email", .notAnEmail(found: text))
    }
  }

  // MARK: flags and codes

  @Test func `marks of yes and no`() throws {
    for text in ["x", "X", "Có", "CÓ", "1", "true", "✓"] { try expect(text, as: "usedForAdmission", "1") }
    for text in ["Không", "khong", "0", "FALSE"] { try expect(text, as: "usedForAdmission", "0") }
    for text in ["2", "có lẽ", "-"] { try expect(text, as: "usedForAdmission", .notAFlag(found: text)) }
  }

  @Test(arguments: [("1", "1"), ("Nữ", "1"), ("NU", "1"), ("nam", "0"), ("0", "0")])
  func `codes are read by code, label and alias`(text: String, code: String) throws {
    try expect(text, as: "sex", code)
  }

  @Test func `what is in no list brings the nearest entries`() throws {
    try expect("Hải Phnòg", as: "residenceProvince", .notInList(found: "Hải Phnòg", list: "provinces", nearest: ["03"]))
    try expect("Atlantis", as: "residenceProvince", .notInList(found: "Atlantis", list: "provinces", nearest: []))
    for text in ["Tỉnh Hòa Bình", "HOÀ BÌNH", "hoa binh"] { try expect(text, as: "residenceProvince", "23") }
    for text in ["TP. Hồ Chí Minh", "TPHCM", "Thành phố Hồ Chí Minh"] {
      try expect(text, as: "residenceProvince", "02")
    }
  }

  @Test func `a spelling of two entries is refused with both`() throws {
    var profile = profile
    let list = try #require(profile.codeLists.firstIndex { $0.id == "languages" })
    profile.codeLists[list].entries[0].aliases.append("Ngoại ngữ 1")
    profile.codeLists[list].entries[1].aliases.append("ngoai-ngu 1")
    #expect(
      try profile.reading("NGOẠI NGỮ 1", as: "foreignLanguage")
        == .failure(.ambiguous(found: "NGOẠI NGỮ 1", list: "languages", matches: ["N1", "N2"])))
    #expect(try profile.reading("Ngoại ngữ 1", as: "foreignLanguage") == .success(.text("N1")))
  }

  @Test(arguments: [
    "TO, VA, NN, KHXH", "Toán; Ngữ văn; Ngoại ngữ; KHXH", "Toán+Văn+Ngoại ngữ+Khoa học xã hội", "KHXH/NN/VA/TO",
    "toán, văn, ngoại ngữ và khoa học xã hội", "TO VA NN KHXH", "Toán, Toán, Văn, NN, KHXH",
  ])
  func `a set comes in the list's order, each code once`(text: String) throws {
    #expect(try profile.reading(text, as: "examPapers") == .success(.list(["TO", "VA", "NN", "KHXH"])))
  }

  @Test func `a set with an unknown piece names the piece, and a text of separators is none`() throws {
    try expect("Toán, Vẽ", as: "examPapers", .notInList(found: "Vẽ", list: "examPapers", nearest: []))
    try expect(",;", as: "examPapers", .notInList(found: ",;", list: "examPapers", nearest: []))
    #expect(try profile.reading("Toán", as: "examPapers") == .success(.list(["TO"])))
    let field = try #require(profile.field(named: "examPapers"))
    #expect(profile.isValid(.list(["TO", "VA"]), field))
    for codes in [["VA", "TO"], ["TO", "TO"], [], ["XX"]] { #expect(!profile.isValid(.list(codes), field)) }
    #expect(!profile.isValid(.text("TO"), field))
    #expect(!profile.isValid(.list(["1"]), try #require(profile.field(named: "sex"))))
  }

  @Test func `the form's word for no claim has no value, unless the list knows it`() throws {
    try expect("Không", as: "priorityGroup", nil)
    try expect("KHONG", as: "exemption", nil)
    try expect("Không", as: "graduationPriority", "D1")
  }

  @Test func `reading what was stored gives it back, for every code of every list`() throws {
    for field in profile.fields {
      guard let list = field.type.codeList.flatMap(profile.codeList) else { continue }
      for entry in list.entries {
        let value: FieldValue = if case .codeSet = field.type { .list([entry.code]) } else { .text(entry.code) }
        #expect(profile.read(entry.code, as: field) == .success(value))
        #expect(profile.read(entry.label, as: field) == .success(value), "\(entry.label)")
        #expect(profile.isValid(value, field))
      }
    }
  }
}
