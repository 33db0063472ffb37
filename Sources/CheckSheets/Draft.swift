import Typesetting

/// A page all but for its stamp. Items are drawn, and read, in their order.
struct Draft {
  enum Item {
    case fixed([Element])
    case stamped(StampedText)
    /// A QR code whose dark square fills the rectangle; the quiet zone lies outside.
    case code(Rect)
  }

  var size: PageSize
  var items: [Item] = []

  mutating func place(_ block: Block, at point: Point) {
    items.append(.fixed(block.placed(at: point)))
  }

  mutating func place(_ block: Block, in rect: Rect, _ horizontal: HorizontalAlignment) {
    items.append(.fixed(block.placed(in: rect, horizontal)))
  }

  func page(_ stamp: PageStamp, _ code: QRCode, _ typesetter: Typesetter) -> Page {
    var page = Page(size: size)
    for item in items {
      switch item {
      case .fixed(let elements): page.elements += elements
      case .stamped(let text): page.place(text.block(stamp, typesetter), at: text.point)
      case .code(let rect):
        let module = rect.width / Double(code.side)
        let margin = module * Double(QRCode.quietZone)
        page.place(.code(code, side: rect.width + 2 * margin), at: Point(x: rect.x - margin, y: rect.y - margin))
      }
    }
    return page
  }
}

/// A paragraph that says something of the stamp. It takes no more lines than with the widest stamp.
struct StampedText {
  enum Part {
    case text(Run)
    case code(Style)
    case position(Style)
    case time(Style)
  }

  var parts: [Part]
  var width: Double
  var alignment = HorizontalAlignment.left
  /// Top left corner.
  var point = Point(x: 0, y: 0)

  func block(_ stamp: PageStamp, _ typesetter: Typesetter) -> Block {
    let runs = parts.map { part in
      switch part {
      case .text(let run): run
      case .code(let style): Run(stamp.code, style)
      case .position(let style): Run(String(stamp.position), style)
      case .time(let style): Run(stamp.timeText, style)
      }
    }
    return typesetter.paragraph(runs, width: width, alignment)
  }

  func height(_ typesetter: Typesetter) -> Double { block(.widest, typesetter).height }

  func placed(at point: Point) -> Draft.Item {
    var text = self
    text.point = point
    return .stamped(text)
  }
}
