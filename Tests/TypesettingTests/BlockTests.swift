import Testing

@testable import Typesetting

@Suite struct BlockTests {
  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Element {
    .box(Box(Rect(x: x, y: y, width: width, height: height)))
  }

  private func block(_ width: Double, _ height: Double) -> Block {
    Block(width: width, height: height, elements: [box(0, 0, width, height)])
  }

  @Test func `a stack is as wide as its widest and as high as all with the spaces between`() {
    let parts = [block(10, 2), block(4, 3)]
    let expected: [(HorizontalAlignment, Double)] = [(.left, 0), (.centre, 3), (.right, 6)]
    for (alignment, x) in expected {
      let stack = Block.stack(parts, spacing: 1, alignment)
      #expect(stack == Block(width: 10, height: 6, elements: [box(0, 0, 10, 2), box(x, 3, 4, 3)]))
    }
    #expect(Block.stack([]) == Block(width: 0, height: 0))
  }

  @Test func `a row is as high as its highest`() {
    let parts = [block(10, 2), block(4, 6)]
    let expected: [(VerticalAlignment, Double)] = [(.top, 0), (.middle, 2), (.bottom, 4)]
    for (alignment, y) in expected {
      let row = Block.row(parts, spacing: 1, alignment)
      #expect(row == Block(width: 15, height: 6, elements: [box(0, y, 10, 2), box(11, 0, 4, 6)]))
    }
  }

  @Test func `padding and frames keep the content`() {
    let framed = block(4, 2).padded(Insets(horizontal: 1, vertical: 2)).framed(nil, fill: 0.9)
    #expect(framed.width == 6 && framed.height == 6)
    #expect(framed.elements.last == box(1, 2, 4, 2))
    #expect(framed.elements.first == .box(Box(Rect(x: 0, y: 0, width: 6, height: 6), fill: 0.9)))
  }

  @Test func `a block is placed at a point or aligned in a rectangle`() {
    var page = Page()
    page.place(block(4, 2), at: Point(x: 20, y: 30))
    page.place(block(4, 2), in: Rect(x: 10, y: 10, width: 10, height: 10), .right, .bottom)
    page.place(block(4, 2), in: Rect(x: 10, y: 10, width: 10, height: 10), .centre, .middle)
    #expect(page.elements == [box(20, 30, 4, 2), box(16, 18, 4, 2), box(13, 14, 4, 2)])
  }

  @Test func `every kind of element moves whole`() throws {
    let origin = Point(x: 1, y: 2)
    let code = try QRCode(digits: "1")
    let rect = Rect(x: 1, y: 2, width: 3, height: 4)
    let line = Line(spans: [Span("a", .regular(10), x: 0, width: 2)])
    let stroke = Stroke(thickness: 0.4, gray: 0.5, dashes: [1])
    let moved = Point(x: 11, y: 22)
    let movedRect = Rect(x: 11, y: 22, width: 3, height: 4)
    let pairs: [(Element, Element)] = [
      (.text(line, at: origin), .text(line, at: moved)),
      (.rule(Rule(from: origin, to: origin, stroke)), .rule(Rule(from: moved, to: moved, stroke))),
      (.box(Box(rect, fill: 0.2, stroke: stroke)), .box(Box(movedRect, fill: 0.2, stroke: stroke))),
      (
        .path(Path([origin], isClosed: true, fill: 0.2, stroke: stroke)),
        .path(Path([moved], isClosed: true, fill: 0.2, stroke: stroke))
      ),
      (.code(code, in: rect), .code(code, in: movedRect)),
    ]
    for (element, expected) in pairs { #expect(element.moved(10, 20) == expected) }
  }
}
