import CanonicalForms

/// A class's registrations as a school keeps them in a spreadsheet: the keys of each pupil, and all that the sector
/// database does not hold.
enum RegistrationSheet {
  static func bytes(of pupils: [Pupil], className: String) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(["TRƯỜNG THPT BẾN SÓNG"])
    writer.append(["DANH SÁCH ĐĂNG KÝ DỰ THI LỚP \(className)"])
    writer.append([])
    writer.append(["STT"] + columns.map(\.title))
    for (index, pupil) in pupils.enumerated() {
      writer.append([String(index + 1)] + columns.map { $0.text(pupil) })
    }
    return writer.bytes
  }

  private struct Column: Sendable {
    var title: String
    var text: @Sendable (Pupil) -> String

    init(_ title: String, _ text: @escaping @Sendable (Pupil) -> String) {
      self.title = title
      self.text = text
    }

    /// A column to mark with X.
    static func mark(_ title: String, _ isMarked: @escaping @Sendable (Pupil) -> Bool) -> Column {
      Column(title) { isMarked($0) ? "X" : "" }
    }
  }

  private static let columns = person + residence + schools + contact + papers + admission + graduation

  private static let person = [
    Column("Mã học sinh") { $0.studentID }, Column("Số CCCD") { $0.identity.number ?? "" },
    Column("Họ và tên") { $0.name }, Column("Ngày sinh") { $0.born.vietnameseText }, Column("Lớp") { $0.className },
  ]

  private static let residence = [
    Column("Nơi thường trú") { $0.home.address }, Column("Mã tỉnh thường trú") { _ in "03" },
    Column("Mã huyện thường trú") { $0.home.locality.districtCode },
    Column("Mã xã thường trú") { $0.home.locality.communeCode ?? "" },
    Column.mark("HKTT trên 18 tháng tại KV1") { $0.home.locality.communeCode != nil },
    Column.mark("HKTT trên 18 tháng tại xã ĐBKK") { ["D2-VS2", "D3-TS3"].contains($0.graduationPriority) },
  ]

  private static let schools = (10...12).flatMap { grade in
    [
      Column("Nơi học lớp \(grade)") { $0.schools[grade - 10].name },
      Column("Mã tỉnh lớp \(grade)") { $0.schools[grade - 10].province },
      Column("Mã trường lớp \(grade)") { $0.schools[grade - 10].code },
    ]
  }

  private static let contact = [
    Column("Điện thoại") { $0.phone ?? "" }, Column("Email") { $0.email }, Column("Người liên hệ") { $0.contact },
    Column("SĐT người liên hệ") { $0.contactPhone }, Column("Địa chỉ liên hệ") { $0.home.address },
  ]

  private static let papers =
    [
      Column("Xét tuyển ĐH, CĐ") { $0.isForAdmission ? "Có" : "Không" }, Column("Chương trình") { _ in "THPT" },
      Column("Hội đồng thi") { _ in "03" }, Column("Đơn vị ĐKDT") { _ in UpperSchool.own.code },
    ]
    + [("Toán", "TO"), ("Ngữ văn", "VA"), ("Thi Ngoại ngữ", "NN"), ("KHTN", "KHTN"), ("KHXH", "KHXH")].map {
      title, code in
      Column.mark(title) { $0.papers.contains(code) }
    }
    + [
      Column("Mã ngoại ngữ") { $0.language ?? "" }, Column("Miễn thi NN") { $0.certificate?.type ?? "" },
      Column("Điểm chứng chỉ") { $0.certificate?.score.map(Pupil.decimal) ?? "" },
      Column("Ngày cấp chứng chỉ") { $0.certificate?.issuedOn.vietnameseText ?? "" },
      Column("Hạn chứng chỉ") { $0.certificate?.expiresOn?.vietnameseText ?? "" },
    ]

  private static let admission = [
    Column("Đối tượng ưu tiên") { $0.priority ?? "" }, Column("Khu vực") { $0.zone },
    Column("Năm tốt nghiệp") { String($0.graduationYear) },
  ]

  private static let graduation = [
    Column("Hạnh kiểm") { $0.conduct }, Column("Học lực") { $0.academicRating },
    Column("ĐTB lớp 12") { Pupil.decimal($0.average) }, Column("Diện xét TN") { $0.graduationPriority },
    Column("KK giải HSG") { $0.bonusPrize.map(Pupil.decimal) ?? "" },
    Column("KK giải khác") { $0.bonusTalent.map(Pupil.decimal) ?? "" },
    Column("KK nghề") { $0.bonusVocation.map(Pupil.decimal) ?? "" },
    Column("Hồ sơ kèm theo") { $0.attachments.sorted().map(String.init).joined(separator: ", ") },
  ]
}
