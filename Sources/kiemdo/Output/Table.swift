import CanonicalForms
import Exchange

/// Rows of results, shown as aligned text, JSON or CSV.
struct Table {
  struct Column {
    /// Name of the member in JSON and of the column in CSV.
    var key: String
    var vietnamese: String
    var english: String
    var isRight = false
  }

  /// Name of the array in JSON.
  var name: String
  var columns: [Column]
  var rows: [[JSON]] = []
  /// Other members of the JSON result.
  var members: [(String, JSON)] = []

  var json: JSON {
    let array = rows.map { row in
      JSON.object(JSONObject(zip(columns, row).map { ($0.key, $1) }))
    }
    return .object(JSONObject(members + [(name, .array(array))]))
  }

  /// Leaves out the columns that no row has a value in.
  mutating func dropEmptyColumns() {
    keep(columns.indices.filter { index in rows.contains { $0[index] != .null } })
  }

  mutating func leaveOut(_ keys: Set<String>) {
    keep(columns.indices.filter { !keys.contains(columns[$0].key) })
  }

  private mutating func keep(_ kept: [Int]) {
    columns = kept.map { columns[$0] }
    rows = rows.map { row in kept.map { row[$0] } }
  }

  /// Puts what columns say into the place of the first of them; those that are not there say nothing.
  ///
  /// - Parameter cell: what a row says, by the columns' keys.
  mutating func join(_ keys: [String], _ column: Column, _ cell: ([String: JSON]) -> JSON) {
    let joined = columns.indices.filter { keys.contains(columns[$0].key) }
    guard joined.count > 1, let place = joined.first else { return }
    rows = rows.map { row in
      var left = columns.indices.filter { !joined.contains($0) }.map { row[$0] }
      left.insert(cell(Dictionary(uniqueKeysWithValues: joined.map { (columns[$0].key, row[$0]) })), at: place)
      return left
    }
    columns = columns.indices.filter { !joined.contains($0) }.map { columns[$0] }
    columns.insert(column, at: place)
  }

  func csv() -> [UInt8] {
    CSVWriter.write([columns.map(\.key)] + rows.map { $0.map(\.plainText) })
  }

  func text(_ language: Language) -> String {
    let titles = columns.map { language == .vi ? $0.vietnamese : $0.english }
    let cells = rows.map { $0.map(\.plainText.printable) }
    let widths = columns.indices.map { index in
      max(titles[index].displayWidth, cells.map { $0[index].displayWidth }.max() ?? 0)
    }
    func line(_ texts: [String]) -> String {
      let padded = texts.enumerated().map { index, text in
        let space = text.spaces(to: widths[index])
        return columns[index].isRight ? space + text : text + space
      }
      return padded.joined(separator: "  ").trimmingTrailingSpaces
    }
    return ([line(titles)] + cells.map(line)).joined(separator: "\n")
  }
}

extension JSON {
  /// As a person reads it in a cell.
  var plainText: String {
    switch self {
    case .null: ""
    case .bool(let flag): flag ? "1" : "0"
    case .integer(let number): String(number)
    case .string(let text): text
    case .array(let values): values.map(\.plainText).joined(separator: ", ")
    case .object: canonicalText
    }
  }
}

extension String {
  /// So much of a text as a message quotes.
  var excerpt: String {
    count > 60 ? prefix(60).description.printable + "… (\(count))" : printable
  }

  /// Control characters would move the cursor of whoever reads: shown as spaces.
  var printable: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Session {
  /// Shows a table in the format that was asked for.
  func show(_ table: Table) {
    switch options.format {
    case .json: console.write(table.json.indentedText)
    case .csv: console.write(bytes: table.csv())
    case .text: console.write(table.text(language))
    }
  }

  /// Shows a result that is not a table: JSON, or lines of text; as CSV the members in one row.
  func show(_ json: JSONObject, text: @autoclosure () -> String) {
    switch options.format {
    case .json: console.write(JSON.object(json).indentedText)
    case .csv:
      console.write(
        bytes: CSVWriter.write([json.keys, json.members.map { $0.value.plainText }]))
    case .text:
      let text = text()
      if !text.isEmpty { console.write(text) }
    }
  }
}
