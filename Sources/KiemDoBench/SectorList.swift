/// A list as the sector database exports it, of any number of people who do not exist.
struct SectorList {
  let bytes: [UInt8]

  private static let header = """
    STT,Mã định danh Bộ GD&ĐT,Họ tên,Ngày sinh,Giới tính,Dân tộc,Trạng thái,SĐT liên hệ,Nơi sinh chi tiết,\
    Tổ/thôn Hộ khẩu thường trú,Tỉnh thành quê quán,Phường Xã quê quán,Chỗ ở hiện nay,Số CMND,Ngày cấp,Nơi cấp,Tên cha,\
    Nghề nghiệp cha,Năm sinh cha,Tên mẹ,Nghề nghiệp mẹ,Năm sinh mẹ,Lớp học,Khối học,Số định danh cá nhân
    """

  private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
  private static let middles = ["Thị", "Văn", "Ngọc", "Minh", "Thu", "Đức", "Quỳnh"]
  private static let givens = ["Ánh", "Bình", "Châu", "Dũng", "Giang", "Hằng", "Khánh", "Linh", "Mai", "Phúc", "Thảo"]

  init(rows: Int) {
    var text = "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG\r\nDANH SÁCH HỌC SINH NĂM HỌC 2022-2023\r\n\r\n\(Self.header)\r\n"
    for row in 0..<rows { text += Self.line(row) }
    bytes = Array(text.utf8)
  }

  private static func line(_ row: Int) -> String {
    let isFemale = row % 2 == 1
    let name = "\(families[row % 10]) \(middles[row / 10 % 7]) \(givens[row / 3 % 11])"
    let born = "\(padded(row % 28 + 1, 2))/\(padded(row / 28 % 12 + 1, 2))/2005"
    let home = "\(row % 180 + 1) đường Lạch Tray, phường Đằng Giang, quận Ngô Quyền, Hải Phòng"
    let cells = [
      String(row % 45 + 1), padded(2_000_000_000 + row, 10), name, born, isFemale ? "Nữ" : "Nam", "Kinh", "Đang học",
      "09\(padded(row, 8))", "Thành phố Hải Phòng", "\"\(home)\"", "Thành phố Hải Phòng", "Đằng Giang",
      "\"\(home)\"", "", "", "", "Nguyễn Văn Cha", "Công nhân", "1975", "Trần Thị Mẹ", "Giáo viên", "1978",
      "12A\(row / 45 + 1)", "12", "031\(isFemale ? 3 : 2)05\(padded(row, 6))",
    ]
    return cells.joined(separator: ",") + "\r\n"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
