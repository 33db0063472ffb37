import CanonicalForms
import CheckSheets

extension AuditPaper {
  /// Writes an answer that is one table, as people read it.
  ///
  /// - Parameter name: what its rows are.
  func write(
    _ table: Table, name: String, title: String, subject: String?, scope: [OfficialReport.Particular] = [],
    closing: [String] = []
  ) throws {
    try write(
      title: title, subject: subject, scope: scope,
      parts: [.section(name), .table(.init(printed(table), session.language))], closing: closing)
  }

  /// On paper a column that no row fills would only press the others together, and so would an officer's id and name apart, or a
  /// reason and what it rests on.
  private func printed(_ table: Table) -> Table {
    var table = table
    table.dropEmptyColumns()
    table.join(["officer", "officerName"], .init(key: "officer", vietnamese: "Cán bộ", english: "Officer")) { cells in
      guard let name = cells["officerName"], name != .null, let id = cells["officer"] else {
        return cells["officer"] ?? .null
      }
      return .string("\(name.plainText) (\(id.plainText))")
    }
    table.join(
      ["reason", "evidence", "source"],
      .init(key: "reason", vietnamese: "Lý do, minh chứng", english: "Reason, evidence")
    ) { cells in
      let lines = [
        said(cells["reason"]) { $0 }, said(cells["evidence"]) { session.say("Minh chứng: \($0)", "Evidence: \($0)") },
        said(cells["source"]) { session.say("Từ tệp \($0)", "From \($0)") },
      ].compactMap(\.self)
      return lines.isEmpty ? .null : .string(lines.joined(separator: "\n"))
    }
    if let place = table.columns.firstIndex(where: { $0.key == "candidate" }) {
      for row in table.rows.indices { table.rows[row][place] = bound(table.rows[row][place]) }
    }
    return table
  }

  /// A person's class and number on one line: `Nguyễn Thị Ánh (12A1, số 31)`.
  private func bound(_ cell: JSON) -> JSON {
    guard case .string(let text) = cell, let bracket = text.lastIndex(of: "(") else { return cell }
    return .string(String(text[..<bracket]) + String(text[bracket...]).replacing(" ", with: "\u{A0}"))
  }

  private func said(_ cell: JSON?, _ sentence: (String) -> String) -> String? {
    guard let cell, cell != .null else { return nil }
    return sentence(cell.plainText)
  }
}
