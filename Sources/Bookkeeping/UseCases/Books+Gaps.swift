import EventLedger
public import ExamRecords

/// An event of the records that nobody can read though no erasure has taken it: its payload is lost, was changed in the file, or is of
/// a newer program.
public struct RecordGap: Equatable, Sendable {
  public var position: Int
  /// The running number of the candidate whose record lacks it; nil if it was about the unit, the profile or a class list.
  public var number: Int?
}

/// A candidate whose record lacks what some events said.
public struct UncertainRecord: Equatable, Sendable {
  public var number: Int
  public var positions: [Int]
}

extension Books {
  /// Where the records lack something, in order of position.
  public func gaps() throws -> [RecordGap] {
    guard !school.unread.isEmpty else { return [] }
    let erased = Set(try ledger.erasureOrders().flatMap(\.positions))
    return try school.unread.filter { !erased.contains($0) }.map { position in
      let id = Records.candidate(ofStream: try ledger.header(at: position).stream)
      let number = try id.flatMap { id in try read { try $0.candidate(id: id)?.number ?? $0.unknown(id: id)?.number } }
      return RecordGap(position: position, number: number)
    }
  }

  /// Refuses to act on records of which something is lost: a page would say, and a correction replace, what may hold no more. The
  /// withdrawn are left out; so a candidate can be withdrawn and added anew from paper.
  ///
  /// - Throws: `BookError.uncertain`.
  public func demandCertain(_ candidates: [Candidate]) throws(BookError) {
    let uncertain = candidates.filter { !$0.unread.isEmpty && !$0.isWithdrawn }
    guard uncertain.isEmpty else {
      throw .uncertain(uncertain.map { UncertainRecord(number: $0.number, positions: $0.unread) })
    }
  }
}
