@testable import ExamRecords

/// A synthetic pupil in whose record no rule finds anything, as a file would bring it.
enum SoundRecord {
  static let texts: [String: String] = [
    "fullName": "NGUYỄN THỊ ÁNH TUYẾT", "sex": "Nữ", "dateOfBirth": "09/03/2005", "birthPlace": "Hải Phòng",
    "ethnicGroup": "Kinh", "identityNumber": "031305001234", "identityKind": "CCCD", "residenceProvince": "03",
    "residenceDistrict": "10", "residence": "Xã An Hưng, huyện An Dương, Hải Phòng", "grade10School": "THPT Bến Sóng",
    "grade11School": "THPT Bến Sóng", "grade12School": "THPT Bến Sóng", "grade10Province": "03",
    "grade11Province": "03", "grade12Province": "03", "grade10SchoolCode": "013", "grade11SchoolCode": "013",
    "grade12SchoolCode": "013", "className": "12A1", "phone": "0912345678", "contactName": "Nguyễn Văn Ánh",
    "contactPhone": "0987654321", "contactAddress": "Thôn 3, xã An Hưng", "usedForAdmission": "x",
    "programme": "GDPT", "examCouncil": "03", "unitCode": "013", "examPapers": "Toán, Văn, Ngoại ngữ, KHXH",
    "foreignLanguage": "Anh", "zone": "KV2", "graduationYear": "2023", "conduct": "Tốt", "academicRating": "Giỏi",
    "grade12Average": "8,3", "graduationPriority": "D1", "attachments": "1, 2, 3",
  ]

  /// The sound record with some fields otherwise; an empty text leaves the field without a value.
  static func values(_ profile: ExamProfile, _ changes: [String: String] = [:]) throws -> FieldValues {
    try profile.values(texts.merging(changes) { $1 })
  }
}
