import ExamRecords

/// Reads the rows of one table whose columns are known.
struct RowReader {
  private struct Source {
    var column: Int
    var header: String
    var part: ColumnMap.Part
  }

  let profile: ExamProfile
  private let restoreZeros: Bool
  /// The columns of each field, in the order of the profile.
  private let fields: [(field: ExamProfile.Field, sources: [Source])]
  private let choiceColumn: Int?
  let unknownColumns: [String]

  init(_ headers: [RawHeader], _ map: ColumnMap, _ profile: ExamProfile, restoreZeros: Bool) {
    self.profile = profile
    self.restoreZeros = restoreZeros
    var sources: [String: [Source]] = [:]
    var unknown: [String] = []
    var choice: Int?
    for header in headers {
      let key = Folding.key(header.text)
      if key == RejectsColumn.choice.key {
        choice = header.column
      } else if let target = map[header.text] {
        let source = Source(column: header.column, header: header.text, part: target.part)
        if sources[target.field.name, default: []].contains(where: { $0.part == target.part }) {
          unknown.append(header.text)
        } else {
          sources[target.field.name, default: []].append(source)
        }
      } else if key != RejectsColumn.reason.key, key != ColumnMap.orderKey {
        unknown.append(header.text)
      }
    }
    fields = profile.fields.compactMap { field in sources[field.name].map { (field, $0) } }
    choiceColumn = choice
    unknownColumns = unknown
  }

  func read(_ row: RawRow, _ notices: inout [ImportNotice]) -> ImportRow {
    var cells: [ImportRow.Cell] = []
    for (field, sources) in fields {
      if let whole = sources.first(where: { $0.part == .whole }), !row.cells[whole.column].isEmpty {
        cells.append(cell(field, whole.header, row.cells[whole.column], row.line, &notices))
      } else if let (header, text) = joined(sources, row) {
        cells.append(cell(field, header, text, row.line, &notices))
      } else if let marked = marked(field, sources, row) {
        cells.append(marked)
      }
      if let given = sources.first(where: { $0.part == .given }), let name = profile.roles.givenName,
        let field = profile.field(named: name), !row.cells[given.column].isEmpty
      {
        cells.append(cell(field, given.header, row.cells[given.column], row.line, &notices))
      }
    }
    if !cells.contains(where: { $0.field == profile.roles.className }), let name = row.className,
      let field = profile.field(named: profile.roles.className)
    {
      cells.append(cell(field, field.label, name, row.line, &notices))
    }
    settleIdentity(&cells, row.line, &notices)
    return ImportRow(line: row.line, cells: cells, choice: choice(of: row))
  }

  private func cell(
    _ field: ExamProfile.Field, _ header: String, _ text: String, _ line: Int, _ notices: inout [ImportNotice]
  ) -> ImportRow.Cell {
    var reading = profile.read(text, as: field)
    if restoreZeros, case .failure(let fault) = reading, let restored = fault.restored {
      notices.append(.zeroRestored(line: line, column: header, found: text, restored: restored))
      reading = profile.read(restored, as: field)
    }
    return ImportRow.Cell(field: field.name, column: header, text: text, reading: reading)
  }

  /// A name in two columns, a date in three.
  private func joined(_ sources: [Source], _ row: RawRow) -> (header: String, text: String)? {
    func texts(_ parts: [ColumnMap.Part], separator: String) -> (String, String)? {
      let columns = parts.compactMap { part in sources.first { $0.part == part } }
      guard !columns.isEmpty else { return nil }
      let texts = columns.map { row.cells[$0.column] }.filter { !$0.isEmpty }
      guard !texts.isEmpty else { return nil }
      return (columns.map(\.header).joined(separator: " + "), texts.joined(separator: separator))
    }
    return texts([.day, .month, .year], separator: "/") ?? texts([.family, .given], separator: " ")
  }

  /// A set whose codes each have a column to mark.
  private func marked(_ field: ExamProfile.Field, _ sources: [Source], _ row: RawRow) -> ImportRow.Cell? {
    var codes: [String] = []
    for source in sources {
      guard case .mark(let code) = source.part else { continue }
      let text = row.cells[source.column]
      switch Folding.key(text) {
      case "", "0", "khong": continue
      case "x", "1", "co", "v", "true": codes.append(code)
      default:
        return ImportRow.Cell(
          field: field.name, column: source.header, text: text, reading: .failure(.notAFlag(found: text)))
      }
    }
    guard !codes.isEmpty else { return nil }
    let text = codes.joined(separator: ", ")
    let headers = sources.map(\.header).joined(separator: " + ")
    return ImportRow.Cell(field: field.name, column: headers, text: text, reading: profile.read(text, as: field))
  }

  private func choice(of row: RawRow) -> ImportPreference? {
    guard let choiceColumn else { return nil }
    switch Folding.key(row.cells[choiceColumn]) {
    case "tep", "file": return .file
    case "so", "ledger": return .ledger
    default: return nil
    }
  }
}
