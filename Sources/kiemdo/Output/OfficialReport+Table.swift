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
    self.init(columns: columns, rows: cells.map { OfficialReport.Row($0.map { OfficialReport.Cell($0) }) })
  }
}
