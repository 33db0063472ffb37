import Testing

@testable import Typesetting

@Suite struct PNGWriterTests {
  @Test func `an image has the paper's size in pixels`() throws {
    let typefaces = try Typefaces()
    for (size, dpi, width, height) in [(PageSize.a4, 150.0, 1240, 1754), (.a4Landscape, 72, 842, 595)] {
      let png = try PNGWriter(typefaces).write(Page(size: size), dpi: dpi)
      #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      let numbers = [16, 20].map { png[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
      #expect(numbers == [width, height])
    }
  }

  @Test func `the same page is the same image and another is not`() throws {
    let typefaces = try Typefaces()
    let typesetter = Typesetter(typefaces)
    let first = try PNGWriter(typefaces).write(samplePage(typesetter, name: "LÊ ĐỨC", number: 1), dpi: 100)
    let again = try PNGWriter(Typefaces()).write(samplePage(typesetter, name: "LÊ ĐỨC", number: 1), dpi: 100)
    let other = try PNGWriter(typefaces).write(samplePage(typesetter, name: "LÊ ĐỨA", number: 1), dpi: 100)
    #expect(first == again)
    #expect(first != other)
  }
}
