import ExamRecords

/// Finds the table in the rows of a file made for people.
///
/// - **Header**: the first row with three known names, or in which the known names (at least two) are the majority. A
///   row under it that fills only the places below a spanning cell (one with empty or equal cells to its right) is its
///   second half.
/// - **Titles**: everything above the header; below it, a row of one or two cells that begins like a title. A title
///   that names a class (`DANH SÁCH HỌC SINH LỚP 12A1`) gives it to the rows below.
/// - **Class row**: `Lớp 12A1`, `LỚP: 12A1 - GVCN: …`, or `12A1` alone in a row.
/// - **Foot**: a row whose first text is `Tổng…`, `Cộng…`, a signer (`Người lập`, `Hiệu trưởng`, …), or a line for
///   place and date; and after signers, rows of at most three cells without digits, which are their names.
///
/// Every other row is data, however little it holds, so that nobody is lost: a stray note becomes a row that the
/// mapping of columns will complain of.
public struct RowClassifier {
  let knownHeaders: Set<String>

  /// - Parameter knownHeaders: The names of columns that are looked for, each as ``Folding/key(_:)`` gives it.
  public init(knownHeaders: Set<String>) {
    self.knownHeaders = knownHeaders
  }

  /// - Throws: ``ExchangeError/headerNotFound(nearest:known:)``,
  ///   ``ExchangeError/headerDiffers(line:column:expected:found:)``.
  public func classify(_ records: [RawRecord]) throws(ExchangeError) -> RawTable {
    let header = try findHeader(in: records)
    var table = Builder(header: header)
    for record in records[..<header.range.lowerBound] {
      let cells = record.cells.map(TextMending.clean)
      if cells.contains(where: { !$0.isEmpty }) { table.skipTitle(record.line, cells) }
    }
    for record in records[header.range.upperBound...] {
      let cells = record.cells.map(TextMending.clean)
      let filled = cells.reduce(0) { $1.isEmpty ? $0 : $0 + 1 }
      guard filled > 0 else { continue }
      try sort(record.line, cells, filled, into: &table)
    }
    return table.finished()
  }

  private func sort(
    _ line: Int, _ cells: [String], _ filled: Int, into table: inout Builder
  ) throws(ExchangeError) {
    if mayBeHeader(cells, filled), isHeader(cells) || table.isSecondHeaderRow(cells) {
      try table.skipRepeatedHeader(line, cells)
    } else if filled >= 3, RowShape.isColumnNumbers(cells) {
      table.skip(line, cells, .columnNumbers)
    } else if filled <= 4, let name = RowShape.className(cells, filled) {
      table.skipClassName(line, cells, name)
    } else if RowShape.isTotal(cells) {
      table.skip(line, cells, .foot)
    } else if filled <= 4, RowShape.isSigners(cells) {
      table.skip(line, cells, .foot)
      table.isBelowSigners = true
    } else if filled <= 2, RowShape.isTitle(cells) {
      table.skipTitle(line, cells)
    } else if table.isBelowSigners, filled <= 3, !cells.contains(where: RowShape.hasDigit) {
      table.skip(line, cells, .foot)
    } else {
      table.append(line, cells)
    }
  }
}
