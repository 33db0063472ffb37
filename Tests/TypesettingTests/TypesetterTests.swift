import Testing

@testable import Typesetting

@Suite struct TypesetterTests {
  let typesetter: Typesetter

  init() throws { typesetter = Typesetter(try Typefaces()) }

  @Test(arguments: [9.0, 10.5, 14, 72]) func `a width is the face's advance times the size`(size: Double) {
    // 1479 of 2048 units in the face's own table; kerning does not touch a letter alone.
    let width = typesetter.width(of: "A", .regular(size))
    #expect(abs(width - 1479.0 / 2048 * size * 25.4 / 72) < 1e-5)
  }

  @Test func `every figure is equally wide in every face, also in a row`() {
    for style in [Style.regular(10), .bold(10), .italic(10), .boldItalic(10)] {
      let one = typesetter.width(of: "0", style)
      for figure in "123456789" { #expect(abs(typesetter.width(of: String(figure), style) - one) < 1e-6) }
      #expect(abs(typesetter.width(of: "1117111", style) - 7 * one) < 1e-6)
    }
  }

  @Test func `no line is wider than asked and the lines are the text again`() {
    let text = "Xã Hòa Thắng, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk; huyện Côn Đảo, Bà Rịa-Vũng Tàu (52-07)"
    for width in stride(from: 18.0, through: 120, by: 0.5) {
      let block = typesetter.paragraph(text, .regular(11), width: width)
      for case .text(let line, let start) in block.elements {
        #expect(line.width <= width + 1e-6)
        #expect(start.x == 0)
        #expect(!line.text.hasPrefix(" ") && !line.text.hasSuffix(" "))
      }
      let joined = block.lines.reduce("") { $0.isEmpty || $0.hasSuffix("-") ? $0 + $1 : $0 + " " + $1 }
      #expect(joined == text)
      #expect(abs(block.height - Double(block.lines.count) * typesetter.lineHeight(11)) < 1e-9)
    }
  }

  @Test func `lines break as late as they can`() {
    let words = "một hai ba bốn năm sáu bảy tám chín mười".split(separator: " ").map(String.init)
    for width in stride(from: 12.0, through: 80, by: 1) {
      let lines = typesetter.paragraph(words.joined(separator: " "), .italic(10), width: width).lines
      for (line, next) in zip(lines, lines.dropFirst()) {
        let first = next.split(separator: " ")[0]
        #expect(typesetter.width(of: "\(line) \(first)", .italic(10)) > width)
      }
    }
  }

  @Test func `a no-break space binds and is set as a space`() {
    let width = typesetter.width(of: "ngày 21", .regular(11)) + 0.1
    #expect(typesetter.paragraph("ngày 21 tháng", .regular(11), width: width).lines == ["ngày 21", "tháng"])
    #expect(typesetter.paragraph("x ngày\u{A0}21", .regular(11), width: width).lines == ["x", "ngày 21"])
  }

  @Test func `line ends of every kind break the line`() {
    #expect(typesetter.line("a\nb\r\nc\rd", .regular(10)).lines == ["a", "b", "c", "d"])
    let gap = typesetter.line("a\n\nb", .regular(10))
    #expect(gap.lines == ["a", "b"])
    #expect(abs(gap.height - 3 * typesetter.lineHeight(10)) < 1e-9)
  }

  @Test func `a hyphen ends a line between letters only`() {
    let narrow = typesetter.width(of: "Rịa-Vũng", .regular(11)) - 0.1
    #expect(typesetter.paragraph("Rịa-Vũng", .regular(11), width: narrow).lines == ["Rịa-", "Vũng"])
    let number = typesetter.layOut([Run("512-084417", .regular(11))], width: 12, .left, leading: 1.15)
    #expect(number.splitsWord)
  }

  @Test func `a word wider than the line is cut between letters and loses none`() {
    let address = "nguyen.thi.anh.tuyet.2005.dai.lam@example.com"
    for width in [1.0, 5, 12.5, 30] {
      let lines = typesetter.paragraph(address, .regular(11), width: width).lines
      #expect(lines.joined() == address)
      #expect(lines.allSatisfy { $0.count == 1 || typesetter.width(of: $0, .regular(11)) <= width + 1e-6 })
    }
  }

  @Test func `empty text is as high as one line and draws nothing`() {
    let block = typesetter.paragraph("", .regular(12), width: 30)
    #expect(block.elements.isEmpty)
    #expect(block.height == typesetter.lineHeight(12))
  }

  @Test func `text is aligned at either side or in the middle`() {
    let width = typesetter.width(of: "Khối", .bold(11))
    let expected: [(HorizontalAlignment, Double)] = [(.left, 0), (.centre, (40 - width) / 2), (.right, 40 - width)]
    for (alignment, x) in expected {
      guard case .text(_, let start) = typesetter.paragraph("Khối", .bold(11), width: 40, alignment).elements.first
      else {
        Issue.record("no text")
        return
      }
      #expect(abs(start.x - x) < 1e-9)
    }
  }

  @Test func `runs of different styles share a line and its baseline`() {
    let block = typesetter.line([Run("Lớp ", .regular(11)), Run("12A1", .bold(14)), Run("!", .regular(11))])
    guard case .text(let line, _) = block.elements.first else {
      Issue.record("no text")
      return
    }
    #expect(line.text == "Lớp 12A1!")
    #expect(line.spans.map(\.style) == [.regular(11), .bold(14), .regular(11)])
    #expect(block.elements.count == 1)
    #expect(block.height == typesetter.lineHeight(14))
    #expect(abs(line.spans[1].x - typesetter.width(of: "Lớp ", .regular(11))) < 1e-9)
    let bound = [Run("Ký Lần", .bold(11)), Run("(2)", .regular(11))]
    #expect(typesetter.paragraph(bound, width: typesetter.line(bound).width - 0.1).lines == ["Ký", "Lần(2)"])
  }

  @Test func `runs of one style are one word where they touch`() {
    let split = typesetter.line([Run("AV", .regular(11)), Run("AV", .regular(11))])
    #expect(split == typesetter.line("AVAV", .regular(11)))
  }

  @Test func `a mark flows with the text as a drawn path`() {
    let block = typesetter.line([Run(.triangle, .regular(10)), Run(" 4", .regular(10))])
    #expect(block.lines == [" 4"])
    #expect(block.elements.contains { if case .path = $0 { true } else { false } })
    #expect(abs(block.width - Double.points(6.2) - typesetter.width(of: " 4", .regular(10))) < 1e-9)
  }

  @Test func `composed and decomposed letters are laid out alike and kept apart`() {
    let composed = "Tuyết"
    let decomposed = "Tuye\u{302}\u{301}t"
    let first = typesetter.line(composed, .regular(11))
    let second = typesetter.line(decomposed, .regular(11))
    #expect(abs(first.width - second.width) < 1e-4)
    #expect(first.lines[0].utf8.elementsEqual(composed.utf8))
    #expect(second.lines[0].utf8.elementsEqual(decomposed.utf8))
  }

  @Test func `digit boxes hold one figure each in its middle`() {
    let boxes = typesetter.digitBoxes("031305001234", .bold(10.5), cell: (3.3, 4.2))
    #expect(boxes.lines == ["031305001234"])
    #expect(boxes.elements.last.map { if case .text(let line, _) = $0 { line.isSpacedWord } else { false } } == true)
    #expect(abs(boxes.width - 12 * 3.3) < 1e-9)
    let frames = boxes.elements.compactMap { if case .box(let box) = $0 { box.rect } else { nil } }
    #expect(frames.count == 12)
    guard case .text(let line, let start) = boxes.elements.last else {
      Issue.record("no text")
      return
    }
    for (span, frame) in zip(line.spans, frames) {
      #expect(abs(start.x + span.x + span.width / 2 - (frame.x + frame.width / 2)) < 1e-9)
    }
  }
}
