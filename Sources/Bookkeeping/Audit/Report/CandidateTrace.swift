import EventLedger
import ExamRecords

/// What a report keeps of one candidate: the record as it is known, what each field was before its last edit, and the
/// signatures of sheets.
///
/// Not a value, so that a cache of many can follow one without a copy.
final class CandidateTrace {
  private(set) var version = 0
  private(set) var number: Int?
  private(set) var fields: FieldValues = [:]
  /// After an event that can't be read only these fields are known; nil if all are.
  private(set) var known: Set<String>?
  /// What a field held before the edit that last set it.
  private var replaced: [String: FieldValue?] = [:]
  /// Of sheets; lists have theirs in `ListSignatures`.
  private(set) var signatures = SignatureSpans()
  /// Whether `signatures` are those of the whole stream, not only those before the next event.
  private(set) var followsToTheEnd = false
  /// The only fields whose values are kept; nil means all.
  private let kept: Set<String>?

  init(keeping fields: Set<String>? = nil) {
    kept = fields
  }

  /// Takes the events on signatures that are still to come, so that what comes later can be asked for now.
  func follow(_ later: [AuditReading]) {
    for reading in later { signatures.apply(reading) }
    followsToTheEnd = true
  }

  /// The record after one more event of the stream.
  func evolve(_ reading: AuditReading) {
    version = reading.header.version
    if !followsToTheEnd { signatures.apply(reading) }
    switch reading.content {
    case .registered(let event):
      number = event.number
      fields = kept.map { kept in event.fields.filter { kept.contains($0.key) } } ?? event.fields
    case .corrected(let event):
      for change in event.changes {
        if kept?.contains(change.field) ?? true { fields[change.field] = change.new }
        replaced[change.field] = .some(change.old)
        known?.insert(change.field)
      }
    default: break
    }
    if reading.leavesGap {
      known = []
      replaced = [:]
    }
  }

  /// The text of a field as the events so far say.
  func text(of field: String) -> Known<String> {
    if let known, !known.contains(field) { return .unknown }
    return fields[field]?.text.map(Known.value) ?? .none
  }

  /// Whether a field is given back the value that its last edit replaced.
  func isUndone(by change: FieldChange) -> Answer {
    guard let before = replaced[change.field] else { return known == nil ? .no : .unknown }
    return Answer(before == change.new)
  }

  /// The same for each change of an edit that is the next event.
  func undoneChanges(of reading: AuditReading) -> [Answer] {
    guard case .corrected(let event) = reading.content else { return [] }
    return event.changes.map(isUndone)
  }

  /// Whether an edit, the next event, gives any field its replaced value back.
  func isUndone(by reading: AuditReading) -> Answer {
    guard case .corrected = reading.content else { return reading.isEdit ? .unknown : .no }
    return undoneChanges(of: reading).reduce(.no) { $0.or($1) }
  }
}
