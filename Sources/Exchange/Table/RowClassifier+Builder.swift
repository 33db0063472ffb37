import ExamRecords

extension RowClassifier {
  /// The table while its rows are being sorted.
  struct Builder {
    let header: Header
    private let width: Int
    private let headerKeys: [[String]]
    private let isNamed: [Bool]
    private var rows: [RawRow] = []
    private var skipped: [SkippedRow] = []
    private var className: String?
    private var unnamed: Set<Int> = []

    /// Whether the last row of note was one of signers.
    var isBelowSigners = false

    init(header: Header) {
      self.header = header
      let width = (header.headers.last?.column ?? -1) + 1
      self.width = width
      headerKeys = header.rows.map { $0.map(Folding.key) }
      var isNamed = [Bool](repeating: false, count: width)
      for column in header.headers.map(\.column) { isNamed[column] = true }
      self.isNamed = isNamed
    }

    mutating func append(_ line: Int, _ cells: [String]) {
      isBelowSigners = false
      var cells = cells
      while cells.count > width, cells.last?.isEmpty == true { cells.removeLast() }
      while cells.count < width { cells.append("") }
      for column in cells.indices where column >= width || !isNamed[column] {
        if !cells[column].isEmpty { unnamed.insert(column) }
      }
      rows.append(RawRow(line: line, cells: cells, className: className))
    }

    mutating func skip(_ line: Int, _ cells: [String], _ reason: SkippedRow.Reason) {
      let text = cells.filter { !$0.isEmpty }.joined(separator: " | ")
      skipped.append(SkippedRow(line: line, reason: reason, text: text))
    }

    mutating func skipClassName(_ line: Int, _ cells: [String], _ name: String) {
      isBelowSigners = false
      className = name
      skip(line, cells, .className(name))
    }

    mutating func skipTitle(_ line: Int, _ cells: [String]) {
      isBelowSigners = false
      if let name = cells.lazy.compactMap(RowShape.classInTitle).first { className = name }
      skip(line, cells, .title)
    }

    func isSecondHeaderRow(_ cells: [String]) -> Bool {
      headerKeys.count > 1 && difference(cells, headerKeys[1]) == nil
    }

    /// - Throws: ``ExchangeError/headerDiffers(line:column:expected:found:)`` if the columns are not those of the first
    ///   header.
    mutating func skipRepeatedHeader(_ line: Int, _ cells: [String]) throws(ExchangeError) {
      if !isSecondHeaderRow(cells), let column = difference(cells, headerKeys[0]) {
        let expected = column < header.rows[0].count ? header.rows[0][column] : ""
        throw .headerDiffers(
          line: line, column: column + 1, expected: expected, found: column < cells.count ? cells[column] : "")
      }
      isBelowSigners = false
      skip(line, cells, .repeatedHeader)
    }

    private func difference(_ cells: [String], _ keys: [String]) -> Int? {
      (0..<max(cells.count, keys.count)).first { column in
        (column < cells.count ? Folding.key(cells[column]) : "") != (column < keys.count ? keys[column] : "")
      }
    }

    func finished() -> RawTable {
      RawTable(
        headers: header.headers, headerLines: header.lines, rows: rows, skipped: skipped,
        unnamedColumns: unnamed.sorted())
    }
  }
}
