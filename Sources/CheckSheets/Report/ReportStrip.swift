import Typesetting

/// What a report's pages are filled with from top to bottom: rows that may be parted between pages, or a block that may not.
///
/// A paragraph is a strip of one row and one column, particulars have two columns, a table has rules and a head. Rows are set
/// when they are asked for, so that a table of any length costs the memory of its page.
struct ReportStrip {
  enum Content {
    case rows(Rows)
    case block(Block)
  }

  struct Rows {
    /// Widths in millimetres.
    var columns: [Double]
    /// Repeated on every page.
    var heading: Table.Row?
    var isRuled = false
    var insets = Insets.none
    /// All type of a strip has one size, so all its lines are equally high.
    var lineHeight: Double
    /// Of a row.
    var minimumHeight = 0.0
    /// Between rows without rules.
    var spacing = 0.0
    var count: Int
    var set: (Int) -> SetRow
  }

  /// A row's cells, broken into lines.
  struct SetRow {
    var cells: [Block]
    var alignments: [HorizontalAlignment]
    var fill: Double?

    func lineCount(_ lineHeight: Double) -> Int {
      max(1, cells.map { Int(($0.height / lineHeight).rounded()) }.max() ?? 1)
    }
  }

  var content: Content
  /// Before the strip, unless it begins a page.
  var gap: Double
  /// A heading is never the last thing on a page.
  var keepsWithNext = false
  /// A closing never stands on a page of its own, if that can be.
  var keepsWithPrevious = false
  /// Bookmark.
  var section: String?

  var rowCount: Int {
    switch content {
    case .rows(let rows): rows.count
    case .block: 1
    }
  }

  var headingHeight: Double {
    if case .rows(let rows) = content { rows.heading?.height ?? 0 } else { 0 }
  }
}

extension ReportStrip.Rows {
  /// Height of so many lines of a row.
  func height(lines: Int) -> Double {
    max(minimumHeight, Double(lines) * lineHeight + insets.top + insets.bottom + spacing)
  }

  /// How many lines of a row have room in a height.
  func lines(in height: Double) -> Int {
    max(0, Int(((height - insets.top - insets.bottom - spacing) / lineHeight + 1e-6).rounded(.down)))
  }

  /// The rows from one place to another as a block.
  func block(_ part: ReportPart) -> Block {
    var table = Table(columns: columns, stroke: Paper.hairline)
    if let heading { table.rows.append(heading) }
    var row = part.start.row
    while row < part.end.row || (row == part.end.row && part.end.line > 0) {
      let set = set(row)
      let count = set.lineCount(lineHeight)
      let first = row == part.start.row ? part.start.line : 0
      let last = row == part.end.row ? part.end.line : count
      table.rows.append(tableRow(set, lines: first..<last))
      row += 1
    }
    return table.block
  }

  private func tableRow(_ row: ReportStrip.SetRow, lines: Range<Int>) -> Table.Row {
    let cells = zip(row.cells, row.alignments).map { block, alignment in
      Table.Cell(
        block.lines(lines, lineHeight), alignment, .top,
        insets: Insets(top: insets.top, left: insets.left, bottom: insets.bottom + spacing, right: insets.right))
    }
    return Table.Row(cells, minimumHeight: height(lines: lines.count), fill: row.fill, isRuled: isRuled)
  }
}

extension Block {
  /// Some lines of a paragraph of equally high lines, moved up.
  fileprivate func lines(_ range: Range<Int>, _ lineHeight: Double) -> Block {
    let all = Int((height / lineHeight).rounded())
    if range.lowerBound == 0, range.upperBound >= all { return self }
    let chosen = elements.filter { element in
      guard case .text(_, let point) = element else { return false }
      return range.contains(Int(point.y / lineHeight))
    }
    let count = max(0, min(range.upperBound, all) - range.lowerBound)
    return Block(
      width: width, height: Double(count) * lineHeight,
      elements: Block(width: width, height: height, elements: chosen)
        .placed(at: Point(x: 0, y: -Double(range.lowerBound) * lineHeight)))
  }
}
