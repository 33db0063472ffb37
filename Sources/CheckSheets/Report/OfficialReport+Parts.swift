extension OfficialReport {
  /// What follows the title, part by part.
  public enum Part: Equatable, Sendable {
    /// A heading; the report numbers its sections, and they lead into the file as bookmarks.
    case section(String)
    case paragraph(String)
    /// What the report comes to: framed, in bold. Never broken.
    case conclusion(String)
    /// Labels, and beside them what they stand for.
    case particulars([Particular])
    /// Sentences with a dash before each.
    case items([String])
    /// A remark in small italics, below what it remarks on.
    case note(String)
    case table(Table)
  }

  public struct Particular: Equatable, Sendable {
    public var label: String
    public var value: String

    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Rows under a head that is repeated on every page. A row stays in one piece unless it is very high.
  public struct Table: Equatable, Sendable {
    public var columns: [Column]
    public var rows: [Row]
    /// Whether its rows are high enough to write in by hand.
    public var isForWriting: Bool

    public init(columns: [Column], rows: [Row], isForWriting: Bool = false) {
      self.columns = columns
      self.rows = rows
      self.isForWriting = isForWriting
    }
  }

  public struct Column: Equatable, Sendable {
    public enum Alignment: Equatable, Sendable {
      case left, centre, right
    }

    public var title: String
    /// How much it takes of the width that no text asks for, beside the others' shares.
    public var share: Int
    public var alignment: Alignment

    public init(_ title: String, share: Int, _ alignment: Alignment = .left) {
      self.title = title
      self.share = share
      self.alignment = alignment
    }
  }

  /// - Precondition: as many cells as the table has columns.
  public struct Row: Equatable, Sendable {
    public var cells: [Cell]
    /// A row to look at stands on grey.
    public var isMarked: Bool

    public init(_ cells: [Cell], isMarked: Bool = false) {
      self.cells = cells
      self.isMarked = isMarked
    }
  }

  public struct Cell: Equatable, Sendable, ExpressibleByStringLiteral {
    public enum Emphasis: Equatable, Sendable {
      case plain, strong, quiet
      /// Struck through: what is no longer so.
      case struck
    }

    public var text: String
    public var emphasis: Emphasis

    public init(_ text: String, _ emphasis: Emphasis = .plain) {
      self.text = text
      self.emphasis = emphasis
    }

    public init(stringLiteral value: String) { self.init(value) }
  }
}
