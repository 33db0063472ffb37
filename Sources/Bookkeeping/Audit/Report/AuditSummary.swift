public import CanonicalForms
import ExamRecords

/// The figures of a report: per officer, class and day, the fields changed most, and values that went back and forth.
public struct AuditSummary: Equatable, Sendable {
  public struct Figures: Equatable, Sendable {
    public var events = 0
    /// Events that correct a record.
    public var edits = 0
    /// Fields changed by them.
    public var changes = 0
    /// Of the edits, those made while a signature was in force.
    public var afterSigning = 0
    /// Of the changes, those that gave a field its replaced value back.
    public var undone = 0
    /// Of the edits, those after which the candidate has not signed again.
    public var unsignedSince = 0
    public var late = 0
    public var outsideHours = 0

    public init() {}
  }

  /// A field of one candidate that got a replaced value back.
  public struct BackAndForth: Equatable, Sendable {
    public var candidate: AuditRow.Person
    public var field: String
    /// The positions of the edits that gave it back.
    public var positions: [Int]
  }

  public private(set) var total = Figures()
  public private(set) var officers: [String: Figures] = [:]
  /// By class; candidates without one, or whose class was erased, under `nil`.
  public private(set) var classes: [String?: Figures] = [:]
  /// By day in Vietnam.
  public private(set) var days: [CalendarDate: Figures] = [:]
  /// Of each field only changes count; `edits` are those that name it.
  public private(set) var fields: [String: Figures] = [:]
  private var returns: [Key: BackAndForth] = [:]
  /// How many more fields went back and forth than are kept.
  public private(set) var furtherBackAndForth = 0
  private var lastPosition: Int?

  private struct Key: Hashable {
    var candidate: String
    var field: String
  }

  /// So many fields that went back and forth are kept, so that memory does not grow with the ledger.
  static let keptReturns = 10_000

  public init() {}

  /// Takes the rows of a report in order.
  public mutating func add(_ row: AuditRow) {
    let isNew = row.position != lastPosition
    lastPosition = row.position
    var figures = Figures()
    let isEdit = row.type == "candidate.corrected"
    if isNew {
      figures.events = 1
      figures.edits = isEdit ? 1 : 0
      figures.afterSigning = row.marks.contains(.afterSigning) ? 1 : 0
      figures.unsignedSince = row.marks.contains(.unsignedSince) ? 1 : 0
      figures.late = row.marks.contains(.late) ? 1 : 0
      figures.outsideHours = row.marks.contains(.outsideHours) ? 1 : 0
    }
    if isEdit, row.field != nil {
      figures.changes = 1
      figures.undone = row.marks.contains(.undone) ? 1 : 0
    }
    total += figures
    officers[row.officer, default: Figures()] += figures
    days[row.recordedAt.vietnamDate, default: Figures()] += figures
    guard let person = row.candidate else { return }
    classes[person.className, default: Figures()] += figures
    guard isEdit, let field = row.field else { return }
    fields[field, default: Figures()] += Figures(ofField: row)
    if row.marks.contains(.undone) { take(row, person, field) }
  }

  private mutating func take(_ row: AuditRow, _ person: AuditRow.Person, _ field: String) {
    let key = Key(candidate: person.id, field: field)
    guard returns[key] != nil || returns.count < Self.keptReturns else {
      furtherBackAndForth += 1
      return
    }
    returns[key, default: BackAndForth(candidate: person, field: field, positions: [])].positions.append(row.position)
  }

  /// Most often first, then in order of position.
  public var backAndForth: [BackAndForth] {
    returns.values.sorted {
      ($1.positions.count, $0.positions[0]) < ($0.positions.count, $1.positions[0])
    }
  }

  /// The fields changed most first, then by name.
  public var changedFields: [(field: String, figures: Figures)] {
    fields.map { ($0.key, $0.value) }.sorted {
      $0.figures.changes != $1.figures.changes ? $0.figures.changes > $1.figures.changes : $0.field < $1.field
    }
  }
}

extension AuditSummary.Figures {
  fileprivate init(ofField row: AuditRow) {
    (events, edits, changes) = (1, 1, 1)
    afterSigning = row.marks.contains(.afterSigning) ? 1 : 0
    undone = row.marks.contains(.undone) ? 1 : 0
    unsignedSince = row.marks.contains(.unsignedSince) ? 1 : 0
    late = row.marks.contains(.late) ? 1 : 0
    outsideHours = row.marks.contains(.outsideHours) ? 1 : 0
  }

  static func += (left: inout Self, right: Self) {
    left.events += right.events
    left.edits += right.edits
    left.changes += right.changes
    left.afterSigning += right.afterSigning
    left.undone += right.undone
    left.unsignedSince += right.unsignedSince
    left.late += right.late
    left.outsideHours += right.outsideHours
  }
}
