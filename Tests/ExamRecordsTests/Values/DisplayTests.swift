import Foundation
import Testing

@testable import ExamRecords

@Suite struct DisplayTests {
  let profile: ExamProfile

  init() throws {
    profile = try TestProfiles.year2023()
  }

  @Test(arguments: [
    ("sex", "1", "Nữ (1)"), ("dateOfBirth", "2005-03-09", "09/03/2005"), ("grade12Average", "8", "8,0"),
    ("grade12Average", "8.3", "8,3"), ("reservedTO", "7.25", "7,25"), ("exemptionScore", "450", "450"),
    ("exemptionScore", "6.5", "6,5"), ("usedForAdmission", "1", "Có"), ("usedForAdmission", "0", "Không"),
    ("identityKind", "cccd", "CCCD hoặc số ĐDCN"), ("zone", "KV2", "Khu vực 2 (KV2)"), ("unitCode", "013", "013"),
    ("residenceProvince", "99", "99"),
  ])
  func `values print with code and meaning, as people write them`(field: String, stored: String, printed: String) {
    #expect(profile.display(.text(stored), of: field) == printed)
  }

  @Test func `sets are joined, codes and meanings stand alone on request`() {
    let papers = FieldValue.list(["TO", "VA", "KHXH"])
    #expect(profile.display(papers, of: "examPapers") == "Toán, Ngữ văn, KHXH")
    #expect(profile.display(papers, of: "examPapers", style: .code) == "TO, VA, KHXH")
    #expect(profile.display(.list(["1", "11"]), of: "attachments") == "Học bạ (1), Giấy tờ khác (11)")
    #expect(profile.display(.text("1"), of: "sex", style: .meaning) == "Nữ")
  }

  @Test func `no value is Không for a claim, nothing for what is not known`() {
    #expect(profile.display(nil, of: "usedForAdmission") == "Không")
    #expect(profile.display(nil, of: "priorityGroup") == "Không")
    #expect(profile.display(nil, of: "birthPlace") == "")
    #expect(profile.display(.text("x"), of: "unknownField") == "x")
  }

  @Test func `a row joins its parts and leaves out optional ones`() throws {
    let rows = try #require(profile.layout("full")).groups.flatMap(\.rows)
    let exemption = try #require(rows.first { $0.number == "15" })
    #expect(profile.text(of: exemption, [:]) == "Không")
    #expect(profile.text(of: exemption, ["exemption": .text("IELTS")]) == "IELTS")
    #expect(
      profile.text(
        of: exemption,
        ["exemption": .text("IELTS"), "exemptionScore": .text("6.5"), "exemptionIssuedOn": .text("2023-01-12")])
        == "IELTS · 6,5 · cấp 12/01/2023")
    let school = try #require(rows.first { $0.label == "Nơi học lớp 10, 11, 12" })
    #expect(
      profile.text(
        of: school,
        [
          "grade10School": .text("THPT Bến Sóng"), "grade10Province": .text("03"), "grade10SchoolCode": .text("013"),
          "grade11School": .text("THPT Bến Sóng"), "grade11Province": .text("03"), "grade11SchoolCode": .text("013"),
          "grade12School": .text("THPT An Lão"), "grade12Province": .text("03"), "grade12SchoolCode": .text("014"),
          "className": .text("12A1"),
        ])
        == "10: THPT Bến Sóng · 03-013\n11: THPT Bến Sóng · 03-013\n12: THPT An Lão · 03-014 · lớp 12A1")
    #expect(profile.text(of: school, [:]) == "")
    let reserved = try #require(rows.first { $0.number == "16" })
    #expect(
      profile.text(of: reserved, ["reservedVA": .text("7"), "reservedSU": .text("6.75")]) == "Ngữ văn 7,0, Lịch sử 6,75"
    )
  }
}

@Suite struct FoldingTests {
  @Test func `case, accents, spaces and punctuation do not count`() {
    #expect(Folding.key("Họ và tên") == "hovaten")
    #expect(Folding.key("HỌ  VÀ\u{A0}TÊN:") == "hovaten")
    #expect(Folding.key("Ho\u{323} va\u{300} te\u{302}n") == "hovaten")
    #expect(Folding.key("Đường đi (dd)") == "duongdidd")
    #expect(Folding.key("Số CCCD/Định danh") == "socccddinhdanh")
    #expect(Folding.key("Müller-Ñandú") == "mullernandu")
    #expect(Folding.key("ТРКИ-1") == "трки1")
    #expect(Folding.key("–—…") == "")
  }

  @Test func `every Vietnamese letter folds to its plain letter in both cases`() {
    let families = [
      "a": "aàảãáạăằẳẵắặâầẩẫấậ", "e": "eèẻẽéẹêềểễếệ", "i": "iìỉĩíị", "o": "oòỏõóọôồổỗốộơờởỡớợ", "u": "uùủũúụưừửữứự",
      "y": "yỳỷỹýỵ", "d": "dđ",
    ]
    var count = 0
    for (base, letters) in families {
      for letter in letters {
        #expect(Folding.key(String(letter)) == base)
        #expect(Folding.key(letter.uppercased()) == base)
        #expect(Folding.key(String(letter).decomposedStringWithCanonicalMapping) == base)
        count += 1
      }
    }
    #expect(count == 74)
  }
}

@Suite struct FixedDecimalTests {
  @Test func `every number with two places below ten survives`() {
    for hundredths in 0..<1000 {
      let text = "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
      let number = FixedDecimal(text)
      #expect(number?.millionths == hundredths * 10_000)
      #expect(number.flatMap { FixedDecimal(canonical: $0.text) } == number)
    }
  }

  @Test func `only digits with one point between them are numbers`() {
    for text in ["", ".", "1.", ".1", "1.2.3", "-1", "+1", "1e3", "1234567890", "1.1234567", "１"] {
      #expect(FixedDecimal(text) == nil, "\(text)")
    }
    for text in ["08", "8.0", "8.30"] { #expect(FixedDecimal(canonical: text) == nil) }
    #expect((FixedDecimal("1.5")! + FixedDecimal("2.5")!).text == "4")
  }
}
