import CanonicalForms

/// A class's list as the sector database exports it: titles, the header in the fourth row, the pupils, the foot.
enum SectorSheet {
  static func bytes(of pupils: [Pupil], className: String) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(["SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG"])
    writer.append(["DANH SÁCH HỌC SINH LỚP \(className) NĂM HỌC 2022-2023"])
    writer.append([])
    writer.append(header)
    for (index, pupil) in pupils.enumerated() { writer.append(row(pupil, order: index + 1)) }
    writer.append([])
    writer.append(["", "", "Tổng: \(pupils.count) học sinh"])
    writer.append(["", "", "Người lập", "", "", "", "", "", "Hiệu trưởng"])
    return writer.bytes
  }

  private static let header = [
    "STT", "Mã định danh Bộ GD&ĐT", "Họ tên", "Ngày sinh", "Giới tính", "Dân tộc", "Trạng thái", "SĐT liên hệ",
    "Nơi sinh chi tiết", "Tổ/thôn Hộ khẩu thường trú", "Tỉnh thành quê quán", "Phường Xã quê quán", "Chỗ ở hiện nay",
    "Số CMND", "Ngày cấp", "Nơi cấp", "Tên cha", "Nghề nghiệp cha", "Năm sinh cha", "Tên mẹ", "Nghề nghiệp mẹ",
    "Năm sinh mẹ", "Lớp học", "Khối học", "Số định danh cá nhân",
  ]

  private static func row(_ pupil: Pupil, order: Int) -> [String] {
    [
      String(order), pupil.studentID, pupil.name, pupil.born.vietnameseText, pupil.isFemale ? "Nữ" : "Nam",
      pupil.ethnicGroup, "Đang học", pupil.phone ?? "", pupil.birthPlace, pupil.home.hamlet, "Thành phố Hải Phòng",
      pupil.home.locality.title, pupil.home.address, pupil.identity.inOldColumn, "", "", pupil.father.name,
      pupil.father.job, String(pupil.father.birthYear), pupil.mother.name, pupil.mother.job,
      String(pupil.mother.birthYear), pupil.className, "12", pupil.identity.inNewColumn,
    ]
  }
}

extension Pupil.Identity {
  private var isOldCard: Bool { number?.utf8.count == 9 }

  fileprivate var inOldColumn: String {
    guard let number, isInSector else { return "" }
    return switch former {
    case .nothing: ""
    case .sameNumber: number
    case .oldCard(let old): old
    }
  }

  fileprivate var inNewColumn: String {
    guard let number, isInSector, !isOldCard else { return "" }
    return number
  }
}
