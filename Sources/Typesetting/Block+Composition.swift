extension Block {
  /// Empty space.
  public static func space(width: Double = 0, height: Double = 0) -> Block { Block(width: width, height: height) }

  /// A level rule; the block is as high as the rule is thick.
  public static func rule(width: Double, _ stroke: Stroke = Stroke()) -> Block {
    let y = stroke.thickness / 2
    return Block(
      width: width, height: stroke.thickness,
      elements: [.rule(Rule(from: Point(x: 0, y: y), to: Point(x: width, y: y), stroke))])
  }

  /// A QR code; `side` includes the quiet zone of four modules all round.
  public static func code(_ code: QRCode, side: Double) -> Block {
    Block(
      width: side, height: side, elements: [.code(code, in: Rect(x: 0, y: 0, width: side, height: side))])
  }

  /// Blocks below each other; as wide as the widest unless `width` says otherwise.
  public static func stack(
    _ blocks: [Block], spacing: Double = 0, width: Double? = nil, _ alignment: HorizontalAlignment = .left
  ) -> Block {
    let width = width ?? blocks.map(\.width).max() ?? 0
    var stack = Block(width: width, height: 0)
    for (index, block) in blocks.enumerated() {
      if index > 0 { stack.height += spacing }
      stack.elements += block.placed(at: Point(x: alignment.offset(of: block.width, in: width), y: stack.height))
      stack.height += block.height
    }
    return stack
  }

  /// Blocks beside each other; as high as the highest.
  public static func row(_ blocks: [Block], spacing: Double = 0, _ alignment: VerticalAlignment = .top) -> Block {
    let height = blocks.map(\.height).max() ?? 0
    var row = Block(width: 0, height: height)
    for (index, block) in blocks.enumerated() {
      if index > 0 { row.width += spacing }
      row.elements += block.placed(at: Point(x: row.width, y: alignment.offset(of: block.height, in: height)))
      row.width += block.width
    }
    return row
  }

  /// The block with free space round it.
  public func padded(_ insets: Insets) -> Block {
    Block(
      width: width + insets.left + insets.right, height: height + insets.top + insets.bottom,
      elements: placed(at: Point(x: insets.left, y: insets.top)))
  }

  /// The block with a frame round its extent, drawn below the content.
  public func framed(_ stroke: Stroke? = Stroke(), fill: Double? = nil) -> Block {
    let frame = Element.box(Box(Rect(x: 0, y: 0, width: width, height: height), fill: fill, stroke: stroke))
    return Block(width: width, height: height, elements: [frame] + elements)
  }
}
