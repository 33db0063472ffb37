import Typesetting

/// Widths of a table's columns by what they hold, measured on rows spread over it: no word cut where that can be, least of all a
/// date, a number or a code; then each so much nearer to one line a cell as it is away from it; and what is left by the wished
/// shares.
struct ReportColumns {
  let widths: [Double]

  /// Rows that are measured.
  private static let sample = 240
  /// No single word makes its column wider than this share of the line.
  private static let widestWord = 0.3
  /// No column asks for more than this share of the line, however long its texts are: one long text must not press the others
  /// together.
  private static let widestColumn = 0.4
  /// So many of the rows are to have one line, if there is room; the longest ones ask for less.
  private static let usual = 0.75
  private static let longest = 0.22
  /// Broken lines are never quite full.
  private static let slack = 1.06

  init(_ table: OfficialReport.Table, _ setting: ReportSetting, _ words: ReportWords) {
    let width = setting.paper.content.width
    let sides = setting.cell.left + setting.cell.right + 0.1
    let step = max(1, (table.rows.count + Self.sample - 1) / Self.sample)
    let rows = stride(from: 0, to: table.rows.count, by: step).map { table.rows[$0].cells.map(\.text) }
    let bold = Style.bold(setting.table)
    let cells = table.columns.indices.map { column in
      let widest = rows.map { Self.widestWord($0[column], bold, words) }.max() ?? 0
      return min(widest, width * Self.widestWord)
    }
    let least = zip(table.columns, cells).map { max(Self.widestWord($0.title, bold, words), $1) + sides }
    guard least.reduce(0, +) < width else {
      widths = Self.cut(least, to: width)
      return
    }
    var (most, wished, whole) = (least, least, least)
    for (column, title) in table.columns.map(\.title).enumerated() {
      let lines = rows.map { Self.longestLine($0[column], bold, words) * Self.slack + sides }.sorted()
      let longest = lines.last ?? 0
      let usual = lines.isEmpty ? 0 : lines[Int(Double(lines.count - 1) * Self.usual)]
      most[column] = max(least[column], min(usual, width * Self.widestColumn))
      wished[column] = max(most[column], words.width(of: title, bold) + sides, min(longest, width * Self.longest))
      whole[column] = max(wished[column], longest)
    }
    let grown = [most, wished, whole].reduce(least) { Self.grow($0, to: $1, width) }
    let rest = width - grown.reduce(0, +)
    let shares = table.columns.map { Double(max(0, $0.share)) }
    let total = shares.reduce(0, +)
    widths = zip(grown, shares).map { width, share in
      width + rest * (total > 0 ? share / total : 1 / Double(shares.count))
    }
  }

  /// Each column as much nearer to its goal as there is room for.
  private static func grow(_ widths: [Double], to goals: [Double], _ width: Double) -> [Double] {
    let needed = goals.reduce(0, +) - widths.reduce(0, +)
    let part = needed > 0 ? min(1, max(0, width - widths.reduce(0, +)) / needed) : 1
    return zip(widths, goals).map { $0 + ($1 - $0) * part }
  }

  /// Where even words have no room the widest columns give way, down to a width that they then all have.
  private static func cut(_ least: [Double], to width: Double) -> [Double] {
    var most = width
    var rest = width
    for (index, narrow) in least.sorted().enumerated() {
      most = rest / Double(least.count - index)
      if narrow > most { break }
      rest -= narrow
    }
    return least.map { min($0, most) }
  }

  private static func longestLine(_ text: String, _ style: Style, _ words: ReportWords) -> Double {
    text.split(separator: "\n").map { words.width(of: String($0), style) }.max() ?? 0
  }

  /// What is made of numbers alone, as a date with its time, is one word.
  private static func widestWord(_ text: String, _ style: Style, _ words: ReportWords) -> Double {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [Substring] in
      let isNumeric = line.utf8.allSatisfy { (0x2F...0x3A).contains($0) || $0 == 0x20 }
      return isNumeric ? [line] : line.split(separator: " ")
    }.map { words.width(of: String($0), style) }.max() ?? 0
  }
}
