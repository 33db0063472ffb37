import CanonicalForms
import CheckSheets

/// Made-up reports of every kind of part.
enum SyntheticReport {
  static let created = Instant(milliseconds: 1_682_329_327_000)

  static let foot = [
    "Sổ ghi kiemdo/truong-thpt-ben-song-a1b2c3 · 10 483 sự kiện",
    "Gốc P5oCwXfeEKvd0f8Bz5A9Zl0yT0zPd1c3m2S3X2o0Q2I=",
  ]

  static let signers = [
    OfficialReport.Signer(title: "ĐẠI DIỆN ĐƠN VỊ", note: "(Ký, ghi rõ họ tên, đóng dấu)"),
    OfficialReport.Signer(title: "NGƯỜI KIỂM TRA", note: "(Ký, ghi rõ họ tên)", name: "Lê Minh Quân"),
  ]

  static func report(
    _ parts: [OfficialReport.Part], _ orientation: OfficialReport.Orientation = .portrait,
    language: ReportLanguage = .vietnamese, signers: [OfficialReport.Signer] = SyntheticReport.signers
  ) -> OfficialReport {
    OfficialReport(
      language: language, orientation: orientation,
      issuer: .init(superior: "Sở Giáo dục và Đào tạo Hải Phòng", name: "Thanh tra Sở"), number: "Số: ……/BB-TTr",
      placeAndDate: "Hải Phòng, ngày 24 tháng 4 năm 2023", title: "BIÊN BẢN KIỂM TRA SỔ GHI",
      subtitle: "Sổ ghi kiểm dò của Trường THPT Bến Sóng", addressee: "Giám đốc Sở Giáo dục và Đào tạo Hải Phòng",
      parts: parts, signers: signers, foot: foot, createdAt: created)
  }

  /// One of each.
  static let parts: [OfficialReport.Part] = [
    .section("Tệp đã kiểm tra"),
    .particulars([
      .init("Tệp:", "so.kiemdo (1 245 184 byte)"),
      .init("SHA-256:", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
      .init("Khóa của sổ:", "kiemdo/truong-thpt-ben-song+1a2b3c4d+AZ8KAl9FEKvd0f8Bz5A9Zl0yT0zPd1c3m2S3X2o0Q2I="),
    ]),
    .section("Kết quả"),
    .conclusion("Nguyên vẹn, và đúng là sổ của khóa đã cho."),
    .paragraph("Đoàn kiểm tra đối chiếu từng sự kiện với cây băm và chữ ký của sổ. Các phát hiện:"),
    .table(table(rows: 4)),
    .note("Việc xem và xuất hồ sơ không được ghi lại."),
    .section("Giới hạn của phương pháp"),
    .items([
      "Đồng hồ của sổ chỉ là lời khai của máy ghi.",
      "Không có điểm chốt biết từ bên ngoài thì không phát hiện được việc đưa cả sổ về một bản cũ, nếu thư mục khóa cũng bị thay.",
    ]),
  ]

  static func row(_ index: Int) -> OfficialReport.Row {
    let reason =
      index % 9 == 8
      ? "Theo giấy khai sinh bản chính do phụ huynh nộp lại ngày 20/4, đã đối chiếu với học bạ và sổ hộ khẩu của gia đình"
      : "Theo thẻ CCCD"
    return OfficialReport.Row(
      [
        OfficialReport.Cell(String(1042 + index)), "16:42:07 24/04/2023", "lan",
        index % 10 == 9
          ? "Công Tằng Tôn Nữ Hoàng Phương Nghĩa Quỳnh (12A1, số 310)" : "Nguyễn Thị Ánh (12A1, số 31)",
        "Số định danh", .init("031305001243", .struck), .init("031305001234", .strong), OfficialReport.Cell(reason),
        index % 7 == 0 ? "sau khi ký; ngoài giờ" : "",
      ], isMarked: index % 7 == 0)
  }

  static func table(rows count: Int) -> OfficialReport.Table {
    OfficialReport.Table(
      columns: [
        .init("Số ghi", share: 5, .right), .init("Lúc", share: 8), .init("Cán bộ", share: 5),
        .init("Thí sinh", share: 14), .init("Mục", share: 9), .init("Trước", share: 10), .init("Sau", share: 10),
        .init("Lý do", share: 16), .init("Lưu ý", share: 8),
      ], rows: (0..<count).map(row))
  }
}
