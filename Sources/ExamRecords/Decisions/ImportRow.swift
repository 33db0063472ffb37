/// One row of a file, its cells read as values of the profile's fields.
public struct ImportRow: Equatable, Sendable {
  /// Line of the file, from 1.
  public var line: Int
  public var cells: [Cell]
  /// What a rejects file says about conflicts of this row.
  public var choice: ImportPreference?

  public struct Cell: Equatable, Sendable {
    public var field: String
    /// Header text of the column.
    public var column: String
    /// What stands in the file.
    public var text: String
    /// The value, nil if the cell is empty, or why there is none.
    public var reading: Result<FieldValue?, Unreadable>

    public init(field: String, column: String, text: String, reading: Result<FieldValue?, Unreadable>) {
      self.field = field
      self.column = column
      self.text = text
      self.reading = reading
    }
  }

  public init(line: Int, cells: [Cell], choice: ImportPreference? = nil) {
    self.line = line
    self.cells = cells
    self.choice = choice
  }

  /// The readable values; an empty cell says nothing.
  public var values: FieldValues {
    var values: FieldValues = [:]
    for cell in cells {
      if case .success(let value?) = cell.reading { values[cell.field] = value }
    }
    return values
  }
}

/// Whose value counts where both the file and the ledger have changed.
public enum ImportPreference: String, Equatable, Sendable, CaseIterable {
  case file
  case ledger
}
