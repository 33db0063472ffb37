import Typesetting

/// Widths of a table's columns by what they hold, measured on rows spread over it: no word cut where that can be, least of all a
/// date, a number or a code; then each so much nearer to one line a cell as it is away from it; and what is left by the wished
/// shares.
struct ReportColumns {
  let widths: [Double]

  /// Rows that are measured.
  private static let sample = 240
  /// No single word makes its column wider than this share of the line, unless there is room and most rows have such a word.
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
    let cellsOfRows = stride(from: 0, to: table.rows.count, by: step).map { table.rows[$0].cells }
    let rows = cellsOfRows.map { $0.map(\.text) }
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
    let usualWords = table.columns.indices.map { column in
      let widths = cellsOfRows.map { cells in
        let style = cells[column].emphasis == .strong ? bold : .regular(setting.table)
        return Self.widestWord(cells[column].text, style, words) + sides
      }
      return Self.usual(widths.sorted())
    }
    let unbroken = Self.unbroken(least, usualWords, width)
    var (most, wished, whole) = (unbroken, unbroken, unbroken)
    for (column, title) in table.columns.map(\.title).enumerated() {
      let lines = rows.map { Self.longestLine($0[column], bold, words) * Self.slack + sides }.sorted()
      let longest = lines.last ?? 0
      most[column] = max(unbroken[column], min(Self.usual(lines), width * Self.widestColumn))
      wished[column] = max(most[column], words.width(of: title, bold) + sides, min(longest, width * Self.longest))
      whole[column] = max(wished[column], longest)
    }
    let grown = [most, wished, whole].reduce(unbroken) { Self.grow($0, to: $1, width) }
    let rest = width - grown.reduce(0, +)
    let shares = table.columns.map { Double(max(0, $0.share)) }
    let total = shares.reduce(0, +)
    widths = zip(grown, shares).map { width, share in
      width + rest * (total > 0 ? share / total : 1 / Double(shares.count))
    }
  }

  /// Each column as wide as its usual word, a digest for one, if there is room for the whole of it: a word that is cut anyway may as well
  /// be cut where the others have room.
  private static func unbroken(_ least: [Double], _ usualWords: [Double], _ width: Double) -> [Double] {
    var widths = least
    var rest = width - least.reduce(0, +)
    for column in widths.indices.sorted(by: { usualWords[$0] < usualWords[$1] }) {
      let more = max(0, usualWords[column] - widths[column])
      guard more <= rest else { break }
      widths[column] += more
      rest -= more
    }
    return widths
  }

  /// Of ascending widths the one that most rows do with.
  private static func usual(_ widths: [Double]) -> Double {
    widths.isEmpty ? 0 : widths[Int(Double(widths.count - 1) * usual)]
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
