import EventLedger
public import ExamRecords

/// Where each value of a record comes from.
public struct Blame: Equatable, Sendable {
  public struct Field: Equatable, Sendable {
    public var field: String
    /// Nil where the field was cleared.
    public var value: FieldValue?
    /// The event that set it, or cleared it.
    public var cause: Cause
    /// How often the field was set, the first time included.
    public var settings: Int
    /// Whether an event that can't be read any more stands after `cause` and may have set the field.
    public var isUncertain: Bool
  }

  public var candidate: Candidate
  /// Every field that ever had a value, in alphabetical order of their names.
  public var fields: [Field]
  /// Events that may have set fields and can't be read.
  public var unreadable: [Cause]
}

extension Books {
  /// Where each value of a record comes from, as the first `size` events say.
  ///
  /// - Throws: `BookError.noCandidate` if the candidate is not registered by then, or can't be read.
  public func blame(_ id: String, size: Int) throws -> Blame {
    let trail = try CandidateTrail(id, of: ledger, size: size, altered: .told)
    guard let candidate = trail.candidate(size: size) else { throw BookError.noCandidate(id) }
    let unreadable = trail.unreadable
    let settings = Dictionary(grouping: trail.steps(in: 0..<size), by: \.field)
    let fields = settings.keys.sorted().compactMap { name -> Blame.Field? in
      guard let steps = settings[name], let last = steps.last else { return nil }
      return Blame.Field(
        field: name, value: candidate.fields[name], cause: last.cause, settings: steps.count,
        isUncertain: unreadable.contains { $0.mark.position > last.cause.mark.position })
    }
    return Blame(candidate: candidate, fields: fields, unreadable: unreadable)
  }

  /// The profile in force after the first `size` events; the first one adopted where there was none yet.
  ///
  /// - Throws: `BookError.noProfile`.
  public func profile(size: Int) throws -> ExamProfile {
    guard let adopted = school.profiles.last(where: { $0.position < size }) ?? school.profiles.first else {
      throw BookError.noProfile
    }
    return try profile(digest: adopted.digest)
  }
}
