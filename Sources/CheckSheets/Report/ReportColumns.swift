import Typesetting

/// Widths of a table's columns, measured on rows spread over it: no word cut where that can be, then as few lines as there is room
/// for, and what is left by the wished shares.
struct ReportColumns {
  let widths: [Double]

  /// Rows that are measured.
  private static let sample = 240
  /// No single word makes its column wider than this share of the line.
  private static let widestWord = 0.3
  /// Widths grow by this, in millimetres.
  private static let step = 1.5
  /// Broken lines are never quite full.
  private static let slack = 1.06

  init(_ table: OfficialReport.Table, _ setting: ReportSetting, _ words: ReportWords) {
    let width = setting.paper.content.width
    let sides = setting.cell.left + setting.cell.right + 0.1
    let step = max(1, (table.rows.count + Self.sample - 1) / Self.sample)
    let rows = stride(from: 0, to: table.rows.count, by: step).map { table.rows[$0].cells.map(\.text) }
    var widths = table.columns.indices.map { index in
      let cells = rows.map { Self.widestWord($0[index], .bold(setting.table), words) }.max() ?? 0
      let title = words.width(of: table.columns[index].title, .bold(setting.table))
      return max(title, min(cells, width * Self.widestWord)) + sides
    }
    let needed = widths.reduce(0, +)
    guard needed < width else {
      // Titles are broken, then words.
      self.widths = widths.map { $0 * width / needed }
      return
    }
    let lengths = rows.map { row in
      row.map { text in
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { words.width(of: String($0), .regular(setting.table)) }
      }
    }
    var rest = width - needed
    while rest >= Self.step, let column = Self.highest(lengths, widths, sides) {
      widths[column] += Self.step
      rest -= Self.step
    }
    let shares = table.columns.map { Double(max(0, $0.share)) }
    let total = shares.reduce(0, +)
    self.widths = zip(widths, shares).map { width, share in
      width + rest * (total > 0 ? share / total : 1 / Double(widths.count))
    }
  }

  /// The column that makes rows high most; nil if every row has one line.
  private static func highest(_ rows: [[[Double]]], _ widths: [Double], _ sides: Double) -> Int? {
    var excess = Array(repeating: 0.0, count: widths.count)
    for row in rows {
      let lines = zip(row, widths).map { paragraphs, width in
        paragraphs.reduce(0) { $0 + max(1, ($1 * slack / (width - sides)).rounded(.up)) }
      }
      let most = lines.max() ?? 1
      guard most > 1 else { continue }
      for (column, count) in lines.enumerated()
      where count == most && row[column].contains(where: { $0 * slack > widths[column] - sides }) {
        excess[column] += most - 1
      }
    }
    guard let most = excess.max(), most > 0 else { return nil }
    return excess.firstIndex(of: most)
  }

  private static func widestWord(_ text: String, _ style: Style, _ words: ReportWords) -> Double {
    text.split(whereSeparator: { $0 == " " || $0.isNewline }).map { words.width(of: String($0), style) }.max() ?? 0
  }
}
