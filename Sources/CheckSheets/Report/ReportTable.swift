import Typesetting

/// A report's table as rows to be set when their page is.
struct ReportTable {
  private let table: OfficialReport.Table
  private let setting: ReportSetting
  private let words: ReportWords
  private let widths: [Double]

  private static let heading = 0.92
  private static let marked = 0.93
  private static let quiet = 0.35
  /// Rows that are measured to find the widths of columns.
  private static let sample = 300
  /// No single word makes its column wider than this share of the line.
  private static let widestWord = 0.3

  init(_ table: OfficialReport.Table, _ setting: ReportSetting, _ words: ReportWords) {
    self.table = table
    self.setting = setting
    self.words = words
    widths = ReportTable.widths(table, setting, words)
  }

  var rows: ReportStrip.Rows {
    ReportStrip.Rows(
      columns: widths, heading: heading, isRuled: true, insets: setting.cell,
      lineHeight: .points(setting.table) * setting.leading, count: table.rows.count, set: set)
  }

  private var heading: Table.Row {
    let cells = zip(table.columns, widths).map { column, width in
      words.typesetter.cell(
        words(column.title), .bold(setting.table), width: width, .centre, insets: setting.cell, leading: setting.leading
      )
    }
    return Table.Row(cells, minimumHeight: 6, fill: ReportTable.heading)
  }

  private func set(_ index: Int) -> ReportStrip.SetRow {
    let row = table.rows[index]
    precondition(row.cells.count == table.columns.count, "The cells of a row fill its columns")
    let alignments = table.columns.map(\.alignment.horizontal)
    let cells = row.cells.indices.map { column in
      words.paragraph(
        row.cells[column].text, style(row.cells[column].emphasis),
        width: widths[column] - setting.cell.left - setting.cell.right, alignments[column], leading: setting.leading)
    }
    return ReportStrip.SetRow(cells: cells, alignments: alignments, fill: row.isMarked ? ReportTable.marked : nil)
  }

  private func style(_ emphasis: OfficialReport.Cell.Emphasis) -> Style {
    switch emphasis {
    case .plain: .regular(setting.table)
    case .strong: .bold(setting.table)
    case .quiet: .regular(setting.table).gray(ReportTable.quiet)
    case .struck: .regular(setting.table).struck
    }
  }

  /// The wished shares, and none so narrow that a word or a number would be cut; measured on rows spread over the table.
  private static func widths(
    _ table: OfficialReport.Table, _ setting: ReportSetting, _ words: ReportWords
  ) -> [Double] {
    let width = setting.paper.content.width
    let total = max(1, table.columns.reduce(0) { $0 + $1.share })
    let wished = table.columns.map { Double($0.share) * width / Double(total) }
    let step = max(1, table.rows.count / sample)
    let rows = stride(from: 0, to: table.rows.count, by: step).map { table.rows[$0] }
    let sides = setting.cell.left + setting.cell.right + 0.1
    let needed = table.columns.indices.map { index in
      let cells = rows.map { widestWord($0.cells[index].text, .bold(setting.table), words) }.max() ?? 0
      let title = widestWord(table.columns[index].title, .bold(setting.table), words)
      return min(max(title, cells), width * widestWord) + sides
    }
    let titles = table.columns.map { words.width(of: $0.title, .bold(setting.table)) + sides + 0.3 }
    let lines = table.columns.indices.map { index in
      rows.map { max(titles[index], words.width(of: $0.cells[index].text, .regular(setting.table)) + sides + 0.3) }
        .sorted()
    }
    // First for seventeen rows in twenty, since one long value should not cost the others their room; then for all.
    var room = ListColumns.widened(needed, to: titles, wished)
    room = ListColumns.widened(room, to: lines.map { $0.isEmpty ? 0 : $0[($0.count - 1) * 17 / 20] }, wished)
    room = ListColumns.widened(room, to: lines.map { $0.last ?? 0 }, wished)
    return ListColumns.widths(wished: wished, needed: room)
  }

  private static func widestWord(_ text: String, _ style: Style, _ words: ReportWords) -> Double {
    text.split(whereSeparator: { $0 == " " || $0.isNewline }).map { words.width(of: String($0), style) }.max() ?? 0
  }
}

extension OfficialReport.Column.Alignment {
  fileprivate var horizontal: HorizontalAlignment {
    switch self {
    case .left: .left
    case .centre: .centre
    case .right: .right
    }
  }
}
