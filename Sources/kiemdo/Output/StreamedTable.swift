import Bookkeeping
import CanonicalForms
import Exchange

/// Rows of a result that are too many to be kept: shown one after another as text, JSON or CSV.
protocol StreamedTable {
  associatedtype Row
  /// Of the CSV.
  var columns: [String] { get }
  /// Member `head` of the JSON.
  var head: JSONObject { get }
  /// Lines before the rows.
  var headText: [String] { get }

  /// Hands over all rows.
  ///
  /// - Returns: member `tail` of the JSON, and the lines after the rows.
  func rows(_ body: (Row) throws -> Void) throws -> (tail: JSONObject, text: [String])
  func json(_ row: Row) -> JSONObject
  func cells(_ row: Row) -> [String]
  func text(_ row: Row) -> [String]
}

extension Session {
  /// Shows a table in the format that was asked for. As CSV the lines after the rows are rows that begin with `#`.
  func show(_ table: some StreamedTable) throws {
    var out = BufferedOutput(console)
    switch options.format {
    case .text:
      table.headText.forEach { out.write($0 + "\n") }
      let (_, lines) = try table.rows { row in table.text(row).forEach { out.write($0.printable + "\n") } }
      lines.forEach { out.write($0 + "\n") }
    case .csv:
      out.write(CSVWriter.write([table.columns]))
      let (_, lines) = try table.rows { out.write(csv: table.cells($0)) }
      let blank = Array(repeating: "", count: table.columns.count - 1)
      lines.forEach { out.write(csv: ["# \($0)"] + blank) }
    case .json:
      out.write("{\n  \"head\": \(JSON.object(table.head).indented(by: 2)),\n  \"rows\": [")
      var isFirst = true
      let (tail, _) = try table.rows { row in
        out.write((isFirst ? "\n    " : ",\n    ") + JSON.object(table.json(row)).indented(by: 4))
        isFirst = false
      }
      out.write((isFirst ? "]" : "\n  ]") + ",\n  \"tail\": \(JSON.object(tail).indented(by: 2))\n}\n")
    }
    out.flush()
  }
}

extension JSON {
  /// The indented text as it stands further in; line breaks within texts are escaped, so each one is a line's.
  fileprivate func indented(by spaces: Int) -> String {
    indentedText.replacing("\n", with: "\n" + String(repeating: " ", count: spaces))
  }
}

/// Gathers small pieces, so that a million rows are not a million writes.
private struct BufferedOutput {
  private let console: Console
  private var bytes: [UInt8] = []

  init(_ console: Console) {
    self.console = console
  }

  mutating func write(_ text: String) { write(text.utf8) }

  mutating func write(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
    if bytes.count >= 1 << 16 { flush() }
  }

  mutating func write(csv cells: [String]) {
    // Without the byte order mark, which only a file's beginning has.
    write(CSVWriter.write([cells]).dropFirst(3))
  }

  mutating func flush() {
    console.write(bytes: bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
