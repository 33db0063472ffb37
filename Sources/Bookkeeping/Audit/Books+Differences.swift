import EventLedger
import ExamRecords

extension Books {
  /// How one candidate's record differs between two places.
  ///
  /// - Precondition: `from` does not lie after `to`.
  public func difference(
    of candidate: String, from: ComparedPlace, to: ComparedPlace
  ) throws -> RecordDifference {
    RecordDifference(
      try CandidateTrail(candidate, of: ledger, size: to.size, altered: .told), from: from, to: to)
  }

  /// Hands over the difference of every candidate registered below the later place, in the order of registration; those
  /// without one too. One candidate at a time is kept.
  ///
  /// - Parameter className: only candidates who are in this class at one of the places or at both; case and accents do not
  ///   matter.
  public func eachDifference(
    from: Int, to: Int, className: String? = nil, _ body: (RecordDifference) throws -> Void
  ) throws {
    let field = try profile().roles.className
    let wanted = className.map(Folding.text)
    let registered: Set = [RecordEvent.Kind.candidateRegistered.rawValue]
    try ledger.events(in: 0..<to, ofTypes: registered) { event in
      guard let id = Records.candidate(ofStream: event.header.stream) else { return }
      let trail = try CandidateTrail(id, of: ledger, size: to, altered: .refused)
      if let wanted {
        let classes = [from, to].map { trail.candidate(size: $0)?.fields[field]?.text.map(Folding.text) }
        guard classes.contains(wanted) else { return }
      }
      try body(RecordDifference(trail, from: .size(from), to: .size(to)))
    }
  }
}
