import Testing
import Typesetting

/// Where an element's ink may lie.
struct Extent: CustomStringConvertible {
  var rect: Rect
  var what: String
  var description: String { "\(what) at \(rect)" }

  func overlaps(_ other: Extent, tolerance: Double = 0.05) -> Bool {
    rect.x + tolerance < other.rect.right && other.rect.x + tolerance < rect.right
      && rect.y + tolerance < other.rect.bottom && other.rect.y + tolerance < rect.bottom
  }
}

extension Page {
  var texts: [Extent] {
    elements.compactMap { element in
      guard case .text(let line, let point) = element else { return nil }
      let size = Double.points(line.spans.map(\.style.size).max() ?? 0)
      // Ascent of the highest capitals with two accents, descent of the dots below.
      return Extent(
        rect: Rect(x: point.x, y: point.y - 0.891 * size, width: line.width, height: 1.1 * size), what: line.text)
    }
  }

  var codes: [Extent] {
    elements.compactMap { element in
      if case .code(_, let rect) = element { Extent(rect: rect, what: "QR code") } else { nil }
    }
  }

  /// Rules and outlines as thin rectangles.
  var strokes: [Extent] {
    elements.flatMap { element -> [Extent] in
      switch element {
      case .rule(let rule): [Extent(rule.start, rule.end, rule.stroke)]
      case .box(let box):
        // The boxes of digits stand round their digits.
        if let stroke = box.stroke, box.rect.width > 4 { box.rect.edges.map { Extent($0.0, $0.1, stroke) } } else { [] }
      case .text, .path, .code: []
      }
    }
  }

  /// Nothing overlaps, nothing leaves the paper or its margins.
  func expectSound(_ location: SourceLocation = #_sourceLocation) {
    let texts = texts
    for (index, text) in texts.enumerated() {
      for other in texts[(index + 1)...] where text.overlaps(other) {
        Issue.record("\(text) overlaps \(other)", sourceLocation: location)
      }
      for code in codes where text.overlaps(code) {
        Issue.record("\(text) overlaps the QR code", sourceLocation: location)
      }
      for stroke in strokes where text.overlaps(stroke, tolerance: 0.12) {
        Issue.record("\(text) is crossed by \(stroke)", sourceLocation: location)
      }
    }
    let margins = Rect(x: 19.7, y: 9.5, width: size.width - 19.7 - 12.7, height: size.height - 9.5 - 5.5)
    let drawn =
      texts + codes.map { Extent(rect: $0.rect.inset(by: Insets(horizontal: 2.3, vertical: 2.3)), what: $0.what) }
      + strokes
    for extent in drawn {
      let rect = extent.rect
      let isInside =
        rect.x >= margins.x && rect.right <= margins.right && rect.y >= margins.y
        && rect.bottom <= margins.bottom
      if !isInside { Issue.record("\(extent) leaves the margins", sourceLocation: location) }
    }
  }
}

extension Extent {
  fileprivate init(_ start: Point, _ end: Point, _ stroke: Stroke) {
    let half = stroke.thickness / 2
    let isLevel = start.y == end.y
    rect = Rect(
      x: min(start.x, end.x) - (isLevel ? 0 : half), y: min(start.y, end.y) - (isLevel ? half : 0),
      width: abs(end.x - start.x) + (isLevel ? 0 : 2 * half), height: abs(end.y - start.y) + (isLevel ? 2 * half : 0))
    what = "rule"
  }
}

extension Rect {
  fileprivate var edges: [(Point, Point)] {
    let corners = [
      Point(x: x, y: y), Point(x: right, y: y), Point(x: right, y: bottom), Point(x: x, y: bottom), Point(x: x, y: y),
    ]
    return Array(zip(corners, corners.dropFirst()))
  }
}
