import ExamRecords

extension AuditSummary {
  public struct Figures: Equatable, Sendable {
    public var events = 0
    /// Events that correct a record.
    public var edits = 0
    /// Fields changed by them.
    public var changes = 0
    public var marked = Marked()
    /// Of how many the same can't be told.
    public var unknown = Marked()

    public init() {}
  }

  /// How many bear each mark.
  public struct Marked: Equatable, Sendable {
    /// Of the edits, those made while a signature was in force.
    public var afterSigning = 0
    /// Of the changes, those that gave a field its replaced value back; an edit whose changes are gone counts as one.
    public var undone = 0
    /// Of the edits, those after which the candidate has not signed again.
    public var unsignedSince = 0
    public var late = 0
    public var outsideHours = 0

    public init() {}

    public subscript(mark: Selection.Mark) -> Int {
      switch mark {
      case .afterSigning: afterSigning
      case .late: late
      case .outsideHours: outsideHours
      case .undone: undone
      case .unsignedSince: unsignedSince
      }
    }
  }
}

extension AuditSummary.Figures {
  /// What one row adds.
  ///
  /// - Parameter isNew: whether it is the first of its event.
  init(_ row: AuditRow, isNew: Bool) {
    let isEdit = row.type == RecordEvent.Kind.candidateCorrected.rawValue
    if isNew { (events, edits) = (1, isEdit ? 1 : 0) }
    if isEdit, row.field != nil { changes = 1 }
    let marks = Set(Selection.Mark.allCases.filter { isNew || $0 == .undone })
    marked = .init(row.marks.intersection(marks))
    unknown = .init(row.unknownMarks.intersection(marks))
  }

  static func += (left: inout Self, right: Self) {
    left.events += right.events
    left.edits += right.edits
    left.changes += right.changes
    left.marked += right.marked
    left.unknown += right.unknown
  }
}

extension AuditSummary.Marked {
  fileprivate init(_ marks: Set<Selection.Mark>) {
    func one(_ mark: Selection.Mark) -> Int { marks.contains(mark) ? 1 : 0 }
    afterSigning = one(.afterSigning)
    undone = one(.undone)
    unsignedSince = one(.unsignedSince)
    late = one(.late)
    outsideHours = one(.outsideHours)
  }

  fileprivate static func += (left: inout Self, right: Self) {
    left.afterSigning += right.afterSigning
    left.undone += right.undone
    left.unsignedSince += right.unsignedSince
    left.late += right.late
    left.outsideHours += right.outsideHours
  }
}
