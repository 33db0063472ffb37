extension Typesetter {
  /// Sets broken lines below each other, each with its baseline where the type's ascent and descent stand centred in
  /// the line's height.
  func set(_ lines: [BrokenLine], width: Double, _ alignment: HorizontalAlignment, leading: Double) -> Block {
    var block = Block(width: width, height: 0)
    for line in lines {
      let size = Double.points(line.size)
      let margin = (leading - typefaces.ascent - typefaces.descent) / 2
      let start = Point(
        x: alignment.offset(of: line.width, in: width), y: block.height + (margin + typefaces.ascent) * size)
      block.elements += set(line.pieces, at: start)
      block.height += leading * size
    }
    return block
  }

  private func set(_ pieces: [Piece], at start: Point) -> [Element] {
    var spans: [Span] = []
    var marks: [Element] = []
    var x = 0.0
    var continuesSpan = false
    for piece in pieces {
      switch piece.content {
      case .mark(let mark):
        let paths = mark.paths(size: .points(piece.style.size), gray: piece.style.gray)
        marks += paths.map { .path($0.moved(start.x + x, start.y)) }
        continuesSpan = false
      case .text, .space:
        let text = if case .text(let text) = piece.content { text } else { " " }
        if continuesSpan, let last = spans.last, last.style == piece.style {
          spans[spans.count - 1].text += text
          spans[spans.count - 1].width += piece.width
        } else {
          spans.append(Span(text, piece.style, x: x, width: piece.width))
        }
        continuesSpan = true
      }
      x += piece.width
    }
    return spans.isEmpty ? marks : [.text(Line(spans: spans), at: start)] + marks
  }
}
