import ExamRecords
import Testing

@testable import Exchange

@Suite struct `Finding the table in a file` {
  static let known = Set(
    [
      "STT", "Mã định danh Bộ GD&ĐT", "Họ tên", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Nơi sinh", "Lớp",
      "Lớp học",
      "Số CMND", "Số định danh cá nhân", "Ngày", "Tháng", "Năm", "Ngày sinh - Năm", "Toán", "Ngữ văn",
    ].map(Folding.key))

  private func classify(_ text: String) throws(ExchangeError) -> RawTable {
    let document = try CSVReader.read(Array(text.utf8))
    let table = try RowClassifier(knownHeaders: Self.known).classify(document.records)
    // Every line that says something is accounted for once.
    let lines = (table.headerLines + table.rows.map(\.line) + table.skipped.map(\.line)).sorted()
    #expect(lines == document.records.filter { $0.cells.contains { !TextMending.clean($0).isEmpty } }.map(\.line))
    return table
  }

  private func reasons(_ text: String) throws -> [SkippedRow.Reason] { try classify(text).skipped.map(\.reason) }

  static let header = "STT,Họ tên,Ngày sinh,Giới tính,Dân tộc\n"

  @Test func `the sector database's export gives its forty-five students`() throws {
    let records = try CSVReader.read(try sample("sector-database-12A1.csv")).records
    let table = try RowClassifier(knownHeaders: Self.known).classify(records)
    #expect(table.headerLines == [4])
    #expect(table.headers.map(\.column) == Array(0..<25))
    #expect(table.headers[1].text == "Mã định danh Bộ GD&ĐT")
    #expect(table.rows.map(\.line) == Array(5...49))
    #expect(table.rows.allSatisfy { $0.className == "12A1" && $0.cells.count == 25 })
    #expect(table.rows[0].cells[2] == "Đoàn Hoàng Long")
    #expect(
      table.skipped == [
        SkippedRow(line: 1, reason: .title, text: "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG"),
        SkippedRow(line: 2, reason: .title, text: "DANH SÁCH HỌC SINH LỚP 12A1 NĂM HỌC 2022-2023"),
        SkippedRow(line: 51, reason: .foot, text: "Tổng: 45 học sinh"),
        SkippedRow(line: 52, reason: .foot, text: "Người lập | Hiệu trưởng"),
      ])
    #expect(table.unnamedColumns == [])
  }

  @Test func `header cells are matched without regard to form and cleaned`() throws {
    let table = try classify("\"stt\n\",\"HỌ\nVÀ TÊN\",  ngay  sinh ,,Ghi chú riêng,\n1,Lê An,1/2/2005,,x,\n")
    #expect(
      table.headers == [
        RawHeader(column: 0, text: "stt"), RawHeader(column: 1, text: "HỌ VÀ TÊN"),
        RawHeader(column: 2, text: "ngay sinh"),
        RawHeader(column: 4, text: "Ghi chú riêng"),
      ])
    #expect(table.rows == [RawRow(line: 4, cells: ["1", "Lê An", "1/2/2005", "", "x"], className: nil)])
  }

  @Test func `two known names that are the majority are a header`() throws {
    #expect(try classify("Họ tên,Ngày sinh\nLê An,1/2/2005\n").rows.count == 1)
    #expect(try classify("Họ tên,Ngày sinh,Ghi chú\nLê An,1/2/2005,\n").rows.count == 1)
    #expect(throws: ExchangeError.headerNotFound(nearest: 2, known: ["Họ tên", "Ngày sinh"])) {
      try classify("a\nHọ tên,Ngày sinh,x,y\nLê An,1/2/2005,,\n")
    }
    #expect(throws: ExchangeError.headerNotFound(nearest: nil, known: [])) { try classify("a,b\n1,2\n") }
    #expect(throws: ExchangeError.headerNotFound(nearest: nil, known: [])) { try classify("") }
  }

  @Test func `classes one below the other, each with its title and header, are one table`() throws {
    let table = try classify(
      """
      DANH SÁCH HỌC SINH KHỐI 12
      \(Self.header)Lớp 12A1
      1,Lê An,1/2/2005,Nam,Kinh
      Tổng: 1

      LỚP: 12A2,,,,
      \(Self.header)(1),(2),(3),(4),(5)
      1,Trần Bình,3/4/2005,Nam,Kinh
      ,,12A3,,
      1,Phạm Chi,3/4/2005,Nữ,Kinh
      DANH SÁCH LỚP 12 A4 (35 học sinh)
      \(Self.header)1,Vũ Dung,3/4/2005,Nữ,Kinh
      "Lớp 12 Chuyên Toán 1 - GVCN: Đỗ Văn Em",,,,
      1,Ngô Giang,3/4/2005,Nữ,Kinh
      Lớp:,12/5,,GVCN: Đỗ Văn Em,
      1,Bùi Hà,3/4/2005,Nữ,Kinh
      """)
    #expect(table.rows.map(\.className) == ["12A1", "12A2", "12A3", "12 A4", "12 Chuyên Toán 1", "12/5"])
    #expect(table.rows.map { $0.cells[1] } == ["Lê An", "Trần Bình", "Phạm Chi", "Vũ Dung", "Ngô Giang", "Bùi Hà"])
    #expect(
      table.skipped.map(\.reason) == [
        .title, .className("12A1"), .foot, .className("12A2"), .repeatedHeader, .columnNumbers, .className("12A3"),
        .title,
        .repeatedHeader, .className("12 Chuyên Toán 1"), .className("12/5"),
      ])
  }

  @Test func `a header repeated with other columns is refused`() throws {
    #expect(throws: ExchangeError.headerDiffers(line: 3, column: 2, expected: "Họ tên", found: "Ngày sinh")) {
      try classify("\(Self.header)1,Lê An,1/2/2005,Nam,Kinh\nSTT,Ngày sinh,Họ tên,Giới tính,Dân tộc\n")
    }
    #expect(throws: ExchangeError.headerDiffers(line: 3, column: 6, expected: "", found: "Lớp")) {
      try classify("\(Self.header)1,Lê An,1/2/2005,Nam,Kinh\nSTT,Họ tên,Ngày sinh,Giới tính,Dân tộc,Lớp\n")
    }
    #expect(try reasons("\(Self.header)STT,HO  TEN,Ngày\u{A0}sinh,Giới tính:,Dân tộc,,\n") == [.repeatedHeader])
  }

  @Test func `a header in two rows is merged`() throws {
    let table = try classify(
      """
      STT,Họ và tên,Ngày sinh,,,Đăng ký thi,Đăng ký thi,Dân tộc
      ,,Ngày,Tháng,Năm,Toán,Lịch sử,
      1,2,3,4,5,6,7,8
      1,Lê An,01,02,2005,x,,Kinh
      STT,Họ và tên,Ngày sinh,,,Đăng ký thi,Đăng ký thi,Dân tộc
      ,,Ngày,Tháng,Năm,Toán,Lịch sử,
      2,Vũ Bình,01,02,2005,x,,Kinh
      """)
    #expect(table.headerLines == [1, 2])
    #expect(
      table.headers.map(\.text) == [
        "STT", "Họ và tên", "Ngày", "Tháng", "Ngày sinh - Năm", "Toán", "Đăng ký thi - Lịch sử", "Dân tộc",
      ])
    #expect(table.headers.map(\.column) == Array(0..<8))
    #expect(table.skipped.map(\.reason) == [.columnNumbers, .repeatedHeader, .repeatedHeader])
    #expect(table.rows.map { $0.cells[1] } == ["Lê An", "Vũ Bình"])
  }

  @Test func `a first row of data is no second half of a header`() throws {
    for text in [
      "STT,Họ tên,Ngày sinh,,Dân tộc\n,,01,2,\n", "STT,Họ tên,Ngày sinh,,Dân tộc\n,Lê An,1/2/2005,x,\n",
      "STT,Họ tên,Ngày sinh,Dân tộc\n,Lê An,,Kinh\n", "STT,Họ tên,Ngày sinh,Dân tộc,,\n1,Lê An,1/2/2005,Kinh,a,b\n",
    ] {
      let table = try classify(text)
      #expect(table.headerLines == [1])
      #expect(table.rows.count == 1)
    }
  }

  @Test(arguments: [
    "Tổng: 45 học sinh", "TỔNG SỐ,45,20,25", "Tổng cộng,,45", "Cộng:,45", "Cộng,,,", "Tong so: 45", "Tong cong,45",
    "Tổng số thí sinh: 45",
    "Danh sách này có 45 học sinh", "Trong đó: 20 nữ", "Sĩ số: 45", "Người lập,,Hiệu trưởng", ",NGƯỜI LẬP BIỂU",
    "HIỆU TRƯỞNG",
    "KT. HIỆU TRƯỞNG", "Giáo viên chủ nhiệm,,Hiệu trưởng", "\"Hải Phòng, ngày 05 tháng 4 năm 2023\"",
    ",,\"Hải Phòng, ngày … tháng … năm 2023\"",
    "Ngày ... tháng ... năm ....", "\"(Ký, ghi rõ họ tên)\"", "Xác nhận của nhà trường",
  ])
  func `rows of sums, signers, place and date are the foot`(row: String) throws {
    #expect(try reasons("\(Self.header)1,Lê An,1/2/2005,Nam,Kinh\n\(row)\n") == [.foot])
  }

  @Test(arguments: [
    "45,Tống Văn Cộng,1/2/2005,Nam,Kinh", ",Tống Thị Hoa,1/2/2005,Nữ,Kinh", "Công Tằng Tôn Nữ,,,,",
    "Công,Văn An,1/2/2005,,", "Tong Van An,,,,",
    "46,Lê Hiệu Trưởng,,,", "1,,,,", "Cong Van An,,,Nam,", ",Lê An,,,", "Ghi chú gì đó", "7,Lớp Văn An,1/2/2005,,",
    "Lớp trưởng,,,,", "12,,,,",
    "1,2,4,,", "1,2,,,", "Nam,Kinh,,,", "12.5,,,,", "Tổ 3,Lê An,,,", "3,Trường Văn An,,,",
  ])
  func `whatever may be a person is data`(row: String) throws {
    let table = try classify("\(Self.header)\(row)\n")
    #expect(table.rows.count == 1, "\(table.skipped)")
  }

  @Test func `names under the signers belong to the foot, and rows of data after them don't`() throws {
    let text = """
      \(Self.header)1,Lê An,1/2/2005,Nam,Kinh
      ,,,"Hải Phòng, ngày 05 tháng 4 năm 2023"
      ,Người lập,,Hiệu trưởng

      ,Nguyễn Thị Giáo,,Trần Văn Hiệu
      Lớp 12A2
      1,Vũ Bình,1/2/2005,Nam,Kinh
      ,Người lập,,Hiệu trưởng
      2,Vũ Chi,1/2/2005
      ,Đỗ Dung,,,
      """
    let table = try classify(text)
    #expect(table.rows.map { $0.cells[1] } == ["Lê An", "Vũ Bình", "Vũ Chi", "Đỗ Dung"])
    #expect(table.skipped.map(\.reason) == [.foot, .foot, .foot, .className("12A2"), .foot])
  }

  @Test func `ragged rows are filled up, and values without a header are reported`() throws {
    let table = try classify("\(Self.header)1,Lê An\n2,Vũ Bình,1/2/2005,Nam,Kinh,,thừa,\n")
    #expect(
      table.rows.map(\.cells) == [
        ["1", "Lê An", "", "", ""], ["2", "Vũ Bình", "1/2/2005", "Nam", "Kinh", "", "thừa"],
      ])
    #expect(table.unnamedColumns == [6])
    #expect(try classify("STT,Họ tên,,Ngày sinh\n1,Lê An,?,1/2/2005\n").unnamedColumns == [2])
  }

  @Test(arguments: [
    ("12A1", true), ("12 A1", true), ("12C", true), ("10Toán", true), ("12TN1", true), ("9/A", true), ("12-A3", true),
    ("12", false),
    ("12.5", false), ("2005", false), ("14A", false), ("A1", false), ("1/2/2005", false), ("12 học sinh", false),
    ("", false), ("031A", false),
  ])
  func `the name of a class has a grade and a letter`(text: String, expected: Bool) {
    #expect(RowShape.isClassName(text) == expected)
  }

  @Test func `a title names a class only if it is more than a grade`() {
    #expect(RowShape.classInTitle("DANH SÁCH LỚP 12A1 NĂM HỌC 2022-2023") == "12A1")
    #expect(RowShape.classInTitle("Danh sách lớp: 12 A1") == "12 A1")
    #expect(RowShape.classInTitle("DANH SÁCH HỌC SINH LỚP 12 NĂM HỌC 2022-2023") == nil)
    #expect(RowShape.classInTitle("DANH SÁCH HỌC SINH 12A1") == nil)
  }

  @Test func `any mix of rows is accounted for line by line`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SplitMix(seed)
    let pieces = [
      "1,Lê An,1/2/2005,Nam,Kinh", "", ",,,", "Lớp 12A1", "12A2", "Tổng: 3", "Người lập,,Hiệu trưởng", "Lê Bình",
      ",x,y", "(1),(2),(3),(4),(5)",
      "STT,Họ tên,Ngày sinh,Giới tính,Dân tộc", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "\"2\",\"Vũ\nChi\",\"\",Nam,Kinh,,9", "2,,,,",
    ]
    for _ in 0..<500 {
      let body = (0..<random.below(20)).map { _ in pieces[random.below(pieces.count)] }.joined(separator: "\n")
      _ = try classify("TRƯỜNG THPT\n\(Self.header)\(body)\n")
    }
  }
}
