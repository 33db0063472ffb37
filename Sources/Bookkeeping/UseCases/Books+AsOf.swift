public import CanonicalForms
public import EventLedger
public import ExamRecords

/// A place in the history that a reading command looks from.
public enum AsOf: Equatable, Sendable {
  /// Everything recorded up to and including this moment.
  case instant(Instant)
  /// Everything up to and including this position.
  case position(Int)
}

/// A place in the history as it was found.
public struct Moment: Equatable, Sendable {
  /// How many events lie before and at the place.
  public let size: Int
  /// When the last of them was recorded.
  public let recordedAt: Instant
  /// Where the ledger's clock was set back, if a time was asked for: it may then be meant in more than one place.
  public let clockSteps: [ClockStep]
}

extension Books {
  /// The place, with what makes it doubtful.
  ///
  /// - Throws: `BookError.noEventAtOrBefore`, `noEventInRange` if there is no event.
  public func moment(asOf place: AsOf) throws -> Moment { try desk.moment(asOf: place) }

  /// How many events lie before and at the place.
  ///
  /// - Throws: `BookError.noEventAtOrBefore`, `noEventInRange` if there is none.
  public func size(asOf place: AsOf) throws -> Int { try desk.size(asOf: place) }

  /// What pages said of the unit as of the first `size` events.
  ///
  /// - Throws: `BookError.noUnit` if they say nothing of it.
  public func unit(size: Int) throws -> UnitSettings {
    guard size < ledger.size else { return try unit() }
    var unit: UnitSettings?
    try ledger.events(stream: "ledger", ofTypes: [RecordEvent.Kind.unitDescribed.rawValue], below: size) { recorded in
      if case .unitDescribed(let event) = RecordEvent.decode(recorded) { unit = event.settings }
    }
    guard let unit else { throw BookError.noUnit }
    return unit
  }

  /// The document of the profile that was in force after the first `size` events.
  ///
  /// - Throws: `BookError.noProfile` if there was none yet.
  public func profileDocument(size: Int) throws -> JSON {
    guard let adopted = school.profiles.last(where: { $0.position < size }) else { throw BookError.noProfile }
    return try ledger.profileDocument(at: adopted.position)
  }

  /// All records as the first `size` events say; what is projected now if that is everything.
  public func records(size: Int? = nil) throws -> Records {
    guard let size, size < ledger.size else { return try read { try $0.records() } }
    return try replayedRecords(size: size)
  }

  /// The same from the events alone, which are signed: for what leaves the house. The projections are a cache that anybody may have
  /// changed.
  public func replayedRecords(size: Int) throws -> Records {
    var records = Records()
    try ledger.eventBatches(in: 0..<size, altered: .told) { events in
      for (recorded, event) in RecordEvent.decodeAll(events) { records.fold(event, at: recorded.header) }
    }
    // Projections of before something was lost know of no gap.
    if !records.school.unread.allSatisfy(school.unread.contains) { try makeProjectionsAnew() }
    return records
  }

  /// One candidate as the first `size` events say, from its own stream.
  public func candidate(id: String, size: Int) throws -> Candidate? {
    var records = Records()
    for recorded in try ledger.events(stream: Records.stream(ofCandidate: id), altered: .told) {
      guard recorded.header.position < size else { break }
      records.fold(RecordEvent.decode(recorded), at: recorded.header)
    }
    return records.candidates[id]
  }

  /// The last event that set a field of a candidate.
  public func lastChange(of field: String, candidate id: String) throws -> EventMark? {
    try ledger.events(stream: Records.stream(ofCandidate: id), altered: .told).last { recorded in
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
    try ledger.events(stream: Records.stream(ofCandidate: id), altered: .told).map {
      (RecordEvent.decode($0), EventMark($0.header), $0.header.type)
    }
  }
}
