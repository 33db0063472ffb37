import CanonicalForms
import EventLedger
import ExamRecords

/// Which profile was in force where: what a report has to know of each.
struct ProfileTimeline {
  struct Terms {
    /// Position of the adoption.
    let position: Int
    /// Nil if this program can't read the document.
    let profile: ExamProfile?
  }

  private(set) var terms: [Terms] = []

  mutating func apply(_ reading: AuditReading) {
    guard reading.header.type == RecordEvent.Kind.profileAdopted.rawValue, reading.candidate == nil else { return }
    var profile: ExamProfile?
    if case .profileAdopted(let document) = reading.content { profile = try? ExamProfile.decode(document) }
    terms.append(Terms(position: reading.header.position, profile: profile))
  }

  /// The fields that a report shows of everybody.
  var namedFields: Set<String> {
    Set(terms.compactMap(\.profile?.roles).flatMap { [$0.className, $0.fullName] })
  }

  /// What was in force for an event: that of the last adoption before it. Nil before the first.
  func terms(before position: Int) -> Terms? {
    terms.last { $0.position < position }
  }

  func isLate(_ header: EventHeader) -> Answer {
    judge(header) { $0.editDeadline.map { header.recordedAt > $0 } }
  }

  func isOutsideHours(_ header: EventHeader) -> Answer {
    judge(header) { $0.hours.map { !$0.contains(header.recordedAt) } }
  }

  private func judge(_ header: EventHeader, _ holds: (ExamProfile) -> Bool?) -> Answer {
    guard let terms = terms(before: header.position) else { return .no }
    return terms.profile.flatMap(holds).map(Answer.init) ?? .unknown
  }

  /// The class that a candidate is in, by the profile in force at `position`.
  func className(of trace: CandidateTrace, at position: Int) -> Known<String> {
    guard let terms = terms(before: position) else { return .none }
    return terms.profile.map { trace.text(of: $0.roles.className) } ?? .unknown
  }

  /// The class just after an event of the candidate, which the trace has not seen yet.
  func className(of trace: CandidateTrace, after reading: AuditReading) -> Known<String> {
    guard let terms = terms(before: reading.header.position) else { return .none }
    guard let field = terms.profile?.roles.className, !reading.leavesGap else { return .unknown }
    switch reading.content {
    case .registered(let event):
      // Only a correction lifts what an event before it has hidden.
      return trace.known == nil ? event.fields[field]?.text.map(Known.value) ?? .none : .unknown
    case .corrected(let event):
      guard let change = event.changes.first(where: { $0.field == field }) else { return trace.text(of: field) }
      return change.new?.text.map(Known.value) ?? .none
    default: return trace.text(of: field)
    }
  }

  func fullName(of trace: CandidateTrace, at position: Int) -> Known<String> {
    guard let terms = terms(before: position) else { return .none }
    return terms.profile.map { trace.text(of: $0.roles.fullName) } ?? .unknown
  }
}
