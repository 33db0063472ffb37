import EventLedger
public import ExamRecords

/// A side of a comparison: the record after so many events, or what a sheet printed.
public enum ComparedPlace: Equatable, Sendable {
  case size(Int)
  case sheet(Sheet)

  /// The number of events up to and including the place.
  public var size: Int {
    switch self {
    case .size(let size): size
    case .sheet(let sheet): sheet.position + 1
    }
  }
}

/// How one candidate's record differs between two places of the history, and which events made it so.
public struct RecordDifference: Equatable, Sendable {
  public enum Standing: String, Equatable, Sendable, CaseIterable {
    /// Not yet registered, or by an event that can't be read any more.
    case absent
    case present
    case withdrawn
  }

  public struct Field: Equatable, Sendable {
    public var field: String
    public var before: FieldValue?
    public var after: FieldValue?
    /// Every change in between, in order; none where the event that made it can't be read.
    public var steps: [FieldStep]
  }

  /// The stream's ULID.
  public var id: String
  /// The record at the later place, or at the earlier one; nil if it can be read at neither.
  public var candidate: Candidate?
  public var before: Standing
  public var after: Standing
  /// Fields whose values differ.
  public var fields: [Field]
  /// Fields that changed in between and have the same value again.
  public var restored: [Field]
  /// Registrations, withdrawals and returns in between.
  public var standingChanges: [Cause]
  /// Events up to the later place that may have set fields and can't be read: what they changed is not told.
  public var unreadable: [Cause]

  /// Nothing differs, and nothing is hidden.
  public var isEmpty: Bool { fields.isEmpty && before == after && unreadable.isEmpty }
}

extension RecordDifference {
  /// - Precondition: `from` does not lie after `to`.
  init(_ trail: CandidateTrail, from: ComparedPlace, to: ComparedPlace) {
    precondition(from.size <= to.size, "The earlier place is the first.")
    let (earlier, later) = (trail.candidate(size: from.size), trail.candidate(size: to.size))
    id = trail.id
    candidate = later ?? earlier
    before = Standing(earlier)
    after = Standing(later)
    let between = from.size..<to.size
    let values = (
      before: from.values(earlier), after: to.values(later),
      compared: from.printed.map { printed in
        to.printed.map(printed.intersection) ?? printed
      } ?? to.printed
    )
    let steps = Dictionary(grouping: trail.steps(in: between), by: \.field)
    let names = Set(values.before.keys).union(values.after.keys).union(steps.keys)
      .filter { values.compared?.contains($0) ?? true }
    let all = names.sorted().map {
      Field(field: $0, before: values.before[$0], after: values.after[$0], steps: steps[$0] ?? [])
    }
    fields = all.filter { $0.before != $0.after }
    restored = all.filter { $0.before == $0.after && !$0.steps.isEmpty }
    standingChanges = trail.events.lazy
      .filter { between.contains($0.recorded.header.position) && Self.changesStanding($0.event) }
      .map { Cause($0.recorded, $0.event) }
    unreadable = trail.unreadable
  }

  private static func changesStanding(_ event: RecordEvent?) -> Bool {
    switch event {
    case .candidateRegistered, .candidateWithdrawn, .candidateRestored: true
    default: false
    }
  }
}

extension RecordDifference.Standing {
  init(_ candidate: Candidate?) {
    self = candidate.map { $0.isWithdrawn ? .withdrawn : .present } ?? .absent
  }
}

extension ComparedPlace {
  fileprivate func values(_ candidate: Candidate?) -> FieldValues {
    switch self {
    case .size: candidate?.fields ?? [:]
    case .sheet(let sheet): sheet.values
    }
  }

  /// The only fields that the place says anything of; nil for all.
  fileprivate var printed: Set<String>? {
    switch self {
    case .size: nil
    case .sheet(let sheet): sheet.printedFields
    }
  }
}
