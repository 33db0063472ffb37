import ExamRecords

extension RowClassifier {
  /// The header row or rows, cleaned.
  struct Header {
    /// Its place among the records.
    var range: Range<Int>
    var lines: [Int]
    /// One or two rows of cells as they stand.
    var rows: [[String]]
    var headers: [RawHeader]
  }

  func findHeader(in records: [RawRecord]) throws(ExchangeError) -> Header {
    var nearest: (line: Int, known: [String])?
    for (index, record) in records.enumerated() {
      let cells = record.cells.map(TextMending.clean)
      if isHeader(cells) { return assemble(records, index, cells) }
      let known = cells.filter { knownHeaders.contains(Folding.key($0)) }
      if known.count > nearest?.known.count ?? 0 { nearest = (record.line, known) }
    }
    throw .headerNotFound(nearest: nearest?.line, known: nearest?.known ?? [])
  }

  func isHeader(_ cells: [String]) -> Bool {
    var known = 0
    var filled = 0
    for cell in cells where !cell.isEmpty {
      filled += 1
      if knownHeaders.contains(Folding.key(cell)) { known += 1 }
    }
    return known >= 3 || (known >= 2 && known * 2 > filled)
  }

  /// Whether it is worth folding the row's cells: a row of data has a cell that begins with a digit, a header has none.
  func mayBeHeader(_ cells: [String], _ filled: Int) -> Bool {
    filled >= 2 && !cells.contains { RowShape.isDigit($0.utf8.first ?? 0) }
  }

  private func assemble(_ records: [RawRecord], _ index: Int, _ cells: [String]) -> Header {
    let line = records[index].line
    if index + 1 < records.count {
      let below = records[index + 1].cells.map(TextMending.clean)
      if let headers = merge(cells, below) {
        return Header(
          range: index..<(index + 2), lines: [line, records[index + 1].line], rows: [cells, below], headers: headers)
      }
    }
    let headers = cells.enumerated().filter { !$0.element.isEmpty }.map {
      RawHeader(column: $0.offset, text: $0.element)
    }
    return Header(range: index..<(index + 1), lines: [line], rows: [cells], headers: headers)
  }

  /// The columns of a header in two rows; `nil` if the lower row is not the second half of a header.
  private func merge(_ upper: [String], _ lower: [String]) -> [RawHeader]? {
    let width = max(upper.count, lower.count)
    func cell(_ row: [String], _ column: Int) -> String { column < row.count ? row[column] : "" }

    var spanning = [String](repeating: "", count: width)
    var column = 0
    while column < width {
      let text = cell(upper, column)
      var end = column + 1
      while end < width, cell(upper, end).isEmpty || cell(upper, end) == text { end += 1 }
      if !text.isEmpty, end - column > 1 {
        for place in column..<end { spanning[place] = text }
      }
      column = end
    }

    let filled = (0..<width).filter { !cell(lower, $0).isEmpty }
    guard filled.count > 1, filled.count < width,
      filled.allSatisfy({ !spanning[$0].isEmpty && !RowShape.isNumber(cell(lower, $0)) })
    else { return nil }

    return (0..<width).compactMap { column in
      let under = cell(lower, column)
      guard !under.isEmpty else {
        let text = cell(upper, column)
        return text.isEmpty ? nil : RawHeader(column: column, text: text)
      }
      let both = "\(spanning[column]) - \(under)"
      let lowerAloneIsKnown =
        knownHeaders.contains(Folding.key(under)) && !knownHeaders.contains(Folding.key(both))
      return RawHeader(column: column, text: lowerAloneIsKnown ? under : both)
    }
  }
}
