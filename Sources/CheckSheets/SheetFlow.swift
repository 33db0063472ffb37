import ExamRecords
import Typesetting

/// The body of a check-sheet as a row of items that pages are filled with.
struct SheetFlow {
  enum Item {
    /// Stays with the row after it.
    case group(Table.Row)
    case claim(Table.Row)
    case notice(Block)
    case closing(Block)
  }

  let items: [Item]
  private let heading: Table.Row
  private let columns: ClaimColumns
  private let gap: Double

  init(_ content: SheetContent, _ form: SheetForm, _ density: Density) {
    let setting = form.setting(density)
    var items: [Item] = []
    for (group, title) in zip(form.layout.groups, setting.groups).enumerated() {
      items.append(.group(title.1))
      for (index, row) in title.0.rows.enumerated() {
        items.append(.claim(SheetFlow.row(row, setting.labels[group][index], content, form, setting.columns, density)))
      }
    }
    items += Notices.blocks(content, form, density).map(Item.notice)
    items.append(.closing(setting.closing))
    self.items = items
    heading = setting.heading
    columns = setting.columns
    gap = density.gap
  }

  private static func row(
    _ row: SheetLayout.Row, _ cells: (number: Table.Cell, label: Table.Cell), _ content: SheetContent,
    _ form: SheetForm, _ columns: ClaimColumns, _ density: Density
  ) -> Table.Row {
    let claim = Claim(row: row, content: content, form: form)
    let value = Table.Cell(
      claim.block(density, width: columns.valueWidth),
      insets: ClaimColumns.insets(2, vertical: row.style == .boxes ? 0.35 : density.inset))
    guard claim.isChanged else {
      return Table.Row([cells.number, cells.label, value, .empty, .empty], minimumHeight: density.row)
    }
    let number = form.typesetter.cell(
      [Run(.triangle, .bold(density.type)), Run(row.number.isEmpty ? "" : "\u{A0}\(row.number)", .bold(density.type))],
      width: columns.widths[0], .centre, insets: ClaimColumns.insets(0, vertical: density.inset),
      leading: Density.leading)
    return Table.Row(
      [number, cells.label, value, .empty, .empty], minimumHeight: density.row, fill: 0.92, emphasis: 0.5)
  }

  /// Height of these items on one page.
  func height(_ range: Range<Int>) -> Double {
    var claims = 0.0
    var notices = 0.0
    var closing = 0.0
    for item in items[range] {
      switch item {
      case .group(let row), .claim(let row): claims += row.height
      case .notice(let block): notices += block.height
      case .closing(let block): closing = block.height
      }
    }
    var height = 0.0
    if claims > 0 { height += heading.height + claims }
    if notices > 0 { height += (height > 0 ? gap : 0) + Notices.insets.top + Notices.insets.bottom + notices }
    if closing > 0 { height += (height > 0 ? gap : 0) + closing }
    return height
  }

  /// Which items stand on which page.
  ///
  /// - Throws: `LayoutFault.rowTooHigh`.
  func pages(first: Double, further: Double) throws(LayoutFault) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var start = 0
    while start < items.count {
      let available = pages.isEmpty ? first : further
      var end = start
      while end < items.count {
        let next = min(items.count, isGroup(end) ? end + 2 : end + 1)
        guard height(start..<next) <= available + 1e-6 else { break }
        end = next
      }
      if end == start {
        if pages.isEmpty, further > first {
          // Only the first page is too small: what is too high for it begins the next.
          pages.append(0..<0)
          continue
        }
        throw .rowTooHigh(label: label(start), height: height(start..<start + 1), available: available)
      }
      pages.append(start..<end)
      start = end
    }
    return balanced(pages, further: further)
  }

  /// Lets the last page begin with a whole group, so that nobody signs a page without claims.
  private func balanced(_ pages: [Range<Int>], further: Double) -> [Range<Int>] {
    guard pages.count > 1, let last = pages.last, !isGroup(last.lowerBound) else { return pages }
    let before = pages[pages.count - 2]
    let middle = before.lowerBound + before.count / 2
    let starts = (middle..<last.lowerBound).reversed().filter(isGroup)
    guard let start = starts.first(where: { height($0..<items.count) <= further + 1e-6 }) else { return pages }
    return pages.dropLast(2) + [before.lowerBound..<start, start..<items.count]
  }

  private func isGroup(_ index: Int) -> Bool {
    if case .group = items[index] { true } else { false }
  }

  private func label(_ index: Int) -> String {
    switch items[index] {
    case .group(let row): row.cells[0].content.lines.joined(separator: " ")
    case .claim(let row): row.cells[1].content.lines.joined(separator: " ")
    case .notice(let block): block.lines.joined(separator: " ")
    case .closing: ""
    }
  }

  /// The items of one page below each other.
  func block(_ range: Range<Int>) -> Block {
    var table = Table(columns: columns.widths, stroke: Paper.hairline)
    var notices: [Block] = []
    var closing: Block?
    for item in items[range] {
      switch item {
      case .group(let row), .claim(let row): table.rows.append(row)
      case .notice(let block): notices.append(block)
      case .closing(let block): closing = block
      }
    }
    var blocks: [Block] = []
    if !table.rows.isEmpty {
      table.rows.insert(heading, at: 0)
      blocks.append(table.block)
    }
    if !notices.isEmpty { blocks.append(Notices.frame(notices)) }
    if let closing { blocks.append(closing) }
    return .stack(blocks, spacing: gap, width: Paper.sheet.content.width)
  }
}
