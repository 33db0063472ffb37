import CanonicalForms
import EventLedger
import ExamRecords
public import TransparencyLog

/// Candidates whose records are to be held against their papers, drawn by a root of the tree so that nobody chose them
/// (`Schemas/ledger-format.md`, 19). Whoever has the headers draws the same.
public struct AuditSample: Equatable, Sendable {
  public static let algorithm = "kiemdo/sample/v1"

  /// The checkpoint whose root is the seed; the candidates are those of that size.
  public var size: Int
  public var root: Hash
  /// How many candidates took the exam then.
  public var population: Int
  /// In the order of the draw.
  public var drawn: [Drawn]

  public struct Drawn: Equatable, Sendable {
    /// What the candidates were ordered by.
    public var key: Hash
    /// As the record was at `size`.
    public var candidate: AuditRow.Person
  }

  /// What orders the candidates: SHA-256 over the root's 32 bytes, `kiemdo/sample/v1`, a line feed, and the ULID.
  public static func key(root: Hash, candidate: String) -> Hash {
    var bytes = root.withUnsafeBytes { Array($0) }
    bytes += "\(algorithm)\n\(candidate)".utf8
    return Hash.sha256(of: bytes)
  }
}

extension AuditDesk {
  /// Draws `count` candidates by the root of the checkpoint of this size; all, if there are no more.
  ///
  /// - Precondition: `size` is that of a checkpoint, `count` is not negative.
  public func sample(_ count: Int, size: Int) throws -> AuditSample {
    let root = try ledger.root(at: size)
    var withdrawn: Set<String> = []
    try headers(ofTypes: ["candidate.withdrawn", "candidate.restored"], below: size) { header in
      if header.type == "candidate.withdrawn" {
        withdrawn.insert(header.stream)
      } else {
        withdrawn.remove(header.stream)
      }
    }
    var population = 0
    var best: [(key: Hash, id: String)] = []
    func keepBest() {
      best.sort { $0.key.precedes($1.key) }
      best.removeLast(max(0, best.count - count))
    }
    try headers(ofTypes: ["candidate.registered"], below: size) { header in
      guard header.version == 1, !withdrawn.contains(header.stream),
        let id = Records.candidate(ofStream: header.stream)
      else { return }
      population += 1
      best.append((AuditSample.key(root: root, candidate: id), id))
      if best.count > 2 * count + 1024 { keepBest() }
    }
    keepBest()
    let profile = try? profile()
    let people = try best.map { try person($0.id, profile, size: size) }
    return AuditSample(
      size: size, root: root, population: population,
      drawn: zip(best, people).map { AuditSample.Drawn(key: $0.key, candidate: $1) })
  }

  private func headers(ofTypes types: Set<String>, below size: Int, _ body: (EventHeader) throws -> Void) throws {
    for start in stride(from: 0, to: size, by: 4096) {
      for header in try ledger.headers(in: start..<min(start + 4096, size))
      where types.contains(header.type) && header.stream != "ledger" {
        try body(header)
      }
    }
  }

  /// As the record was at the size, by the profile in force now.
  private func person(_ id: String, _ profile: ExamProfile?, size: Int) throws -> AuditRow.Person {
    let trace = CandidateTrace()
    for recorded in try ledger.events(stream: Records.stream(ofCandidate: id), versions: 1...Int.max)
    where recorded.header.position < size {
      trace.evolve(AuditReading(recorded))
    }
    return AuditRow.Person(
      id: id, number: trace.number, fullName: profile.flatMap { trace.text(of: $0.roles.fullName).value },
      className: profile.flatMap { trace.text(of: $0.roles.className).value })
  }
}

extension Hash {
  /// Order by the bytes.
  fileprivate func precedes(_ other: Hash) -> Bool {
    withUnsafeBytes { left in other.withUnsafeBytes { left.lexicographicallyPrecedes($0) } }
  }
}
