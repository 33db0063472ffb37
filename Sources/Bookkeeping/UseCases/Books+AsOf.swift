public import CanonicalForms
import EventLedger
public import ExamRecords

/// A place in the history that a reading command looks from.
public enum AsOf: Equatable, Sendable {
  /// Everything recorded up to and including this moment.
  case instant(Instant)
  /// Everything up to and including this position.
  case position(Int)
}

extension Books {
  /// How many events lie before and at the place.
  ///
  /// - Throws: `BookError.noEventAtOrBefore` if there is none.
  public func size(asOf place: AsOf) throws -> Int { try desk.size(asOf: place) }

  /// All records as the first `size` events say; what is projected now if that is everything.
  public func records(size: Int? = nil) throws -> Records {
    guard let size, size < ledger.size else { return try read { try $0.records() } }
    var records = Records()
    try ledger.eventBatches(in: 0..<size) { events in
      for (recorded, event) in RecordEvent.decodeAll(events) { records.fold(event, at: recorded.header) }
    }
    return records
  }

  /// One candidate as the first `size` events say, from its own stream.
  public func candidate(id: String, size: Int) throws -> Candidate? {
    var records = Records()
    for recorded in try ledger.events(stream: Records.stream(ofCandidate: id)) {
      guard recorded.header.position < size else { break }
      records.fold(RecordEvent.decode(recorded), at: recorded.header)
    }
    return records.candidates[id]
  }

  /// The last event that set a field of a candidate.
  public func lastChange(of field: String, candidate id: String) throws -> EventMark? {
    try ledger.events(stream: Records.stream(ofCandidate: id)).last { recorded in
      switch RecordEvent.decode(recorded) {
      case .candidateRegistered(let event): event.fields[field] != nil
      case .candidateCorrected(let event): event.changes.contains { $0.field == field }
      default: false
      }
    }.map { EventMark($0.header) }
  }

  /// Every event of a candidate, the erased ones too.
  public func history(of candidate: Candidate) throws -> [(event: RecordEvent?, mark: EventMark, type: String)] {
    try history(ofCandidate: candidate.id)
  }

  /// The same of one who may be unknown.
  public func history(ofCandidate id: String) throws -> [(event: RecordEvent?, mark: EventMark, type: String)] {
    try ledger.events(stream: Records.stream(ofCandidate: id)).map {
      (RecordEvent.decode($0), EventMark($0.header), $0.header.type)
    }
  }
}
