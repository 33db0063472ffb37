import CanonicalForms
import ExamRecords
import Testing

/// One sound event of each kind, with every optional member and without.
enum EventsSamples {
  static let candidate = "01GZ00000000000000000000C1"
  static let nonce = "AAAAAAAAAAAAAAAAAAAAAA=="
  static let digest = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
  static let anchor = String(repeating: "A", count: 188)

  static let unit = UnitSettings(
    name: "TRƯỜNG THPT BẾN SÓNG", code: "001", department: "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG", place: "Hải Phòng",
    signatory: "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", signatoryName: "Trần Văn Bình")
  static let drawnBy = DrawnBy(pango: "1.56.3", cairo: "1.18.4", font: "Liberation Serif 2.1.5", layout: 1)

  static func sheet(
    _ candidate: String = candidate, layout: String = "full", round: Int = 1, values: FieldValues,
    fields: [String]? = nil, version: Int = 1
  ) -> SheetContent {
    SheetContent(
      nonce: nonce, layout: layout, profile: digest, unit: unit, round: round, candidate: candidate, number: 1,
      order: 1,
      recordVersion: version, printedFields: fields ?? values.keys.sorted(), values: values, changes: [], replaces: nil,
      findings: [])
  }

  static var fullSheet: SheetContent {
    var content = sheet(values: ["fullName": .text("NGUYỄN THỊ ÁNH"), "examPapers": .list(["TO", "VA"])])
    content.printedFields.append("phone")
    content.changes = [.init(field: "phone", old: .text("0912345678")), .init(field: "fullName", old: nil)]
    content.replaces = .init(code: "1042-583921", signedOn: "2023-04-21")
    content.findings = [.init(rule: "required", level: .error, text: "Chưa có: Giới tính.", fields: ["sex"])]
    return content
  }

  static var list: ClassListContent {
    ClassListContent(
      nonce: nonce, profile: digest, unit: unit, className: "12A1", supplement: false,
      checkpoint: .init(size: 7, root: digest),
      rows: [
        .init(order: 1, candidate: candidate, number: 1, sheet: "1042-583921", values: ["fullName": .text("ÁNH")]),
        .init(order: 2, candidate: "01GZ00000000000000000000C2", number: 999_999, sheet: nil, values: [:]),
      ], count: 2, unsigned: [2])
  }

  static let all: [RecordEvent] = [
    .officerNamed(OfficerNamed(id: "lan", name: "Lê Thị Lan")),
    .unitDescribed(UnitDescribed(settings: unit, reason: "Đổi hiệu trưởng")),
    .unitDescribed(UnitDescribed(settings: UnitSettings(name: "TRƯỜNG"))),
    .profileAdopted(ProfileAdopted(document: ["id": "x"], reason: "Theo quy chế mới")),
    .profileAdopted(ProfileAdopted(document: [:])),
    .candidateRegistered(
      CandidateRegistered(
        number: 1, fields: ["fullName": .text("NGUYỄN THỊ ÁNH"), "examPapers": .list(["TO"])], reason: "Nhập đợt 1",
        source: ImportSource(file: "12a1.csv", row: 7))),
    .candidateRegistered(CandidateRegistered(number: 999_999, fields: ["fullName": .text("A")], reason: "r")),
    .candidateCorrected(
      CandidateCorrected(
        changes: [
          FieldChange(field: "phone", old: nil, new: .text("0912345678")),
          FieldChange(field: "examPapers", old: .list(["TO", "VA"]), new: nil),
          FieldChange(field: "sex", old: .text("0"), new: .list(["0"])),
        ], reason: "Theo giấy khai sinh", evidence: "GKS số 12", sheet: 5,
        source: ImportSource(file: "12a1.csv", row: 1, seen: ["email": .text("a@b.vn")]))),
    .candidateCorrected(CandidateCorrected(changes: [], reason: "Không có gì sửa", sheet: 0)),
    .candidateCorrected(
      CandidateCorrected(
        changes: [], reason: "r", source: ImportSource(file: "f", row: 1, seen: ["sex": .text("1")]))),
    .candidateWithdrawn(CandidateWithdrawn(reason: "Chuyển trường")),
    .candidateRestored(CandidateRestored(reason: "Về lại")),
    .sheetPrinted(
      SheetPrinted(anchor: anchor, check: "000042", content: fullSheet, drawnBy: drawnBy, duplex: true)),
    .sheetPrinted(
      SheetPrinted(
        anchor: anchor, check: "583921", content: sheet(values: ["fullName": .text("A")]), drawnBy: drawnBy,
        duplex: false)),
    .sheetReturned(SheetReturned(sheet: 5, way: .scanned)),
    .sheetSigned(SheetSigned(sheet: 5, way: .typed, signedOn: "2023-04-21", place: "Phòng 12")),
    .sheetSigned(SheetSigned(sheet: 0, way: .classOrder)),
    .sheetUnsigned(SheetUnsigned(sheet: 5, reason: "Quét nhầm")),
    .classListPrinted(
      ClassListPrinted(anchor: anchor, check: "000001", content: list, drawnBy: drawnBy, duplex: false)),
    .classListSigned(
      ClassListSigned(list: 9, way: .scanned, signedOn: "2023-04-21", place: "Văn phòng", except: [7, 2])),
    .classListSigned(ClassListSigned(list: 9, way: .typed)),
    .classListUnsigned(ClassListUnsigned(list: 9, reason: "Quét nhầm")),
  ]
}
