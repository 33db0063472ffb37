import EventLedger
import ExamRecords

/// The state of the candidates that a report is just looking at, at most so many: the others are folded again from their own
/// streams when they are asked for, so memory does not grow with the ledger.
///
/// Two halves: what is used moves to the young one; when that is full it becomes the old one, and the old one goes.
final class StreamCache {
  private let ledger: Ledger
  /// Events from this position on are not looked at.
  private let end: Int
  private let half: Int
  private var young: [String: CandidateTrace] = [:]
  private var old: [String: CandidateTrace] = [:]
  /// How often a stream was read, for tests and measures.
  private(set) var readings = 0

  /// - Precondition: there is room for two.
  init(ledger: Ledger, end: Int, capacity: Int = 4096) {
    precondition(capacity >= 2, "The cache has two halves.")
    self.ledger = ledger
    self.end = end
    half = capacity / 2
  }

  var count: Int { young.count + old.count }

  /// The candidate just before the event with this header. The caller lets the trace evolve over that event.
  func trace(before header: EventHeader, of candidate: String) throws -> CandidateTrace {
    let cached = young[candidate] ?? old.removeValue(forKey: candidate)
    let trace = cached.flatMap { $0.version < header.version ? $0 : nil } ?? CandidateTrace()
    if trace.version < header.version - 1 || cached !== trace {
      try catchUp(trace, with: header, signaturesToo: cached !== trace)
    }
    keep(trace, candidate)
    return trace
  }

  private func keep(_ trace: CandidateTrace, _ candidate: String) {
    young[candidate] = trace
    old[candidate] = nil
    guard young.count >= half else { return }
    (old, young) = (young, [:])
  }

  /// The signatures are followed to the end, the record only up to the event.
  private func catchUp(_ trace: CandidateTrace, with header: EventHeader, signaturesToo: Bool) throws {
    readings += 1
    let first = trace.version + 1
    let last = signaturesToo ? Int.max : header.version - 1
    for recorded in try ledger.events(stream: header.stream, versions: first...last)
    where recorded.header.position < end {
      let reading = AuditReading(recorded)
      if signaturesToo { trace.signatures.apply(reading) }
      if recorded.header.version < header.version { trace.evolve(reading) }
    }
  }
}
