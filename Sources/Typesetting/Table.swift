/// Rows of cells between rules. The rows' heights follow from what stands in them.
///
/// ```swift
/// var table = Table(columns: [10, 50, 80])
/// table.rows.append(Table.Row([
///   typesetter.cell("1", .regular(11), width: 10, .centre),
///   typesetter.cell("Họ, chữ đệm và tên", .regular(11), width: 50),
///   typesetter.cell(name, .bold(11), width: 80),
/// ], minimumHeight: 5.5))
/// page.place(table.block, at: Point(x: 20, y: 60))
/// ```
public struct Table: Hashable, Sendable {
  /// Widths in millimetres.
  public var columns: [Double]
  public var rows: [Row]
  /// The rules between and around cells.
  public var stroke: Stroke

  public init(columns: [Double], rows: [Row] = [], stroke: Stroke = Stroke(thickness: 0.2)) {
    self.columns = columns
    self.rows = rows
    self.stroke = stroke
  }

  public struct Row: Hashable, Sendable {
    public var cells: [Cell]
    /// Millimetres.
    public var minimumHeight: Double
    /// Grey behind the row.
    public var fill: Double?
    /// Thicker rules above and below, in millimetres: a row to look at.
    public var emphasis: Double?
    /// Whether the row has rules at its sides and between cells; a heading inside the table has none.
    public var isRuled: Bool

    public init(
      _ cells: [Cell], minimumHeight: Double = 0, fill: Double? = nil, emphasis: Double? = nil, isRuled: Bool = true
    ) {
      self.cells = cells
      self.minimumHeight = minimumHeight
      self.fill = fill
      self.emphasis = emphasis
      self.isRuled = isRuled
    }

    /// Millimetres: the highest cell with its insets, at least the minimum.
    public var height: Double {
      max(minimumHeight, cells.map { $0.content.height + $0.insets.top + $0.insets.bottom }.max() ?? 0)
    }
  }

  public struct Cell: Hashable, Sendable {
    public var content: Block
    /// How many columns it stands across.
    public var columns: Int
    public var horizontal: HorizontalAlignment
    public var vertical: VerticalAlignment
    public var insets: Insets

    public init(
      _ content: Block, columns: Int = 1, _ horizontal: HorizontalAlignment = .left,
      _ vertical: VerticalAlignment = .middle, insets: Insets = Cell.insets
    ) {
      precondition(columns > 0, "A cell stands in a column")
      self.content = content
      self.columns = columns
      self.horizontal = horizontal
      self.vertical = vertical
      self.insets = insets
    }

    /// Space kept free round the content, unless a cell says otherwise.
    public static let insets = Insets(horizontal: 1.3, vertical: 0.6)

    public static let empty = Cell(Block(width: 0, height: 0))
  }

  /// Millimetres.
  public var width: Double { columns.reduce(0, +) }
  /// Millimetres.
  public var height: Double { rows.reduce(0) { $0 + $1.height } }

  /// Width of a cell across the columns, without its insets.
  public func innerWidth(_ range: Range<Int>, insets: Insets = Cell.insets) -> Double {
    columns[range].reduce(0, +) - insets.left - insets.right
  }
}

extension Typesetter {
  /// A cell of wrapped text for a column (or several) that is `width` millimetres wide.
  public func cell(
    _ runs: [Run], width: Double, columns: Int = 1, _ horizontal: HorizontalAlignment = .left,
    _ vertical: VerticalAlignment = .middle, insets: Insets = Table.Cell.insets,
    leading: Double = Typesetter.leading
  ) -> Table.Cell {
    let block = paragraph(runs, width: width - insets.left - insets.right, horizontal, leading: leading)
    return Table.Cell(block, columns: columns, horizontal, vertical, insets: insets)
  }

  public func cell(
    _ text: String, _ style: Style, width: Double, columns: Int = 1, _ horizontal: HorizontalAlignment = .left,
    _ vertical: VerticalAlignment = .middle, insets: Insets = Table.Cell.insets,
    leading: Double = Typesetter.leading
  ) -> Table.Cell {
    cell(
      [Run(text, style)], width: width, columns: columns, horizontal, vertical, insets: insets, leading: leading)
  }
}
