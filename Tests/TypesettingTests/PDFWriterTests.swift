import Foundation
import Testing

@testable import Typesetting

@Suite struct PDFWriterTests {
  let typefaces: Typefaces
  let typesetter: Typesetter

  init() throws {
    typefaces = try Typefaces()
    typesetter = Typesetter(typefaces)
  }

  private func pages() throws -> [Page] {
    let names = ["NGUYỄN THỊ ÁNH TUYẾT", "TRẦN ĐỨC HẢI", "H’HEN NIÊ", "PHẠM NGỌC ÁNH DƯƠNG"]
    return try names.enumerated().map { try samplePage(typesetter, name: $1, number: $0) }
  }

  @Test func `Vietnamese text is found again, in all faces`() throws {
    let folder = try TemporaryFolder()
    var page = Page()
    let letters = Array(vietnameseLetters)
    let parts = stride(from: 0, to: letters.count, by: 45).map { String(letters[$0..<min($0 + 45, letters.count)]) }
    var y = 20.0
    for style in [Style.regular(9), .bold(9), .italic(9), .boldItalic(9)] {
      for part in parts {
        page.place(typesetter.line(part, style), at: Point(x: 10, y: y))
        y += 6
      }
    }
    let pdf = try PDFWriter(typefaces).write(Document(title: "", pages: [page]), createdAt: createdAt)
    let text = try run("pdftotext", folder.write(pdf, "a.pdf"), "-").split(whereSeparator: { "\n\u{0C}".contains($0) })
    #expect(text.map(String.init) == page.lines)
    #expect(page.lines.joined() == String(repeating: vietnameseLetters, count: 4))
  }

  @Test func `a row of the table is read from left to right, its words apart`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      PDFWriter(typefaces).write(Document(title: "", pages: [pages()[0]]), createdAt: createdAt), "a.pdf")
    let rows = try run("pdftotext", "-layout", path, "-").split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(rows.contains("1 Họ, chữ đệm và tên NGUYỄN THỊ ÁNH TUYẾT"))
    #expect(rows.contains("3 Nơi sinh Hải Phòng"))
    let raw = try run("pdftotext", "-raw", path, "-").split(whereSeparator: { " \n\u{0C}".contains($0) })
    let expected = try pages()[0].lines.flatMap { $0.split(separator: " ") }
    #expect(raw == expected)
  }

  @Test func `only the one family is embedded, even for letters that it lacks`() throws {
    let folder = try TemporaryFolder()
    var page = try pages()[0]
    page.place(typesetter.line("漢字 مرحبا שלום 🙂 ☑", .regular(12)), at: Point(x: 20, y: 200))
    let pdf = try PDFWriter(typefaces).write(Document(title: "", pages: [page]), createdAt: createdAt)
    let fonts = try run("pdffonts", folder.write(pdf, "a.pdf")).split(separator: "\n").dropFirst(2)
    #expect(fonts.count >= 3)
    for font in fonts {
      #expect(font.firstMatch(of: #/^[A-Z]{6}\+LiberationSerif(-Bold|-Italic|-BoldItalic)? .* yes +yes +yes /#) != nil)
    }
  }

  @Test func `the same pages are the same bytes`() throws {
    let document = Document(title: "Phiếu", pages: try pages(), outline: [OutlineEntry("12A1", page: 0)])
    let first = try PDFWriter(typefaces).write(document, createdAt: createdAt)
    #expect(try PDFWriter(typefaces).write(document, createdAt: createdAt) == first)
    let others = try Typefaces()
    let again = Typesetter(others)
    // Another order of laying out fills the caches in another order.
    let reversed = try [3, 2, 1, 0].map { try samplePage(again, name: nameOf(document.pages[$0]), number: $0) }
    let second = Document(title: "Phiếu", pages: reversed.reversed(), outline: document.outline)
    #expect(second == document)
    #expect(try PDFWriter(others).write(second, createdAt: createdAt) == first)
    #expect(try PDFWriter(typefaces).write(document, createdAt: "2023-04-24T16:42:08+07:00") != first)
  }

  @Test func `another process writes the same bytes`() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      let typefaces = try Typefaces()
      let page = try samplePage(Typesetter(typefaces), name: "LÊ ĐỨC", number: 7)
      let pdf = try PDFWriter(typefaces).write(Document(title: "Phiếu", pages: [page]), createdAt: createdAt)
      print("PDF:\(Data(pdf).base64EncodedString()):")
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    let base64 = try #require(output.split(separator: ":").dropFirst().first)
    let page = try samplePage(typesetter, name: "LÊ ĐỨC", number: 7)
    let pdf = try PDFWriter(typefaces).write(Document(title: "Phiếu", pages: [page]), createdAt: createdAt)
    #expect(Data(base64Encoded: String(base64)) == Data(pdf))
  }

  @Test func `a page alone has the same picture as in a run`() throws {
    let folder = try TemporaryFolder()
    let pages = try pages()
    let run1 = try PDFWriter(typefaces).write(Document(title: "", pages: pages), createdAt: createdAt)
    try run("pdftoppm", "-r", "120", folder.write(run1, "run.pdf"), folder.path("run"))
    for (index, page) in pages.enumerated() {
      let alone = try PDFWriter(typefaces).write(Document(title: "", pages: [page]), createdAt: createdAt)
      try run("pdftoppm", "-r", "120", folder.write(alone, "alone.pdf"), folder.path("alone"))
      let picture = try Data(contentsOf: URL(filePath: folder.path("alone-1.ppm")))
      #expect(try picture == Data(contentsOf: URL(filePath: folder.path("run-\(index + 1).ppm"))))
      #expect(Set(picture).count > 2)
    }
  }

  @Test func `title, date, size and bookmarks are in the file`() throws {
    let folder = try TemporaryFolder()
    let landscape = Page(size: .a4Landscape, elements: try pages()[0].elements)
    let outline = [
      OutlineEntry("Lớp 12A1", page: 0, children: [OutlineEntry("Trần Đức", page: 1)], isOpen: true),
      OutlineEntry("Lớp 12A2", page: 2),
    ]
    let document = Document(title: "Phiếu kiểm dò 12A1", pages: try pages().prefix(2) + [landscape], outline: outline)
    let path = try folder.write(PDFWriter(typefaces).write(document, createdAt: createdAt), "a.pdf")
    let info = try run("pdfinfo", "-rawdates", "-l", "3", path)
    #expect(info.contains(/Title: +Phiếu kiểm dò 12A1\n/))
    #expect(info.contains(/CreationDate: +D?:?20230424164207\+07'00/))
    #expect(info.contains(/Page +1 size: +595.276 x 841.89 pts \(A4\)/))
    #expect(info.contains(/Page +3 size: +841.89 x 595.276 pts \(A4\)/))
    let xml = try run("pdftohtml", "-xml", "-i", "-stdout", path)
    let entries = xml.matches(of: /<item page="(\d)">([^<]*)<\/item>/).map { "\($0.1) \($0.2)" }
    #expect(entries == ["1 Lớp 12A1", "2 Trần Đức", "3 Lớp 12A2"])
  }

  @Test(arguments: ["", "2023-04-24", "24/04/2023 16:42", "2023-04-24T16:42:07", "2023-04-24T16:42:07.123Z"])
  func `a date that Cairo would replace by the present is refused`(date: String) throws {
    let document = Document(title: "", pages: [Page()])
    #expect(throws: TypesettingError.dateMalformed(found: date)) {
      try PDFWriter(typefaces).write(document, createdAt: date)
    }
  }

  private func nameOf(_ page: Page) -> String {
    page.lines.first { $0 == $0.uppercased() && $0.contains(" ") && !$0.hasPrefix("PHIẾU") } ?? ""
  }
}
