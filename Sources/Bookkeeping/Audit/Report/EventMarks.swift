import EventLedger
import ExamRecords

/// The clauses on earlier state, answered for one event; each is computed only when it is asked for.
struct EventMarks {
  let reading: AuditReading
  /// The candidate just before the event; nil on stream `ledger`.
  let trace: CandidateTrace?
  let timeline: ProfileTimeline
  let lists: ListSignatures

  /// `unsignedSince` is answered by what is known of the signatures up to the end of the report.
  func answer(_ mark: Selection.Mark) -> Answer {
    switch mark {
    case .late: timeline.isLate(reading.header)
    case .outsideHours: timeline.isOutsideHours(reading.header)
    case .afterSigning:
      of(reading.isChange) { $0.signatures.isInForce(at: position).or(lists.isInForce(for: $1, at: position)) }
    case .undone: of(reading.isEdit) { trace, _ in trace.isUndone(by: reading) }
    case .unsignedSince: of(reading.isEdit) { Self.isUnsigned($0, $1, since: position, lists) }
    }
  }

  private var position: Int { reading.header.position }

  private func of(_ isAsked: Bool, _ answer: (CandidateTrace, String) -> Answer) -> Answer {
    guard isAsked, let trace, let candidate = reading.candidate else { return .no }
    return answer(trace, candidate)
  }

  /// Whether a candidate has not signed since an edit at `position`.
  static func isUnsigned(
    _ trace: CandidateTrace, _ candidate: String, since position: Int, _ lists: ListSignatures
  ) -> Answer {
    switch trace.signatures.isSigned(after: position).or(lists.isSigned(by: candidate, after: position)) {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}
