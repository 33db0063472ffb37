import Typesetting

/// The twelve boxes of an identity number, a character in each: nine digits (an old card's number) stand in the last
/// nine boxes as the form asks; any other number fills from the left.
enum IdentityBoxes {
  static let count = 12
  static let cell = (width: 3.0, height: 4.3)

  /// Nil for what has more characters than there are boxes.
  static func block(_ text: String, _ style: Style, _ typesetter: Typesetter) -> Block? {
    guard text.count <= count else { return nil }
    let isOldCard = text.utf8.count == 9 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let start = isOldCard ? count - 9 : 0
    let stroke = Stroke(thickness: .points(0.5))
    let filled = typesetter.digitBoxes(text, style, cell: cell, stroke)
    let before = empty(start, stroke)
    let after = empty(count - start - text.count, stroke)
    return .row([before, filled, after])
  }

  private static func empty(_ count: Int, _ stroke: Stroke) -> Block {
    let boxes = (0..<max(0, count)).map { index in
      Element.box(
        Box(Rect(x: Double(index) * cell.width, y: 0, width: cell.width, height: cell.height), stroke: stroke))
    }
    return Block(width: Double(boxes.count) * cell.width, height: cell.height, elements: boxes)
  }
}
