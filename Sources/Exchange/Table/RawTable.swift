/// The table found in a file: its header, the rows under it, and an account of every other line that says something.
///
/// The lines of ``headerLines``, ``rows`` and ``skipped`` together are all rows of the file that are not empty, each
/// once.
public struct RawTable: Equatable, Sendable {
  /// The named columns in their order; two may have the same name.
  public let headers: [RawHeader]
  /// The lines of the header: one, or two where cells of the first span several of the second.
  public let headerLines: [Int]
  public let rows: [RawRow]
  public let skipped: [SkippedRow]

  /// Columns, from 0, that have values in some row but no name.
  public let unnamedColumns: [Int]
}

/// A named column.
public struct RawHeader: Equatable, Sendable {
  /// The column's place in ``RawRow/cells``, from 0.
  public let column: Int
  /// The header as written, on one line; of a header in two rows both, as `Ngày sinh - Tháng`, unless only the lower is
  /// known.
  public let text: String

  public init(column: Int, text: String) {
    self.column = column
    self.text = text
  }
}

/// A row of data.
public struct RawRow: Equatable, Sendable {
  /// The physical line on which the row begins, from 1.
  public let line: Int
  /// The cells by column, cleaned by ``TextMending/clean(_:)``, at least as many as the header has columns.
  public let cells: [String]
  /// The class named by the nearest row above that names one; a column for the class knows better.
  public let className: String?

  public init(line: Int, cells: [String], className: String?) {
    self.line = line
    self.cells = cells
    self.className = className
  }
}

/// A row that holds no data.
public struct SkippedRow: Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// Above the header, or the head of a further page or class.
    case title
    /// The header again.
    case repeatedHeader
    /// `1, 2, 3, 4, …` or `(1), (2), …` under the header.
    case columnNumbers
    /// Names the class of the rows below.
    case className(String)
    /// Sums, signers, place and date.
    case foot
  }

  public let line: Int
  public let reason: Reason
  /// What the row says: its cells that are not empty, joined with ` | `.
  public let text: String

  public init(line: Int, reason: Reason, text: String) {
    self.line = line
    self.reason = reason
    self.text = text
  }
}
