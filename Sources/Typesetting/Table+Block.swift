extension Table {
  /// The table laid out: grey first, then the cells row by row as they are read, then the rules.
  public var block: Block {
    var fills: [Element] = []
    var contents: [Element] = []
    var y = 0.0
    for row in rows {
      precondition(row.cells.reduce(0) { $0 + $1.columns } == columns.count, "The cells of a row fill its columns")
      let height = row.height
      if let fill = row.fill {
        fills.append(.box(Box(Rect(x: 0, y: y, width: width, height: height), fill: fill)))
      }
      var x = 0.0
      var column = 0
      for cell in row.cells {
        let cellWidth = columns[column..<column + cell.columns].reduce(0, +)
        let rect = Rect(x: x, y: y, width: cellWidth, height: height).inset(by: cell.insets)
        contents += cell.content.placed(in: rect, cell.horizontal, cell.vertical)
        x += cellWidth
        column += cell.columns
      }
      y += height
    }
    return Block(
      width: width, height: y, elements: fills + contents + verticalRules + horizontalRules)
  }

  /// One rule between each two rows, as thick as the heavier of them asks.
  private var horizontalRules: [Element] {
    var light: [Element] = []
    var heavy: [Element] = []
    // As far out as the rules at the sides are thick, for square corners.
    let overhang = stroke.thickness / 2
    var y = 0.0
    for index in 0...rows.count {
      let above = index > 0 ? rows[index - 1] : nil
      let below = index < rows.count ? rows[index] : nil
      let emphasis = max(above?.emphasis ?? 0, below?.emphasis ?? 0)
      let ends = (from: Point(x: -overhang, y: y), to: Point(x: width + overhang, y: y))
      if emphasis > 0 {
        heavy.append(.rule(Rule(from: ends.from, to: ends.to, Stroke(thickness: emphasis))))
      } else if above?.isRuled == true || below?.isRuled == true {
        light.append(.rule(Rule(from: ends.from, to: ends.to, stroke)))
      }
      y += below?.height ?? 0
    }
    return light + heavy
  }

  /// Rules between columns, drawn in one piece past all neighbouring rows that have them.
  private var verticalRules: [Element] {
    var rules: [Element] = []
    for boundary in 0...columns.count {
      let x = columns[..<boundary].reduce(0, +)
      var y = 0.0
      var start: Double?
      for row in rows {
        let isPresent = row.isRuled && row.hasBoundary(boundary)
        if isPresent, start == nil { start = y }
        if !isPresent, let top = start {
          rules.append(.rule(Rule(from: Point(x: x, y: top), to: Point(x: x, y: y), stroke)))
          start = nil
        }
        y += row.height
      }
      if let top = start { rules.append(.rule(Rule(from: Point(x: x, y: top), to: Point(x: x, y: y), stroke))) }
    }
    return rules
  }
}

extension Table.Row {
  /// Whether a cell begins or ends at the left of the column with this number.
  fileprivate func hasBoundary(_ boundary: Int) -> Bool {
    var column = 0
    for cell in cells {
      if column == boundary { return true }
      column += cell.columns
    }
    return column == boundary
  }
}
