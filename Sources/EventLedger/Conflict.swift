import GRDB

/// Events that a decision rests on though its drafts stand on another stream.
public struct Watch: Hashable, Sendable {
  public let stream: String
  /// Every type if nil.
  public let types: Set<String>?

  public init(stream: String, types: Set<String>? = nil) {
    self.stream = stream
    self.types = types
  }

  func concerns(_ header: EventHeader) -> Bool {
    header.stream == stream && types?.contains(header.type) ?? true
  }
}

/// Whether drafts that were decided upon at one size may still be appended.
enum Conflict {
  /// Where nothing came in between, versions are left to the tables, which refuse a wrong one.
  ///
  /// - Throws: `conflict` with the events that came in between, and what `checkVersions` throws.
  static func check(
    _ database: Database, _ drafts: [Draft], decidedAt size: Int, tail: Tail, wholeLedger: Bool,
    watching watches: [Watch] = []
  ) throws(LedgerError) {
    guard size <= tail.size else { throw .noSuchSize(size, size: tail.size) }
    guard size < tail.size else { return }
    if wholeLedger { throw .conflict(events: try EventRows.headers(database, size..<tail.size)) }
    if !watches.isEmpty {
      let between = try EventRows.headers(database, size..<tail.size)
      let seen = between.filter { header in watches.contains { $0.concerns(header) } }
      guard seen.isEmpty else { throw .conflict(events: seen) }
    }
    try checkVersions(database, drafts, decidedAt: size, tail: tail)
  }

  /// - Throws: `conflict` if a stream moved, `versionGap` if a version was wrong from the start.
  static func checkVersions(
    _ database: Database, _ drafts: [Draft], decidedAt size: Int, tail: Tail
  ) throws(LedgerError) {
    let versions = try Streams(database)
    var next: [String: Int] = [:]
    var moved: Set<String> = []
    var gap: LedgerError?
    for draft in drafts {
      let expected: Int
      if let known = next[draft.stream] {
        expected = known
      } else {
        expected = try versions.version(of: draft.stream, below: tail.size) + 1
      }
      if draft.version != expected {
        moved.insert(draft.stream)
        gap = gap ?? .versionGap(stream: draft.stream, expected: expected, found: draft.version)
      }
      next[draft.stream] = draft.version + 1
    }
    guard let gap else { return }
    let between = try EventRows.headers(database, size..<tail.size).filter { moved.contains($0.stream) }
    throw between.isEmpty ? gap : .conflict(events: between)
  }
}

/// The versions of streams, as the tables have them.
struct Streams {
  private let statement: Statement

  init(_ database: Database) throws(LedgerError) {
    statement = try Statement(database, "SELECT max(version) FROM event WHERE stream = ? AND position < ?")
  }

  /// 0 for a stream without events.
  func version(of stream: String, below size: Int = .max) throws(LedgerError) -> Int {
    statement.reset()
    statement.bind(1, stream)
    statement.bind(2, size)
    guard try statement.step(), statement.isInteger(0) else { return 0 }
    return statement.integer(0)
  }

  static func version(_ database: Database, of stream: String) throws(LedgerError) -> Int {
    try Streams(database).version(of: stream)
  }
}
