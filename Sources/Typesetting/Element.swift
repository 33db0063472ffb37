/// A thing on a page at its final place. Lengths are millimetres, greys run from 0 (black) to 1 (white).
public enum Element: Hashable, Sendable {
  /// A line of text whose baseline begins at a point.
  case text(Line, at: Point)
  case rule(Rule)
  case box(Box)
  case path(Path)
  /// A QR code that fills the square, its quiet zone of four modules included.
  case code(QRCode, in: Rect)

  /// The same element elsewhere.
  public func moved(_ dx: Double, _ dy: Double) -> Element {
    switch self {
    case .text(let line, let point): .text(line, at: point.moved(dx, dy))
    case .rule(let rule): .rule(Rule(from: rule.start.moved(dx, dy), to: rule.end.moved(dx, dy), rule.stroke))
    case .box(let box): .box(Box(box.rect.moved(dx, dy), fill: box.fill, stroke: box.stroke))
    case .path(let path): .path(path.moved(dx, dy))
    case .code(let code, let rect): .code(code, in: rect.moved(dx, dy))
    }
  }
}

/// How a line is drawn: thickness in millimetres, grey, and the lengths of dashes and gaps (empty: unbroken).
public struct Stroke: Hashable, Sendable {
  public var thickness: Double
  public var gray: Double
  public var dashes: [Double]

  public init(thickness: Double = 0.2, gray: Double = 0, dashes: [Double] = []) {
    self.thickness = thickness
    self.gray = gray
    self.dashes = dashes
  }
}

/// A straight line; its thickness lies half on each side.
public struct Rule: Hashable, Sendable {
  public var start: Point
  public var end: Point
  public var stroke: Stroke

  public init(from start: Point, to end: Point, _ stroke: Stroke = Stroke()) {
    self.start = start
    self.end = end
    self.stroke = stroke
  }
}

/// A rectangle, filled, outlined, or both; the outline lies half inside.
public struct Box: Hashable, Sendable {
  public var rect: Rect
  public var fill: Double?
  public var stroke: Stroke?

  public init(_ rect: Rect, fill: Double? = nil, stroke: Stroke? = nil) {
    self.rect = rect
    self.fill = fill
    self.stroke = stroke
  }
}

/// Straight strokes from point to point, closed or not.
public struct Path: Hashable, Sendable {
  public var points: [Point]
  public var isClosed: Bool
  public var fill: Double?
  public var stroke: Stroke?

  public init(_ points: [Point], isClosed: Bool, fill: Double? = nil, stroke: Stroke? = nil) {
    self.points = points
    self.isClosed = isClosed
    self.fill = fill
    self.stroke = stroke
  }

  func moved(_ dx: Double, _ dy: Double) -> Path {
    Path(points.map { $0.moved(dx, dy) }, isClosed: isClosed, fill: fill, stroke: stroke)
  }
}
