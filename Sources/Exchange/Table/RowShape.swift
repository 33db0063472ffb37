import ExamRecords

/// What the cells of a row look like, without regard to the table around it.
enum RowShape {
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func hasDigit(_ cell: String) -> Bool { cell.utf8.contains(where: isDigit) }

  /// Digits with the separators of numbers and dates.
  static func isNumber(_ cell: String) -> Bool {
    hasDigit(cell) && cell.utf8.allSatisfy { isDigit($0) || ".,/-() ".utf8.contains($0) }
  }

  /// `1, 2, 3, …` from the first cell that is not empty, bare or in brackets.
  static func isColumnNumbers(_ cells: [String]) -> Bool {
    var expected = 1
    for cell in cells where !cell.isEmpty {
      guard cell == "\(expected)" || cell == "(\(expected))" || cell == "[\(expected)]" else { return false }
      expected += 1
    }
    return expected > 3
  }

  private static let sums = ["danhsachnay", "danhsachgom", "danhsachco", "trongdo", "siso", "bangchu", "sohocsinh"]

  /// A row of sums: its first text is `Tổng` or `Cộng` as a word (accents count: `Tống` and `Công` begin names), or
  /// begins like `Danh sách này có …`, `Trong đó`, `Sĩ số`.
  static func isTotal(_ cells: [String]) -> Bool {
    guard let first = cells.first(where: { !$0.isEmpty }), first.utf8.first.map(isDigit) == false else { return false }
    let word = first.prefix { $0.isLetter }.lowercased()
    if word == "tổng" || word == "cộng" { return true }
    let key = Folding.key(first)
    if sums.contains(where: { key.hasPrefix($0) }) { return true }
    guard word == "tong" || word == "cong" else { return false }
    return key == word || ["tongso", "tongcong", "congtong"].contains { key.hasPrefix($0) }
      || first.dropFirst(word.count).drop { $0 == " " }.first == ":"
  }

  private static let signers = [
    "nguoilap", "nguoikiem", "nguoitonghop", "nguoighi", "hieutruong", "phohieutruong", "kthieutruong", "tmhieutruong",
    "giamdoc", "phogiamdoc", "ktgiamdoc", "thutruong", "giaovienchunhiem", "gvcn", "giaovu", "vanthu", "canbo",
    "xacnhancua",
    "kyten", "kyghiro", "kyvaghiro",
  ]

  /// Signers under a list, or its place and date.
  static func isSigners(_ cells: [String]) -> Bool {
    guard let first = cells.first(where: { !$0.isEmpty }) else { return false }
    let key = Folding.key(first)
    return signers.contains { key.hasPrefix($0) } || cells.contains(where: isPlaceAndDate)
  }

  /// `Hải Phòng, ngày 05 tháng 4 năm 2023`, filled in or with dots.
  static func isPlaceAndDate(_ cell: String) -> Bool {
    guard cell.utf8.count >= 15 else { return false }
    let key = Folding.key(cell)
    guard let day = key.firstRange(of: "ngay"), let month = key[day.upperBound...].firstRange(of: "thang") else {
      return false
    }
    return key[month.upperBound...].contains("nam")
  }

  private static let titles = [
    "danhsach", "sogiaoduc", "sogd", "phonggiaoduc", "bogiaoduc", "bogd", "uybannhandan", "ubnd", "truongthpt",
    "truongtrung",
    "trungtamgd", "trungtamgiao", "conghoaxahoi", "doclaptudo", "namhoc", "kythi", "hoidongthi", "trangso",
    "bangtonghop",
    "cosogiaoduc", "donvi",
  ]

  static func isTitle(_ cells: [String]) -> Bool {
    guard let first = cells.first(where: { !$0.isEmpty }) else { return false }
    let key = Folding.key(first)
    return titles.contains { key.hasPrefix($0) }
  }
}
