import EventLedger
import ExamRecords

/// The events of one candidate in order, below some position, with what can't be read of them.
struct CandidateTrail {
  let id: String
  private(set) var events: [(recorded: RecordedEvent, event: RecordEvent?)] = []

  /// - Parameter size: events at this position and above are left out.
  init(_ id: String, of ledger: Ledger, size: Int, altered: AlteredPayloads) throws {
    self.id = id
    for recorded in try ledger.events(stream: Records.stream(ofCandidate: id), altered: altered) {
      guard recorded.header.position < size else { break }
      events.append((recorded, RecordEvent.decode(recorded)))
    }
  }

  /// The record after the events below a position; nil before the candidate is registered.
  func candidate(size: Int) -> Candidate? {
    var records = Records()
    for (recorded, event) in events {
      guard recorded.header.position < size else { break }
      records.fold(event, at: recorded.header)
    }
    return records.candidates[id]
  }

  /// Every change of every field, in order.
  func steps(in range: Range<Int>) -> [FieldStep] {
    events.lazy.filter { range.contains($0.recorded.header.position) }.flatMap { recorded, event in
      (event?.changes ?? []).map {
        FieldStep(field: $0.field, old: $0.old, new: $0.new, cause: Cause(recorded, event))
      }
    }
  }

  /// Events that may have set fields and can't be read: erased, or of a newer program.
  var unreadable: [Cause] {
    events.lazy.filter { $0.event == nil && RecordEvent.maySetFields($0.recorded.header.type) }
      .map { Cause($0.recorded, nil) }
  }
}
