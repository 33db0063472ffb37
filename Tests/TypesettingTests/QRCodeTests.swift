import Foundation
import Testing

@testable import Typesetting

@Suite struct QRCodeTests {
  @Test func `343 digits take version 8, 49 modules a side`() throws {
    let code = try QRCode(digits: String(repeating: "1234567", count: 49))
    #expect(code.version == 8)
    #expect(code.side == 49)
    #expect(code.modules.count == 49 * 49)
  }

  @Test func `the finder patterns stand in three corners`() throws {
    let code = try QRCode(digits: "0123456789")
    let last = code.side - 7
    for (row, column) in [(0, 0), (0, last), (last, 0)] {
      for dy in 0..<7 {
        for dx in 0..<7 {
          let distance = max(abs(dx - 3), abs(dy - 3))
          #expect(code[row + dy, column + dx] == (distance != 2))
        }
      }
    }
  }

  @Test func `the most digits fill version 40 and one more is refused`() throws {
    #expect(try QRCode(digits: String(repeating: "7", count: QRCode.mostDigits)).version == 40)
    #expect(throws: TypesettingError.codeTooLong(digits: 5597, limit: 5596)) {
      try QRCode(digits: String(repeating: "7", count: 5597))
    }
  }

  @Test(arguments: ["", "12a", "1 2", "１２", "-1"]) func `what is no row of digits is refused`(text: String) {
    #expect(throws: TypesettingError.codeNotNumeric(found: text)) { try QRCode(digits: text) }
  }

  @Test func `a code is read back from the page and from the image at 150 dpi`() throws {
    let typefaces = try Typefaces()
    let folder = try TemporaryFolder()
    var generator = SystemRandomNumberGenerator()
    let digits = String((0..<343).map { _ in Character(String(Int.random(in: 0...9, using: &generator))) })
    var page = Page()
    page.place(.code(try QRCode(digits: digits), side: 30), at: Point(x: 163.37, y: 18.91))
    let png = try PNGWriter(typefaces).write(page, dpi: 150)
    let pdf = try PDFWriter(typefaces).write(Document(title: "", pages: [page]), createdAt: createdAt)
    try run("pdftoppm", "-r", "150", "-png", folder.write(pdf, "page.pdf"), folder.path("page"))
    for image in [try folder.write(png, "image.png"), folder.path("page-1.png")] {
      let read = try run("zbarimg", "--raw", "-q", image).trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(read == digits, "digits were \(digits)")
    }
  }
}
