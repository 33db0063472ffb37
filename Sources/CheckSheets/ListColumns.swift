import ExamRecords
import Typesetting

/// The columns of a class list: the profile's widths scaled to the paper, and none so narrow that a word or a number of
/// it would be cut.
struct ListColumns {
  static let insets = Insets(horizontal: 0.7, vertical: 0.7)
  static let heading = Style.bold(9)
  static let text = Style.regular(9.5)

  let columns: [ClassListLayout.Column]
  let widths: [Double]

  init(
    _ layout: ClassListLayout, texts: [[String]], width: Double, _ typesetter: Typesetter
  ) {
    columns = layout.columns
    let total = max(1, layout.columns.reduce(0) { $0 + $1.width })
    let wished = layout.columns.map { Double($0.width) * width / Double(total) }
    let words = layout.columns.enumerated().map { index, column in
      let titles = ListColumns.widestWord(column.title, ListColumns.heading, typesetter)
      let cells = texts.map { ListColumns.widestWord($0[index], ListColumns.text, typesetter) }.max() ?? 0
      // What is left empty to write in is not given away.
      if column.content == .empty { return max(titles + ListColumns.sides, wished[index]) }
      return max(titles, cells) + ListColumns.sides
    }
    let lines = layout.columns.indices.map { index in
      texts.map { typesetter.width(of: $0[index], ListColumns.text) + ListColumns.sides + 0.8 }.sorted()
    }
    // First for seventeen rows in twenty, since one long name should not cost the others their room; then for all.
    var needed = ListColumns.widened(words, to: lines.map { $0.isEmpty ? 0 : $0[($0.count - 1) * 17 / 20] }, wished)
    needed = ListColumns.widened(needed, to: lines.map { $0.last ?? 0 }, wished)
    widths = ListColumns.widths(wished: wished, needed: needed)
  }

  /// Rows of two lines make a list half as long again: so columns are made wide enough for one line, first those that
  /// lack least, as long as there is room.
  static func widened(_ words: [Double], to lines: [Double], _ wished: [Double]) -> [Double] {
    var needed = words
    let total = wished.reduce(0, +)
    for index in words.indices.sorted(by: { (lines[$0] - wished[$0], $0) < (lines[$1] - wished[$1], $1) }) {
      let more = max(words[index], lines[index])
      if needed.reduce(0, +) - needed[index] + more <= total { needed[index] = more }
    }
    return needed
  }

  private static let sides = insets.left + insets.right + 0.1

  /// What the narrow columns lack is taken from what the others can spare, in proportion.
  static func widths(wished: [Double], needed: [Double]) -> [Double] {
    let lack = zip(wished, needed).reduce(0) { $0 + max(0, $1.1 - $1.0) }
    let spare = zip(wished, needed).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    guard lack > 0, spare > 0 else { return wished }
    let share = min(1, lack / spare)
    let given = min(1, spare / lack)
    return zip(wished, needed).map { wish, need in
      wish < need ? wish + (need - wish) * given : wish - (wish - need) * share
    }
  }

  private static func widestWord(_ text: String, _ style: Style, _ typesetter: Typesetter) -> Double {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" })
      .map { typesetter.width(of: String($0), style) }.max() ?? 0
  }

  func row(
    _ texts: [String], _ style: Style, isHeading: Bool, minimumHeight: Double, _ typesetter: Typesetter
  ) -> Table.Row {
    let cells = columns.indices.map { index in
      let alignment = isHeading ? .centre : columns[index].alignment.horizontal
      return typesetter.cell(
        texts[index], style, width: widths[index], alignment, insets: ListColumns.insets, leading: Density.leading)
    }
    return Table.Row(cells, minimumHeight: minimumHeight, fill: isHeading ? 0.92 : nil)
  }
}

extension ClassListLayout.Alignment {
  var horizontal: HorizontalAlignment {
    switch self {
    case .left: .left
    case .center: .centre
    case .right: .right
    }
  }
}
