/// Writes CSV by RFC 4180 for people who open it in a spreadsheet: UTF-8 with byte order mark, CRLF after every row.
///
/// No cell can become a formula: see ``FormulaGuard``. A cell is quoted if it holds a quote, a line break or any of the
/// separators that readers guess, begins or ends with a space, or begins with `sep=`. Numbers with leading zeros are
/// written as they are: ``CSVReader`` keeps them, spreadsheet programs drop the zeros when they open the file by double
/// click, and the trick `="0312"` is not used, for it would change the value for every other reader.
public struct CSVWriter: Sendable {
  /// The file so far.
  public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private let separator: UInt8

  public init(separator: CSVSeparator = .comma) {
    self.separator = separator.rawValue
  }

  /// A whole file. A row without cells is written, and read back, as a row with one empty cell.
  public static func write(_ rows: some Sequence<[String]>, separator: CSVSeparator = .comma) -> [UInt8] {
    var writer = CSVWriter(separator: separator)
    for row in rows { writer.append(row) }
    return writer.bytes
  }

  public mutating func append(_ row: [String]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(separator) }
      append(FormulaGuard.guarded(cell))
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  private mutating func append(_ cell: String) {
    guard Self.needsQuotes(cell) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    let isSpecial = cell.utf8.contains { byte in
      switch byte {
      case 0x22, 0x0A, 0x0D, 0x2C, 0x3B, 0x09: true
      default: false
      }
    }
    return isSpecial || cell.utf8.first == 0x20 || cell.utf8.last == 0x20
      || (cell.utf8.count >= 4 && cell.prefix(4).lowercased() == "sep=")
  }
}
