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
  private let fields: Set<String>?
  private var young: [String: CandidateTrace] = [:]
  private var old: [String: CandidateTrace] = [:]
  /// How often a stream was read, for tests and measures.
  private(set) var readings = 0

  /// - Parameter keeping: the fields whose values are wanted; nil means all.
  /// - Precondition: there is room for two.
  init(ledger: Ledger, end: Int, capacity: Int = 65_536, keeping fields: Set<String>? = nil) {
    precondition(capacity >= 2, "The cache has two halves.")
    self.ledger = ledger
    self.end = end
    self.fields = fields
    half = capacity / 2
  }

  var count: Int { young.count + old.count }

  /// The candidate just before the event with this header. The caller lets the trace evolve over that event.
  func trace(before header: EventHeader, of candidate: String) throws -> CandidateTrace {
    let cached = young[candidate] ?? old.removeValue(forKey: candidate)
    let trace = cached.flatMap { $0.version < header.version ? $0 : nil } ?? CandidateTrace(keeping: fields)
    if trace.version < header.version - 1 {
      readings += 1
      for recorded in try ledger.events(stream: header.stream, versions: trace.version + 1...header.version - 1) {
        trace.evolve(AuditReading(recorded))
      }
    }
    keep(trace, candidate)
    return trace
  }

  /// Lets a trace know the signatures that come after the event with this header, up to the end.
  func followSignatures(of trace: CandidateTrace, after header: EventHeader) throws {
    guard !trace.followsToTheEnd else { return }
    let later = try ledger.events(
      stream: header.stream, versions: header.version...Int.max, ofTypes: SignatureSpans.types)
    trace.follow(later.filter { $0.header.position < end }.map { AuditReading($0) })
  }

  private func keep(_ trace: CandidateTrace, _ candidate: String) {
    young[candidate] = trace
    old[candidate] = nil
    guard young.count >= half else { return }
    (old, young) = (young, [:])
  }
}
