public import CanonicalForms
import ExamRecords

/// The figures of a report: of all, and per officer, class and day, each with the fields changed most and the values that went
/// back and forth.
///
/// What can't be told of an event, since something was erased or the profile does not say, is counted apart and never as no.
public struct AuditSummary: Equatable, Sendable {
  public private(set) var all = Group()
  public private(set) var officers: [String: Group] = [:]
  /// By class; candidates without one, or whose class was erased, under `nil`.
  public private(set) var classes: [String?: Group] = [:]
  /// By day in Vietnam.
  public private(set) var days: [CalendarDate: Group] = [:]
  /// Of each field only changes count; `edits` are those that name it.
  public private(set) var fields: [String: Figures] = [:]
  /// How many more changes gave a replaced value back than are kept.
  public private(set) var furtherReturns = 0
  private var keptReturns = 0
  private var lastPosition: Int?

  /// So many changes that gave a value back are kept, so that memory does not grow with the ledger.
  static let mostReturns = 10_000

  public init() {}

  /// Takes the rows of a report in order.
  public mutating func add(_ row: AuditRow) {
    let figures = Figures(row, isNew: row.position != lastPosition)
    lastPosition = row.position
    let isEdit = row.type == RecordEvent.Kind.candidateCorrected.rawValue
    var change = Change(field: isEdit ? row.field : nil)
    if let person = row.candidate, let field = change.field, row.marks.contains(.undone) {
      if keptReturns < Self.mostReturns {
        keptReturns += 1
        change.given = Return(person: person, field: field, position: row.position)
      } else {
        furtherReturns += 1
      }
    }
    all.add(figures, change)
    officers[row.officer, default: Group()].add(figures, change)
    days[row.recordedAt.vietnamDate, default: Group()].add(figures, change)
    guard let person = row.candidate else { return }
    classes[person.className, default: Group()].add(figures, change)
    if let field = change.field { fields[field, default: Figures()] += Figures(row, isNew: true) }
  }

  /// The fields changed most first, then by name.
  public var changedFields: [(field: String, figures: Figures)] {
    fields.map { ($0.key, $0.value) }.sorted {
      $0.figures.changes != $1.figures.changes ? $0.figures.changes > $1.figures.changes : $0.field < $1.field
    }
  }

  /// A field that was changed, and what it gave back.
  fileprivate struct Change {
    var field: String?
    var given: Return?
  }

  fileprivate struct Return: Equatable, Sendable {
    var person: AuditRow.Person
    var field: String
    var position: Int
  }
}

extension AuditSummary {
  /// What is told of all events, or of those of one officer, class or day.
  public struct Group: Equatable, Sendable {
    public private(set) var figures = Figures()
    private var changes: [String: Int] = [:]
    private var returns: [Return] = []

    public init() {}

    fileprivate mutating func add(_ figures: Figures, _ change: Change) {
      self.figures += figures
      if let field = change.field { changes[field, default: 0] += 1 }
      if let given = change.given { returns.append(given) }
    }

    /// How often each field was changed: the fields changed most first, then by name.
    public var changedFields: [(field: String, changes: Int)] {
      changes.map { ($0.key, $0.value) }.sorted {
        $0.changes != $1.changes ? $0.changes > $1.changes : $0.field < $1.field
      }
    }

    /// Most often first, then in order of position.
    public var backAndForth: [BackAndForth] {
      Dictionary(grouping: returns) { [$0.person.id, $0.field] }.values.compactMap { returns in
        returns.first.map {
          BackAndForth(candidate: $0.person, field: $0.field, positions: returns.map(\.position))
        }
      }.sorted {
        ($1.positions.count, $0.positions[0], $0.field) < ($0.positions.count, $1.positions[0], $1.field)
      }
    }
  }

  /// A field of one candidate that got a replaced value back.
  public struct BackAndForth: Equatable, Sendable {
    public var candidate: AuditRow.Person
    public var field: String
    /// The positions of the edits that gave it back.
    public var positions: [Int]
  }
}
