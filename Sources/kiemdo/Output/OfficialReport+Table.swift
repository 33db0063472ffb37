import CanonicalForms
import CheckSheets

extension OfficialReport.Table {
  /// A table of results as it stands on paper.
  init(_ table: Table, _ language: Language) {
    let cells = table.rows.map { $0.map(\.plainText) }
    let columns = table.columns.indices.map { index in
      let column = table.columns[index]
      let title = language == .vi ? column.vietnamese : column.english
      // Figures stand close; what room there is goes to words.
      return OfficialReport.Column(title, share: column.isRight ? 0 : 1, column.isRight ? .right : .left)
    }
    var above: [String] = []
    let rows = cells.map { texts in
      // What begins like the row above belongs together with it; it is said again, since a page may end in between.
      let repeated = zip(texts, above).prefix { $0 == $1 }.count
      above = texts
      return OfficialReport.Row(
        texts.enumerated().map { OfficialReport.Cell($1, $0 < repeated ? .quiet : .plain) })
    }
    self.init(columns: columns, rows: rows)
  }
}
