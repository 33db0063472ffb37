import EventLedger
import ExamRecords

/// An event of the records that nobody can read though no erasure has taken it: its payload is lost, was changed in the file, or is of
/// a newer program. What the records say may hold no more.
public struct RecordGap: Equatable, Sendable {
  public enum Subject: Equatable, Sendable {
    /// A candidate who takes the exam, by running number.
    case candidate(Int)
    case profile
    case unit
    /// A print or signature of a class list, or an officer's name.
    case other
  }

  public var position: Int
  public var subject: Subject

  /// Whether nothing may be recorded, printed or exported for it: who is left out of a list, and where in it the others stand, rests on
  /// everybody's record.
  public var isBlocking: Bool { subject != .other }
}

extension Books {
  /// Where the records lack something, in order of position. A candidate who was withdrawn afterwards lacks nothing that matters.
  public func gaps(below size: Int = .max) throws -> [RecordGap] {
    let unread = school.unread.filter { $0.position < size }
    guard !unread.isEmpty else { return [] }
    let erased = Set(try ledger.erasureOrders().flatMap(\.positions))
    return try readProjections { reader in
      try unread.filter { !erased.contains($0.position) }.compactMap { event in
        try Self.subject(of: event, reader).map { RecordGap(position: event.position, subject: $0) }
      }
    }
  }

  private static func subject(of event: UnreadEvent, _ reader: ProjectionReader) throws -> RecordGap.Subject? {
    guard let id = event.candidate else {
      switch event.kind {
      case .profileAdopted: return .profile
      case .unitDescribed: return .unit
      default: return .other
      }
    }
    if let candidate = try reader.candidate(id: id) {
      return candidate.isWithdrawn ? nil : .candidate(candidate.number)
    }
    return try reader.unknown(id: id).flatMap { $0.isWithdrawn ? nil : .candidate($0.number) }
  }

  /// Refuses to go on where the records lack something.
  ///
  /// - Parameter size: how many events are looked at.
  /// - Throws: `BookError.uncertain`.
  public func demandWhole(below size: Int = .max) throws {
    let gaps = try gaps(below: size).filter(\.isBlocking)
    if !gaps.isEmpty { throw BookError.uncertain(gaps) }
  }

  /// What is recorded all the same: it closes a gap, or rests on no record.
  static let recordedDespiteGaps = Set(
    [RecordEvent.Kind.candidateWithdrawn, .profileAdopted, .unitDescribed, .officerNamed].map(\.rawValue))
}
