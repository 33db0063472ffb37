import CheckSheets
import Foundation
import Testing
import Typesetting

@Suite struct `An official report` {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  private func sheet(_ report: OfficialReport) throws -> ReportSheet { try ReportSheet(report, fixture.composer) }

  private func pages(_ report: OfficialReport) throws -> [Page] {
    let sheet = try sheet(report)
    return (0..<sheet.pageCount).map(sheet.page)
  }

  /// With `KIEMDO_PAGES` naming a folder, the files are left there to be looked at.
  private func keep(_ bytes: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["KIEMDO_PAGES"] else { return }
    try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
  }

  @Test func `says what it is for in the order of an administrative paper`() throws {
    let pages = try pages(SyntheticReport.report(SyntheticReport.parts))
    for page in pages { page.expectSound() }
    let lines = pages.flatMap(\.lines)
    let expected = [
      "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG", "THANH TRA SỞ", "Số: ……/BB-TTr", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Độc lập - Tự do - Hạnh phúc", "Hải Phòng, ngày 24 tháng 4 năm 2023", "BIÊN BẢN KIỂM TRA SỔ GHI",
      "Sổ ghi kiểm dò của Trường THPT Bến Sóng", "Kính gửi: Giám đốc Sở Giáo dục và Đào tạo Hải Phòng",
      "1. Tệp đã kiểm tra", "2. Kết quả", "Nguyên vẹn, và đúng là sổ của khóa đã cho.", "3. Giới hạn của phương pháp",
      "ĐẠI DIỆN ĐƠN VỊ", "NGƯỜI KIỂM TRA", "Lê Minh Quân",
    ]
    let places = expected.map { lines.firstIndex(of: $0) }
    #expect(!places.contains(nil), "\(zip(expected, places).filter { $0.1 == nil })")
    // What stands side by side is read column by column, so the signers' names come after both titles.
    let order = places.compactMap(\.self)
    #expect(order == order.sorted())
    try keep(sheet(SyntheticReport.report(SyntheticReport.parts)).pdf(PDFWriter(fixture.typefaces)), "portrait.pdf")
    try keep(
      sheet(
        SyntheticReport.report([.paragraph("Các đính chính:"), .table(SyntheticReport.table(rows: 90))], .landscape)
      )
      .pdf(PDFWriter(fixture.typefaces)), "landscape.pdf")
  }

  @Test func `whom it is about stands below the title, and on every further page`() throws {
    var report = SyntheticReport.report([.table(SyntheticReport.table(rows: 40))])
    report.subject = "Nguyễn Thị Ánh (12A1, số 31)"
    let pages = try pages(report)
    #expect(pages.count > 1)
    let first = try #require(pages.first).lines
    let title = try #require(first.firstIndex(of: "BIÊN BẢN KIỂM TRA SỔ GHI"))
    #expect(first[title + 1] == "Nguyễn Thị Ánh (12A1, số 31)")
    for page in pages.dropFirst() {
      page.expectSound()
      #expect(page.lines.first == "Biên bản kiểm tra sổ ghi (tiếp theo): Nguyễn Thị Ánh (12A1, số 31)")
    }
  }

  @Test(arguments: [OfficialReport.Orientation.portrait, .landscape])
  func `any number of rows keeps to the paper, in order, under its head, and nobody signs an empty page`(
    _ orientation: OfficialReport.Orientation
  ) throws {
    for count in 0...80 {
      let report = SyntheticReport.report(
        [.section("Các đính chính"), .table(SyntheticReport.table(rows: count))], orientation)
      let pages = try pages(report)
      var positions: [String] = []
      for (index, page) in pages.enumerated() {
        page.expectSound()
        #expect(page.size == (orientation == .portrait ? .a4 : .a4Landscape))
        #expect(page.lines.contains("Trang \(index + 1)/\(pages.count)"))
        for line in SyntheticReport.foot { #expect(page.lines.contains(line)) }
        #expect(page.lines.contains("Lúc"), "\(count) rows, page \(index + 1): \(page.lines)")
        #expect(index == 0 || page.lines.first == "Biên bản kiểm tra sổ ghi (tiếp theo)")
        let own = page.lines.filter { $0.count == 4 && Int($0) != nil }
        #expect(count == 0 || !own.isEmpty, "\(count) rows, page \(index + 1)")
        positions += own
      }
      #expect(positions == (0..<count).map { String(1042 + $0) })
      #expect(pages.last?.lines.contains("NGƯỜI KIỂM TRA") == true)
    }
  }

  @Test func `a heading never ends a page`() throws {
    for lines in 0...55 {
      let parts: [OfficialReport.Part] = [
        .paragraph((0...lines).map { "Dòng \($0)." }.joined(separator: "\n")), .section("Các đính chính"),
        .paragraph("Gồm:"), .table(SyntheticReport.table(rows: 3)),
      ]
      for page in try pages(SyntheticReport.report(parts)) {
        page.expectSound()
        #expect(page.lines.contains("NGƯỜI KIỂM TRA") == page.lines.contains("1044"), "signed on a page of its own")
        let body = page.lines.prefix { !$0.hasPrefix("Sổ ghi kiemdo/") }
        #expect(!["1. Các đính chính", "Gồm:"].contains(body.last), "\(lines): \(body.suffix(3))")
        #expect(body.contains("Lúc") == body.contains { ["1042", "1043", "1044"].contains($0) }, "a head without rows")
      }
    }
  }

  @Test func `a row higher than a page is parted between lines, and nothing of it is lost`() throws {
    for words in [200, 600, 1500, 4000] {
      let text = (0..<words).map { "từ\($0)" }.joined(separator: " ")
      let table = OfficialReport.Table(
        columns: [.init("Số", share: 1), .init("Lý do", share: 5)],
        rows: [.init(["1", "Ngắn"]), .init(["2", OfficialReport.Cell(text)]), .init(["3", "Ngắn"])])
      let pages = try pages(SyntheticReport.report([.table(table), .paragraph(text)]))
      var read: [String] = []
      for page in pages {
        page.expectSound()
        read += page.lines.flatMap { $0.split(separator: " ") }.map(String.init).filter { $0.hasPrefix("từ") }
      }
      let once = (0..<words).map { "từ\($0)" }
      #expect(read == once + once)
    }
  }

  @Test func `a word wider than its column is cut, not set over its neighbour`() throws {
    let origin = String(repeating: "a1b2c3d4", count: 25)
    var report = SyntheticReport.report([
      .particulars([.init("Khóa:", origin)]),
      .table(
        .init(
          columns: [.init("Mã", share: 1), .init("Có", share: 1)],
          rows: [.init([OfficialReport.Cell(origin), OfficialReport.Cell(origin)])])), .conclusion(origin),
    ])
    report.foot = ["Sổ ghi \(origin)"]
    report.title = origin
    let pages = try pages(report)
    for page in pages { page.expectSound() }
  }

  @Test(arguments: ["0", "b", "d", "f", "0d", "8b"])
  func `a digest stands whole on its line, however wide its letters`(letters: String) throws {
    let digest = String(repeating: letters, count: 64 / letters.count)
    let table = OfficialReport.Table(
      columns: [
        .init("Tệp", share: 3), .init("Kích thước (byte)", share: 2, .right), .init("SHA-256", share: 7),
      ],
      rows: ["so.kiemdo", "so.kiemdo-wal", "so.kiemdo.projections"].map {
        .init([OfficialReport.Cell($0), "1 245 184", OfficialReport.Cell(digest)])
      })
    let pages = try pages(SyntheticReport.report([.table(table)]))
    #expect(pages[0].lines.filter { $0 == digest }.count == 3, "\(pages[0].lines)")
  }

  @Test func `a column with long texts takes the room that short ones don't need`() throws {
    let sentence = "Theo giấy khai sinh bản chính do phụ huynh nộp lại ngày 20/4, đã đối chiếu với học bạ của em"
    let table = OfficialReport.Table(
      columns: [.init("Số", share: 9, .right), .init("Lý do", share: 1), .init("Dấu", share: 9)],
      rows: (1...9).map {
        .init([OfficialReport.Cell(String($0)), OfficialReport.Cell(sentence), "sau ký, ngoài giờ"])
      })
    let pages = try pages(SyntheticReport.report([.table(table)]))
    #expect(pages[0].lines.filter { $0 == sentence }.count == 9, "\(pages[0].lines)")
    // What no text asks for goes by the shares: an empty column to write in is wide.
    let empty = OfficialReport.Table(
      columns: [.init("Số", share: 0, .right), .init("Ghi chú", share: 1)], rows: [.init(["1", ""])], isForWriting: true
    )
    let page = try #require(try self.pages(SyntheticReport.report([.table(empty)])).first)
    let levels = page.strokes.filter { $0.rect.width > 100 && $0.rect.y > 60 }.map(\.rect.y).sorted()
    #expect(zip(levels, levels.dropFirst()).contains { abs($1 - $0 - 8) < 0.1 }, "\(levels)")
    let uprights = page.strokes.filter { $0.rect.height > 10 && $0.rect.y > 60 }.map(\.rect.x).sorted()
    #expect(uprights.count == 3 && uprights[2] - uprights[1] > 150, "\(uprights)")
  }

  @Test func `what the face lacks or hides is printed as its number`() throws {
    let lines = try pages(SyntheticReport.report([.paragraph("a\u{1F600}b\u{202E}c\u{7}d\u{E000}\u{AD}")])).flatMap(
      \.lines)
    #expect(lines.contains("a[U+1F600]b[U+202E]c[U+0007]d[U+E000][U+00AD]"))
  }

  @Test func `an English report is English throughout`() throws {
    let report = SyntheticReport.report([.table(SyntheticReport.table(rows: 60))], language: .english)
    let pages = try pages(report)
    #expect(pages.count > 1)
    let lines = pages.flatMap(\.lines)
    for line in ["SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness", "Page 1/\(pages.count)"] {
      #expect(lines.contains(line))
    }
    #expect(!lines.contains { $0.hasPrefix("Trang") || $0.hasPrefix("Kính gửi") || $0.hasSuffix("(tiếp theo)") })
  }

  @Test func `the same report is the same file, of one family of faces, and reads in order`() throws {
    let report = SyntheticReport.report(
      [.section("Các đính chính"), .table(SyntheticReport.table(rows: 90))], .landscape)
    let bytes = try sheet(report).pdf(PDFWriter(fixture.typefaces))
    let other = try Fixture()
    _ = try ReportSheet(SyntheticReport.report(SyntheticReport.parts), other.composer).pdf(PDFWriter(other.typefaces))
    let again = try ReportSheet(report, other.composer).pdf(PDFWriter(other.typefaces))
    let isSame = bytes == again
    #expect(isSame)
    let text = try Tool.run("pdftotext", ["-layout", "%", "-"], on: bytes, suffix: "pdf")
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      rows.contains(
        "1043 16:42:07 24/04/2023 lan Nguyễn Thị Ánh (12A1, số 31) Số định danh 031305001243 031305001234 Theo thẻ CCCD"
      ),
      "\(rows.prefix(30))")
    let fonts = try Tool.run("pdffonts", ["%"], on: bytes, suffix: "pdf").split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains("+LiberationSerif") })
    let pages = try sheet(report).pageCount
    #expect(try Tool.run("pdfinfo", ["%"], on: bytes, suffix: "pdf").contains("Pages:           \(pages)\n"))
  }

  @Test func `sections lead into the file`() throws {
    let sheet = try sheet(
      SyntheticReport.report([
        .section("Một"), .table(SyntheticReport.table(rows: 60)), .section("Hai"), .paragraph("Hết."),
      ]))
    #expect(sheet.outline == [OutlineEntry("1. Một", page: 0), OutlineEntry("2. Hai", page: sheet.pageCount - 1)])
  }

  @Test func `thousands of rows are laid out one page at a time`() throws {
    let report = SyntheticReport.report([.table(SyntheticReport.table(rows: 5_000))], .landscape)
    let start = ContinuousClock.now
    let sheet = try sheet(report)
    let laid = ContinuousClock.now
    let bytes = try sheet.pdf(PDFWriter(fixture.typefaces))
    if ProcessInfo.processInfo.environment["KIEMDO_PAGES"] != nil {
      print("\(sheet.pageCount) pages, \(bytes.count) bytes, laid out in \(laid - start), drawn in \(.now - laid)")
    }
    #expect(sheet.pageCount > 100)
    let last = sheet.page(sheet.pageCount - 1)
    last.expectSound()
    #expect(last.lines.contains("6041"))
  }
}
