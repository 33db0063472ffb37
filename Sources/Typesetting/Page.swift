/// The paper, in millimetres.
public struct PageSize: Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// ISO 216 A4, upright.
  public static let a4 = PageSize(width: 210, height: 297)
  /// ISO 216 A4, lying.
  public static let a4Landscape = PageSize(width: 297, height: 210)
}

/// A laid-out page. Elements are drawn, and read, in their order.
public struct Page: Hashable, Sendable {
  public var size: PageSize
  public var elements: [Element]

  public init(size: PageSize = .a4, elements: [Element] = []) {
    self.size = size
    self.elements = elements
  }

  public mutating func place(_ block: Block, at point: Point) {
    elements += block.placed(at: point)
  }

  public mutating func place(
    _ block: Block, in rect: Rect, _ horizontal: HorizontalAlignment = .left, _ vertical: VerticalAlignment = .top
  ) {
    elements += block.placed(in: rect, horizontal, vertical)
  }

  /// Every line of text in drawing order, to read and to test.
  public var lines: [String] { elements.lines }
}

extension [Element] {
  /// Every line of text in drawing order.
  public var lines: [String] {
    compactMap { element in
      if case .text(let line, _) = element { line.text } else { nil }
    }
  }
}
