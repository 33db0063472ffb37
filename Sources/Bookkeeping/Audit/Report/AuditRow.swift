public import CanonicalForms
public import ExamRecords

/// One line of a report: a change of one field, or an event that changed none.
public struct AuditRow: Equatable, Sendable {
  public var position: Int
  public var recordedAt: Instant
  public var officer: String
  /// Nil if nobody has named the officer, or the name was erased.
  public var officerName: String?
  /// `candidate.corrected`
  public var type: String
  /// Nil for events on stream `ledger`.
  public var candidate: Person?
  /// The field's name; nil for an event that changed none, or was erased, or whose fields asked for are not those of which the
  /// clauses hold.
  public var field: String?
  public var old: FieldValue?
  public var new: FieldValue?
  public var reason: String?
  public var evidence: String?
  /// What is so of the event, as far as it was asked for.
  public var marks: Set<Selection.Mark>
  /// What can't be told of it, because something was erased, or the profile names no hours or deadline.
  public var unknownMarks: Set<Selection.Mark>
  /// The append (ULID).
  public var command: String
  /// Set if the payload was erased.
  public var erasure: AuditErasure?
  /// Whether the payload was erased by order of the officer who had written it; nil if it was not erased.
  public var isErasedByWriter: Bool? { erasure.map { $0.officer == officer } }
  /// Whether the payload can't be read for another reason: of a newer program, or not what its type demands.
  public var isUnreadable: Bool

  /// A candidate as the record was just before the event or, where the event registers, just after it. What was erased is nil.
  public struct Person: Equatable, Sendable {
    public var id: String
    public var number: Int?
    public var fullName: String?
    public var className: String?

    public init(id: String, number: Int?, fullName: String?, className: String?) {
      self.id = id
      self.number = number
      self.fullName = fullName
      self.className = className
    }
  }

  public init(
    position: Int, recordedAt: Instant, officer: String, officerName: String?, type: String, candidate: Person?,
    field: String? = nil, old: FieldValue? = nil, new: FieldValue? = nil, reason: String? = nil,
    evidence: String? = nil, marks: Set<Selection.Mark> = [], unknownMarks: Set<Selection.Mark> = [], command: String,
    erasure: AuditErasure? = nil, isUnreadable: Bool = false
  ) {
    self.position = position
    self.recordedAt = recordedAt
    self.officer = officer
    self.officerName = officerName
    self.type = type
    self.candidate = candidate
    self.field = field
    self.old = old
    self.new = new
    self.reason = reason
    self.evidence = evidence
    self.marks = marks
    self.unknownMarks = unknownMarks
    self.command = command
    self.erasure = erasure
    self.isUnreadable = isUnreadable
  }
}

/// Who ordered that a payload be erased, and under what.
public struct AuditErasure: Equatable, Sendable {
  /// Of the event `personalData.erased`.
  public var position: Int
  public var recordedAt: Instant
  public var officer: String
  public var reason: String
  public var authority: String

  public init(position: Int, recordedAt: Instant, officer: String, reason: String, authority: String) {
    self.position = position
    self.recordedAt = recordedAt
    self.officer = officer
    self.reason = reason
    self.authority = authority
  }
}
