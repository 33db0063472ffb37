import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct RulesTests {
  let profile: ExamProfile

  init() throws {
    profile = try TestProfiles.year2023()
  }

  private func found(_ changes: [String: String] = [:]) throws -> [String] {
    profile.findings(for: try SoundRecord.values(profile, changes)).map(\.rule)
  }

  @Test func `a sound record has no findings`() throws {
    #expect(try found() == [])
  }

  @Test(arguments: cases)
  func `a breach is found, and nothing else`(rule: String, changes: [String: String], expected: [String]) throws {
    #expect(try found(changes) == expected, "\(rule) \(changes)")
  }

  @Test(arguments: freeCases)
  func `candidates outside school have rules of their own`(changes: [String: String], expected: [String]) throws {
    let free = ["freeCandidate": "Đã tốt nghiệp", "unitCode": "901", "graduationYear": "2022"].merging(changes) { $1 }
    #expect(Set(try found(free)) == Set(expected), "\(changes)")
  }

  @Test func `who has not graduated may keep scores with their confirmation`() throws {
    let changes = ["freeCandidate": "CTN", "unitCode": "950", "reservedVA": "7", "attachments": "1, 10"]
    #expect(try found(changes) == [])
  }

  @Test func `every rule of the profile is breached by some case here`() {
    let tried = Set(Self.cases.flatMap(\.2) + Self.freeCases.flatMap(\.1) + ["ID-5"])
    #expect(profile.rules.map(\.id).filter { !tried.contains($0) } == [])
  }

  @Test func `the sentence holds the record's values and the candidates concerned`() throws {
    let values = try SoundRecord.values(profile, ["sex": "Nam"])
    let finding = try #require(profile.findings(for: values).first)
    #expect(
      finding.message
        == "Chữ số thứ 4 của số 031305001234 không hợp với giới tính Nam (0) và ngày sinh 09/03/2005. Đối chiếu thẻ CCCD; nếu thẻ sai, thí sinh xin cấp lại số."
    )
    #expect(finding.level == .warning)
    #expect(finding.fields == ["identityNumber", "sex", "dateOfBirth"])
    let taken = profile.findings(for: try SoundRecord.values(profile)) { fields, value in
      #expect(fields == ["identityNumber", "formerIdentityNumber"])
      return value == .text("031305001234") ? [31, 207] : []
    }
    #expect(taken.map(\.rule) == ["ID-5"])
    #expect(taken.first?.message == "Số 031305001234 trùng với thí sinh số 31, 207. Đối chiếu thẻ CCCD của từng em.")
  }

  @Test func `each missing required field is a finding of its own, named by label and item`() throws {
    let findings = profile.findings(for: [:]).filter { $0.rule == Finding.requiredRule }
    let required = profile.fields.filter { $0.required != .never && $0.name != "examPapers" }
    #expect(findings.map(\.fields) == required.map { [$0.name] })
    #expect(findings.allSatisfy { $0.level == .error })
    #expect(findings.first?.message == "Chưa có: Họ, chữ đệm và tên (mục a1).")
    #expect(findings.first?.messageEnglish == "Missing: Full name (item a1).")
  }

  @Test func `a layout shows the findings that point to what it prints`() throws {
    let findings = profile.findings(
      for: try SoundRecord.values(profile, ["sex": "Nam", "unitCode": "901", "email": "", "zone": ""]))
    #expect(findings.map(\.rule) == ["required", "ID-3", "T-1b"])
    let personal = try #require(profile.layout("personal"))
    let full = try #require(profile.layout("full"))
    #expect(profile.findings(findings, shownBy: personal).map(\.rule) == ["ID-3"])
    #expect(profile.findings(findings, shownBy: full) == findings)
  }

  @Test func `no record makes the rules trap`() throws {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var random = SplitMix(state: seed)
    let texts = ["0", "1", "2005-02-29", "2005-03-09", "xx", "8.3", "999999999999", "031305001234", "D1", "01", "é"]
    for _ in 0..<2000 {
      var values: FieldValues = [:]
      for field in profile.fields where Bool.random(using: &random) {
        let list = field.type.codeList.flatMap(profile.codeList)
        let codes = list?.entries.map(\.code) ?? texts
        let count = Int.random(in: 1...3, using: &random)
        let some = codes.shuffled(using: &random).prefix(count)
        let isSet = if case .codeSet = field.type { true } else { false }
        values[field.name] = isSet ? .list(Array(some)) : .text(some.first ?? "x")
      }
      for finding in profile.findings(for: values) {
        #expect(!finding.message.contains("{"), "seed \(seed)")
        #expect(!finding.messageEnglish.contains("{"), "seed \(seed)")
      }
    }
  }
}

extension RulesTests {
  /// The rule that is tried, what is otherwise in the sound record, and the rules that must be found broken.
  static let cases: [(String, [String: String], [String])] = [
    ("ID-1a", ["identityNumber": "131305001234"], ["ID-1a", "ID-2"]),
    ("ID-1a", ["identityNumber": "031234567"], ["ID-1a"]),
    ("ID-1b", ["identityKind": "cmnd"], ["ID-1b", "ID-6"]),
    ("ID-6", ["identityKind": "cmnd", "identityNumber": "031234567"], ["ID-6"]),
    ("ID-1c", ["identityKind": "passport", "identityNumber": "C1234567"], ["ID-8"]),
    ("ID-1c", ["identityKind": "passport", "foreignNationality": "x"], ["ID-1c"]),
    ("ID-8", ["identityKind": "passport", "identityNumber": "C1234567", "foreignNationality": "x"], []),
    ("ID-1d", ["identityKind": "system"], []),
    ("ID-1d", ["identityKind": "system", "identityNumber": "ABC123"], ["ID-1d"]),
    ("ID-2", ["identityNumber": "097305001234"], ["ID-2"]),
    ("ID-3", ["identityNumber": "031205001234"], ["ID-3"]), ("ID-3", ["sex": "Nam"], ["ID-3"]),
    ("ID-3", ["identityNumber": "031105001234"], ["ID-3"]),
    ("ID-4", ["identityNumber": "031306001234"], ["ID-4"]),
    ("ID-3", ["identityNumber": "031198001234", "dateOfBirth": "09/03/1998"], ["D-1"]),
    ("N-1", ["fullName": "NGUYỄN 2 THỊ"], ["N-1"]), ("N-1b", ["fullName": "TUYẾT"], ["N-1b"]),
    ("N-1", ["fullName": "H'NGA NIÊ-KDĂM"], []),
    ("D-1", ["dateOfBirth": "28/06/2006", "identityNumber": "031306001234"], ["D-1"]),
    ("D-1", ["dateOfBirth": "27/06/2006", "identityNumber": "031306001234"], []),
    ("E-1", ["examPapers": "Toán, Văn, NN"], ["E-1"]), ("E-1", ["examPapers": "Toán, Văn, NN, KHTN, KHXH"], ["E-1"]),
    ("E-1", ["examPapers": "Văn, NN, KHXH"], ["E-1"]), ("E-1", ["examPapers": ""], ["E-1", "E-5b"]),
    ("E-1", ["examPapers": "Toán, Văn, NN, KHXH, Vật lí"], ["E-1"]),
    ("E-1", ["examPapers": "Toán, Văn, KHXH", "foreignLanguage": ""], ["E-1"]),
    ("E-2", ["programme": "GDTX", "examPapers": "Toán, Văn", "foreignLanguage": ""], ["E-2"]),
    ("E-2", ["programme": "GDTX", "examPapers": "Toán, Văn, KHXH", "foreignLanguage": ""], []),
    ("E-5", ["foreignLanguage": ""], ["E-5"]),
    (
      "E-7",
      [
        "exemption": "IELTS", "exemptionScore": "4,0", "exemptionIssuedOn": "13/05/2023",
        "exemptionExpiresOn": "27/06/2023", "examPapers": "Toán, Văn, KHXH", "foreignLanguage": "", "attachments": "5",
      ], []
    ),
    (
      "E-6",
      ["exemption": "IELTS", "exemptionScore": "6,5", "exemptionIssuedOn": "12/01/2023", "attachments": "1, 5"], ["E-6"]
    ),
    (
      "E-7",
      ["exemption": "IELTS", "exemptionScore": "3,5", "exemptionIssuedOn": "12/01/2023", "attachments": "5"],
      ["E-6", "E-7"]
    ),
    (
      "E-7",
      ["exemption": "IELTS", "exemptionScore": "6,5", "exemptionIssuedOn": "14/05/2023", "attachments": "5"],
      ["E-6", "E-7"]
    ),
    (
      "E-7",
      [
        "exemption": "JLPT", "exemptionIssuedOn": "12/01/2023", "exemptionExpiresOn": "26/06/2023", "attachments": "5",
      ], ["E-6", "E-7"]
    ),
    ("E-7", ["exemption": "Olympic", "attachments": "4"], ["E-6"]),
    ("P-4a", ["exemption": "Olympic"], ["E-6", "P-4a"]),
    ("E-9", ["reservedTO": "7,5"], ["E-9", "P-4f"]),
    ("T-1b", ["unitCode": "901"], ["T-1b"]), ("T-1b", ["unitCode": "900"], []),
    ("P-1", ["ethnicGroup": "Tày"], ["P-1"]),
    ("P-1", ["ethnicGroup": "Tày", "priorityGroup": "06"], []),
    (
      "P-2", ["priorityGroup": "01", "residenceCommune": "05", "zone1Residence": "x", "attachments": "2, 11"], ["P-2"]
    ),
    ("P-3", ["priorityGroup": "01", "ethnicGroup": "Tày", "attachments": "2, 11"], ["P-3"]),
    (
      "P-3",
      [
        "priorityGroup": "01", "ethnicGroup": "Tày", "attachments": "2, 11", "residenceCommune": "05",
        "zone1Residence": "x",
      ], []
    ),
    ("P-4g", ["priorityGroup": "01", "ethnicGroup": "Tày", "residenceCommune": "05", "zone1Residence": "x"], ["P-4g"]),
    ("P-3b", ["graduationPriority": "D2-VS2", "attachments": "11"], ["P-3b"]),
    ("P-4b", ["bonusVocation": "2"], ["P-4b"]), ("P-4c", ["bonusPrize": "1,5"], ["P-4c"]),
    ("P-4d", ["bonusLanguage": "1"], ["P-4d"]), ("P-4e", ["bonusComputing": "1"], ["P-4e"]),
    ("P-4h", ["priorityGroup": "06", "ethnicGroup": "Tày", "attachments": "1"], ["P-4h"]),
    ("P-4i", ["priorityGroup": "04"], ["P-4i"]),
    ("P-4k", ["graduationPriority": "D2-TS2", "ethnicGroup": "Tày", "attachments": "1"], ["P-4k"]),
    ("P-4l", ["graduationPriority": "D3-CLS"], ["P-4l"]),
    ("P-5", ["graduationPriority": "D2-T35"], ["P-5", "P-5b"]),
    ("P-5b", ["graduationPriority": "D3-TB3", "attachments": "11"], ["P-5b"]),
    ("P-5c", ["graduationPriority": "D2-TB2", "attachments": "11"], ["P-5c"]),
    ("P-6", ["bonusPrize": "2", "bonusVocation": "2", "attachments": "6, 7"], []),
    ("P-6", ["bonusPrize": "2", "bonusVocation": "1,5", "bonusTalent": "1", "attachments": "6, 7"], ["P-6"]),
    ("U-1", ["examCouncil": "01"], ["U-1"]), ("S-1a", ["graduationYear": "2022"], ["S-1a"]),
    ("ID-1a", ["identityKind": ""], []), ("ID-1a", ["identityKind": "", "identityNumber": "031234567"], ["ID-1a"]),
  ]

  /// The same for a candidate who has graduated.
  static let freeCases: [([String: String], [String])] = [
    (["examPapers": "Vật lí, Hóa học", "foreignLanguage": ""], []),
    (["examPapers": "Vật lí, Lịch sử", "foreignLanguage": ""], ["E-4"]),
    (["examPapers": "KHTN, Địa lí", "foreignLanguage": ""], ["E-4"]), (["unitCode": "013"], ["T-1a"]),
    (["graduationYear": "2023"], ["S-1b"]), (["dateOfBirth": "09/03/1930"], ["D-1b", "ID-3", "ID-4"]),
    (["programme": "GDTX", "examPapers": "Lịch sử, GDCD", "foreignLanguage": ""], ["E-3"]),
    (["conduct": "", "academicRating": "", "grade12Average": "", "graduationPriority": ""], []),
  ]
}

/// Sebastiano Vigna's SplitMix64, so that a run can be repeated from its printed seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
