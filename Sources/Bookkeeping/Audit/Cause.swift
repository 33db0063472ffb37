import EventLedger
public import ExamRecords

/// An event as an answer names it: where it stands, when it was recorded, by whom, why, and on what evidence.
public struct Cause: Equatable, Sendable {
  public var mark: EventMark
  /// The stored name of the event's type.
  public var type: String
  public var reason: String?
  public var evidence: String?
  /// The row of a file that an import read.
  public var source: ImportSource?

  public init(
    mark: EventMark, type: String, reason: String? = nil, evidence: String? = nil, source: ImportSource? = nil
  ) {
    self.mark = mark
    self.type = type
    self.reason = reason
    self.evidence = evidence
    self.source = source
  }

  /// - Parameter event: what `recorded` says; nil if that can't be read.
  init(_ recorded: RecordedEvent, _ event: RecordEvent?) {
    self.init(mark: EventMark(recorded.header), type: recorded.header.type, reason: event?.reason)
    switch event {
    case .candidateRegistered(let event): source = event.source
    case .candidateCorrected(let event):
      evidence = event.evidence
      source = event.source
    default: break
    }
  }
}

/// One change of one field, by the event that made it.
public struct FieldStep: Equatable, Sendable {
  public var field: String
  public var old: FieldValue?
  public var new: FieldValue?
  public var cause: Cause
}

extension RecordEvent {
  /// The fields that an event sets, with what stood there before; for a registration that was nothing.
  var changes: [FieldChange] {
    switch self {
    case .candidateRegistered(let event):
      event.fields.map { FieldChange(field: $0.key, old: nil, new: $0.value) }
    case .candidateCorrected(let event): event.changes
    default: []
    }
  }

  /// Whether an event of this type, known or not, may set fields: all that this program can't read may.
  static func maySetFields(_ type: String) -> Bool {
    switch Kind(rawValue: type) {
    case .candidateRegistered, .candidateCorrected, nil: true
    default: false
    }
  }
}
