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
  /// Least height of a row to write in, in millimetres.
  private static let writing = 8.0

  init(_ table: OfficialReport.Table, _ setting: ReportSetting, _ words: ReportWords) {
    self.table = table
    self.setting = setting
    self.words = words
    widths = ReportColumns(table, setting, words).widths
  }

  var rows: ReportStrip.Rows {
    ReportStrip.Rows(
      columns: widths, heading: heading, isRuled: true, insets: setting.cell,
      lineHeight: .points(setting.table) * setting.leading,
      minimumHeight: table.isForWriting ? ReportTable.writing : 0, count: table.rows.count, set: set)
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
