/// A place on a page, in millimetres from its top left corner; `y` grows downwards.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  func moved(_ dx: Double, _ dy: Double) -> Point { Point(x: x + dx, y: y + dy) }
}

/// An upright rectangle on a page, in millimetres.
public struct Rect: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var origin: Point { Point(x: x, y: y) }
  public var right: Double { x + width }
  public var bottom: Double { y + height }

  /// The rectangle without a margin on each side.
  public func inset(by insets: Insets) -> Rect {
    Rect(
      x: x + insets.left, y: y + insets.top,
      width: width - insets.left - insets.right, height: height - insets.top - insets.bottom)
  }

  func moved(_ dx: Double, _ dy: Double) -> Rect { Rect(x: x + dx, y: y + dy, width: width, height: height) }
}

/// White space kept free along the four sides, in millimetres.
public struct Insets: Hashable, Sendable {
  public var top: Double
  public var left: Double
  public var bottom: Double
  public var right: Double

  public init(top: Double, left: Double, bottom: Double, right: Double) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  public init(horizontal: Double = 0, vertical: Double = 0) {
    self.init(top: vertical, left: horizontal, bottom: vertical, right: horizontal)
  }

  public static let none = Insets()
}

public enum HorizontalAlignment: Hashable, Sendable {
  case left, centre, right

  /// How far from the left a thing of `width` stands in `available` millimetres.
  func offset(of width: Double, in available: Double) -> Double {
    switch self {
    case .left: 0
    case .centre: (available - width) / 2
    case .right: available - width
    }
  }
}

public enum VerticalAlignment: Hashable, Sendable {
  case top, middle, bottom

  func offset(of height: Double, in available: Double) -> Double {
    switch self {
    case .top: 0
    case .middle: (available - height) / 2
    case .bottom: available - height
    }
  }
}

extension Double {
  /// A length in typographic points (1/72 inch) as millimetres.
  public static func points(_ points: Double) -> Double { points * 25.4 / 72 }

  /// These millimetres in typographic points.
  var inPoints: Double { self * 72 / 25.4 }
}
