import CheckSheets
import ExamRecords
import Testing
import Typesetting

extension Fixture {
  func list(rows count: Int, supplement: Bool = false, unsigned: [Int] = [3, 7, 12, 13, 14]) -> ClassListContent {
    let rows = (0..<count).map { index in
      var values = Fixture.values
      values["fullName"] = .text(index % 10 == 9 ? Fixture.longName : "Nguyễn Thị Ánh Tuyết")
      values["priorityGroup"] = index % 7 == 0 ? .text("01") : nil
      return ClassListContent.Row(
        order: index + 1, candidate: "c\(index)", number: index,
        sheet: index % 11 == 0 ? nil : "\(1000 + index)-583921",
        values: values)
    }
    return ClassListContent(
      nonce: "AAAAAAAAAAAAAAAAAAAAAA==", profile: "digest", unit: Fixture.unit, className: "12A1",
      supplement: supplement, checkpoint: .init(size: 1042, root: "P5oCwXfeEKvd0f8Bz5A9Zl0yT0zPd1c3m2S3X2o0Q2I="),
      rows: rows, count: 45, unsigned: unsigned)
  }
}

@Suite struct ClassListTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  private func pages(_ content: ClassListContent) throws -> [Page] {
    try ClassListSheet(content, profile: fixture.profile, fixture.composer).pages(Fixture.stamp)
  }

  @Test func `any number of rows keeps to the paper, and the closing never stands alone`() throws {
    for count in 0...60 {
      let pages = try pages(fixture.list(rows: count))
      var orders: [String] = []
      for (index, page) in pages.enumerated() {
        page.expectSound()
        #expect(page.size == .a4Landscape)
        #expect(page.codes.count == 1)
        #expect(page.lines.contains("Ký xác nhận"))
        #expect(page.lines.contains("Trang \(index + 1)/\(pages.count)"))
        #expect(page.lines.contains { $0.hasSuffix("Mã danh sách 1042-583921") })
        let last = page.lines.firstIndex { $0.hasPrefix("Danh sách có") } ?? page.lines.count
        let numbers = page.lines[..<last].filter { Int($0) != nil && $0.count <= 2 && $0 != "01" }
        orders += numbers
        #expect(count == 0 || !numbers.isEmpty)
      }
      #expect(orders == (0..<count).map { String($0 + 1) })
    }
  }

  @Test func `the foot counts, and names the checkpoint and the signers`() throws {
    let lines = try pages(fixture.list(rows: 45)).flatMap(\.lines)
    #expect(lines.contains("Danh sách có 45 thí sinh; đã ký 40; chưa ký 5 (STT 3, 7, 12–14)."))
    #expect(lines.contains("Điểm chốt 1042 · 3f9a 02c1 77de 10ab"))
    #expect(lines.contains("Hải Phòng, ngày …… tháng …… năm 2023"))
    for line in ["GIÁO VIÊN CHỦ NHIỆM", "CÁN BỘ NHẬP LIỆU", "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Trần Minh Đức"] {
      #expect(lines.filter { $0 == line }.count == 1, "\(line)")
    }
    let signed = try pages(fixture.list(rows: 45, unsigned: [])).flatMap(\.lines)
    #expect(signed.contains("Danh sách có 45 thí sinh; đã ký 45; chưa ký 0."))
  }

  @Test func `a class of forty-five takes three pages`() throws {
    #expect(try pages(fixture.list(rows: 45)).count == 3)
  }

  @Test func `a supplement says so`() throws {
    let lines = try pages(fixture.list(rows: 2, supplement: true)).flatMap(\.lines)
    #expect(lines.contains("DANH SÁCH BỔ SUNG THÍ SINH ĐĂNG KÝ DỰ THI"))
    #expect(
      lines.contains(
        "Danh sách bổ sung có 2 thí sinh; cả lớp có 45 thí sinh; đã ký 40; chưa ký 5 (STT 3, 7, 12–14)."))
  }

  @Test func `short columns print codes, others meanings, and nothing is cut within a word`() throws {
    let lines = try pages(fixture.list(rows: 12)).flatMap(\.lines)
    #expect(lines.filter { $0 == "Nữ" }.count == 12)
    #expect(lines.filter { $0 == "N1" }.count == 12)
    #expect(lines.filter { $0 == "031305001234" }.count == 12)
    #expect(lines.filter { $0 == "09/03/2005" }.count == 12)
    #expect(lines.filter { $0 == "1001-583921" }.count == 1)
  }
}
