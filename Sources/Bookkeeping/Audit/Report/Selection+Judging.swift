import CanonicalForms
import EventLedger
import ExamRecords

/// The clauses of a selection made ready to judge many events.
struct SelectionJudge: Sendable {
  let selection: Selection
  private let officers: Set<String>
  private let types: Set<String>
  private let streams: Set<String>
  private let fields: Set<String>
  private let reason: FoldedText?
  private let classes: Set<FoldedText>

  init(_ selection: Selection) {
    self.selection = selection
    officers = Set(selection.officers)
    types = Set(selection.types)
    streams = Set(selection.candidates.map(Records.stream(ofCandidate:)))
    fields = Set(selection.fields)
    reason = selection.reason.map(FoldedText.init)
    classes = Set(selection.classes.map(FoldedText.init))
  }

  /// Whether no clause on the header excludes the event.
  func admits(_ header: EventHeader) -> Bool {
    if let from = selection.from, header.position < from { return false }
    if let to = selection.to, header.position > to { return false }
    if let since = selection.since, header.recordedAt < since { return false }
    if let until = selection.until, header.recordedAt > until { return false }
    if !officers.isEmpty, !officers.contains(header.officer) { return false }
    if !types.isEmpty, !types.contains(header.type) { return false }
    return streams.isEmpty || streams.contains(header.stream)
  }

  /// The clauses on the payload.
  func judge(_ reading: AuditReading) -> Answer {
    judgeFields(reading).and(judgeReason(reading))
  }

  private func judgeFields(_ reading: AuditReading) -> Answer {
    guard !fields.isEmpty else { return .yes }
    switch reading.content {
    case .registered(let event): return Answer(event.fields.keys.contains(where: fields.contains))
    case .corrected(let event): return Answer(event.changes.contains { fields.contains($0.field) })
    case .unknown: return reading.candidate != nil ? .unknown : .no
    case .unreadable:
      let mayName = reading.header.type == RecordEvent.Kind.candidateRegistered.rawValue || reading.isEdit
      return mayName && reading.candidate != nil ? .unknown : .no
    default: return .no
    }
  }

  private func judgeReason(_ reading: AuditReading) -> Answer {
    guard let reason else { return .yes }
    if reading.isPrint, reading.hasPayload { return .no }
    switch reading.content {
    case .unreadable, .unknown: return .unknown
    default: return Answer(reading.reason.map { FoldedText($0).contains(reason) } ?? false)
    }
  }

  /// The clauses on earlier state.
  ///
  /// - Parameter marks: what `EventMarks` says of each mark that the selection demands.
  func judge(classBefore: Known<String>, classAfter: Known<String>, marks: (Selection.Mark) -> Answer) -> Answer {
    var answer = Answer.yes
    if !classes.isEmpty { answer = isOneOfThese(classBefore).or(isOneOfThese(classAfter)) }
    for mark in Selection.Mark.allCases where selection.marks.contains(mark) && answer != .no {
      answer = answer.and(marks(mark))
    }
    return answer
  }

  private func isOneOfThese(_ className: Known<String>) -> Answer {
    switch className {
    case .value(let name): Answer(classes.contains(FoldedText(name)))
    case .none: .no
    case .unknown: .unknown
    }
  }
}

/// A value that may have been erased.
enum Known<Value: Equatable & Sendable>: Equatable, Sendable {
  case value(Value)
  case none
  case unknown
}
