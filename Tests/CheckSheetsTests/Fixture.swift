import CanonicalForms
import CheckSheets
import ExamRecords
import Testing
import Typesetting

/// A made-up school with the 2023 exam's form.
struct Fixture {
  let profile: ExamProfile
  let typefaces: Typefaces
  let composer: Composer

  init() throws {
    let document = try #require(ExamProfile.bundled["tn-thpt-2023"])
    profile = try ExamProfile.decode(JSON.parse(relaxed: document))
    typefaces = try Typefaces()
    composer = Composer(typefaces)
  }

  static let unit = UnitSettings(
    name: "Trường THPT Bến Sóng", code: "03-999", department: "Sở Giáo dục và Đào tạo Hải Phòng", place: "Hải Phòng",
    signatory: "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", signatoryName: "Trần Minh Đức")

  /// What most records of a class look like.
  static let values: FieldValues = {
    let texts = [
      "studentID": "3112345678", "fullName": "Nguyễn Thị Ánh Tuyết", "sex": "1", "dateOfBirth": "2005-03-09",
      "birthPlace": "Hải Phòng", "ethnicGroup": "01", "foreignNationality": "0", "identityNumber": "031305001234",
      "identityKind": "cccd", "residenceProvince": "03", "residenceDistrict": "10",
      "residence": "Thôn 3, xã An Hưng, huyện An Dương, Hải Phòng", "zone1Residence": "0", "hardshipResidence": "0",
      "grade10School": "THPT Bến Sóng", "grade10Province": "03", "grade10SchoolCode": "999",
      "grade11School": "THPT Bến Sóng", "grade11Province": "03", "grade11SchoolCode": "999",
      "grade12School": "THPT Bến Sóng", "grade12Province": "03", "grade12SchoolCode": "999", "className": "12A1",
      "phone": "0912345678", "email": "anhtuyet.2005@example.com", "contactName": "Nguyễn Văn Ánh",
      "contactPhone": "0987654321", "contactAddress": "Thôn 3, xã An Hưng, huyện An Dương, Hải Phòng",
      "usedForAdmission": "1", "programme": "GDPT", "examCouncil": "03", "unitCode": "999", "foreignLanguage": "N1",
      "zone": "KV2", "graduationYear": "2023", "conduct": "T", "academicRating": "G", "grade12Average": "8.3",
      "graduationPriority": "D1", "bonusVocation": "2",
    ]
    var values = texts.mapValues(FieldValue.text)
    values["examPapers"] = .list(["TO", "VA", "NN", "KHXH"])
    values["attachments"] = .list(["1", "2", "3", "6"])
    return values
  }()

  static let stamp = PageStamp(
    code: "1042-583921", digits: String((0..<343).map { Character(String(($0 * 7 + $0 / 3) % 10)) }), position: 1042,
    printedAt: Instant(milliseconds: 1_682_329_327_000))

  func content(
    _ values: FieldValues = Fixture.values, layout: String = "full", unit: UnitSettings = Fixture.unit,
    changes: [SheetContent.Change] = [], findings: [SheetContent.PrintedFinding] = []
  ) -> SheetContent {
    let fields = profile.layouts.first { $0.id == layout }?.fields ?? []
    let roles = [profile.roles.fullName, profile.roles.className]
    let printed = roles + fields.filter { !roles.contains($0) }
    return SheetContent(
      nonce: "AAAAAAAAAAAAAAAAAAAAAA==", layout: layout, profile: "digest", unit: unit, round: 2,
      candidate: "01GYZZZZZZZZZZZZZZZZZZZZZZ", number: 31, order: 31, recordVersion: 4, printedFields: printed,
      values: values.filter { printed.contains($0.key) }, changes: changes,
      replaces: changes.isEmpty ? nil : .init(code: "512-084417", signedOn: "2023-04-21"), findings: findings)
  }

  func pages(_ content: SheetContent) throws -> [Page] {
    try CheckSheet(content, profile: profile, composer).pages(Fixture.stamp)
  }

  func pdf(_ pages: [Page]) throws -> [UInt8] {
    let item = PrintRun.Item(className: "12A1", name: "Nguyễn Thị Ánh Tuyết", pages: pages, stamp: Fixture.stamp)
    return try PrintRun(title: "Phiếu kiểm dò", items: [item]).pdf(PDFWriter(typefaces))
  }

  static func finding(_ text: String, _ level: ExamRecords.Rule.Level = .warning) -> SheetContent.PrintedFinding {
    SheetContent.PrintedFinding(rule: "R", level: level, text: text, fields: [])
  }

  /// Every field with the longest value of its type.
  var fullestValues: FieldValues {
    let long = "Thôn Nghĩa Lộ, xã Đường Lâm, huyện Tủa Chùa, tỉnh Bà Rịa - Vũng Tàu, "
    var values: FieldValues = [:]
    for field in profile.fields {
      switch field.type {
      case .text: values[field.name] = .text(String(String(repeating: long, count: 2).prefix(120)))
      case .personName: values[field.name] = .text(Fixture.longName)
      case .date: values[field.name] = .text("2005-12-28")
      case .code(let list): values[field.name] = longest(list).map(FieldValue.text)
      case .codeSet(let list):
        values[field.name] = .list(profile.codeLists.first { $0.id == list }?.entries.map(\.code) ?? [])
      case .flag: values[field.name] = .text("1")
      case .decimal: values[field.name] = .text("10")
      case .year: values[field.name] = .text("2023")
      case .phone: values[field.name] = .text("+84912345678")
      case .email:
        values[field.name] = .text("mot.dia.chi.thu.dien.tu.that.dai.khong.ngat.duoc@truong-thpt.example.com")
      case .digits(let count): values[field.name] = .text(String(repeating: "9", count: count))
      case .identityNumber: values[field.name] = .text("031305001234")
      }
    }
    values["className"] = .text("12A1")
    return values
  }

  private func longest(_ list: String) -> String? {
    profile.codeLists.first { $0.id == list }?.entries.max { $0.label.count < $1.label.count }?.code
  }

  /// 60 letters.
  static let longName = "Công Tằng Tôn Nữ Hoàng Phương Nghĩa Quỳnh Trưởng Nguyễn Ngường"
}
