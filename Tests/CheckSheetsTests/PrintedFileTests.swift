import CheckSheets
import ExamRecords
import Testing
import Typesetting

@Suite struct PrintedFileTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  @Test func `a row is extracted in order`() throws {
    let pdf = try fixture.pdf(fixture.pages(fixture.content()))
    let text = try Tool.run("pdftotext", ["-layout", "%", "-"], on: pdf, suffix: "pdf")
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(rows.contains("1 Họ, chữ đệm và tên NGUYỄN THỊ ÁNH TUYẾT"))
    #expect(rows.contains("2 Ngày, tháng, năm sinh 09/03/2005"))
    #expect(rows.contains("Mục Nội dung Thông tin trên hệ thống Đúng Sửa lại (ghi bằng bút đỏ)"))
    #expect(rows.contains { $0.hasPrefix("4 Số CCCD") && $0.contains("031305001234") })
    #expect(rows.contains("Lớp 12A1 · STT 31 · Mã đơn vị ĐKDT 03-999 · Mã phiếu 1042-583921"))
  }

  @Test func `no face but Liberation Serif is embedded`() throws {
    let changes = [SheetContent.Change(field: "zone", old: .text("KV3"))]
    let pdf = try fixture.pdf(fixture.pages(fixture.content(changes: changes)))
    let fonts = try Tool.run("pdffonts", ["%"], on: pdf, suffix: "pdf").split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty)
    for font in fonts {
      #expect(font.contains("+LiberationSerif"))
      #expect(font.split(separator: " ").suffix(5).first == "yes", "embedded: \(font)")
    }
  }

  @Test func `the QR code is read at 150 dots an inch from every page`() throws {
    var pages = try fixture.pages(fixture.content())
    pages += try fixture.pages(fixture.content(fixture.fullestValues))
    pages += try ClassListSheet(fixture.list(rows: 30), profile: fixture.profile, fixture.composer).pages(Fixture.stamp)
    #expect(pages.count >= 4)
    for page in pages {
      let png = try PNGWriter(fixture.typefaces).write(page, dpi: 150)
      let read = try Tool.run("zbarimg", ["--quiet", "--raw", "%"], on: png, suffix: "png")
      #expect(read == "\(Fixture.stamp.digits)\n")
    }
  }

  @Test func `the same sheet gives the same bytes and the picture of its run`() throws {
    let contents = (0..<5).map { number in
      var values = Fixture.values
      values["identityNumber"] = .text("03130500123\(number)")
      return fixture.content(values)
    }
    let alone = try fixture.pages(contents[3])
    let first = try fixture.pdf(alone)
    let isSameFile = try fixture.pdf(fixture.pages(contents[3])) == first
    #expect(isSameFile)
    // Another process would begin with other caches, and have laid other sheets out before.
    let other = try Fixture()
    for content in contents { _ = try other.pages(content) }
    let again = try other.pages(contents[3])
    let isSamePicture = again == alone
    #expect(isSamePicture)
    let isSameElsewhere = try other.pdf(again) == first
    #expect(isSameElsewhere)
    let items = try contents.map {
      try CheckSheet($0, profile: fixture.profile, fixture.composer).item(Fixture.stamp)
    }
    let isSameInRun = PrintRun(title: "", items: items).document.pages[3] == alone[0]
    #expect(isSameInRun)
  }
}
