/// Laid-out elements with an extent: the unit that pages are composed of.
///
/// The elements' origin is the block's top left corner. Paragraphs, digit boxes, codes and whole tables are blocks,
/// and blocks make larger blocks; nothing is at its final place until it is placed.
public struct Block: Hashable, Sendable {
  /// Millimetres.
  public var width: Double
  /// Millimetres.
  public var height: Double
  public var elements: [Element]

  public init(width: Double, height: Double, elements: [Element] = []) {
    self.width = width
    self.height = height
    self.elements = elements
  }

  /// Every line of text in drawing order.
  public var lines: [String] { elements.lines }

  /// The elements with the block's top left corner at `point`.
  public func placed(at point: Point) -> [Element] {
    elements.map { $0.moved(point.x, point.y) }
  }

  /// The elements aligned in a rectangle. What is larger than the rectangle sticks out of it.
  public func placed(
    in rect: Rect, _ horizontal: HorizontalAlignment = .left, _ vertical: VerticalAlignment = .top
  ) -> [Element] {
    placed(
      at: Point(
        x: rect.x + horizontal.offset(of: width, in: rect.width),
        y: rect.y + vertical.offset(of: height, in: rect.height)))
  }
}
