import CanonicalForms
import EventLedger
import ExamRecords
import GRDB

/// One pass of events over projected state: loads what the events touch, evolves it in memory, stores what changed.
struct Fold {
  private let database: Database
  private let profile: (School) throws -> ExamProfile?
  private var records = Records()
  private var touchedCandidates: Set<String> = []
  private var touchedLists: Set<Int> = []
  /// The touched candidates as they were, but for newcomers.
  private var before: [String: Candidate] = [:]
  private var profileAtStart: Int?

  /// - Parameter profile: decodes the profile that is in force for a school.
  init(database: Database, profile: @escaping (School) throws -> ExamProfile?) {
    self.database = database
    self.profile = profile
  }

  private var reader: ProjectionReader { ProjectionReader(database: database) }

  mutating func loadSchool() throws {
    records.school = try reader.school()
    profileAtStart = records.school.profiles.last?.position
  }

  mutating func apply(_ events: [RecordedEvent]) throws {
    for (recorded, event) in RecordEvent.decodeAll(events) {
      try load(what: event, touches: recorded.header)
      records.fold(event, at: recorded.header)
    }
  }

  private mutating func load(what event: RecordEvent?, touches header: EventHeader) throws {
    try loadCandidate(of: header)
    for position in event?.touchedLists(at: header.position) ?? [] where touchedLists.insert(position).inserted {
      records.lists[position] = try reader.list(at: position)
    }
  }

  private mutating func loadCandidate(of header: EventHeader) throws {
    guard let id = Records.candidate(ofStream: header.stream), touchedCandidates.insert(id).inserted, header.version > 1
    else { return }
    before[id] = try reader.candidate(id: id)
    records.candidates[id] = before[id]
    if before[id] == nil { records.unknown[id] = try reader.unknown(id: id) }
  }

  /// Writes back what the events touched; after a change of profile the keys of everyone.
  func store() throws {
    try database.execute(sql: "DELETE FROM school")
    try database.execute(
      sql: "INSERT INTO school VALUES (?)", arguments: [records.school.row.canonicalText])
    for position in touchedLists {
      guard let list = records.lists[position] else { continue }
      try database.execute(
        sql: "INSERT OR REPLACE INTO list VALUES (?, ?, ?)",
        arguments: [list.position, list.className, list.row.canonicalText])
    }
    for unknown in touchedCandidates.compactMap({ records.unknown[$0] }) {
      try database.execute(
        sql: "INSERT OR REPLACE INTO unknown VALUES (?, ?, ?, ?, ?)",
        arguments: [unknown.id, unknown.number, unknown.version, unknown.registeredAt, unknown.isWithdrawn])
    }
    var changed = touchedCandidates.compactMap { records.candidates[$0] }
    var before = before
    if records.school.profiles.last?.position != profileAtStart {
      try database.execute(sql: "DELETE FROM lookup")
      changed += try reader.allCandidates().filter { !touchedCandidates.contains($0.id) }
      before = [:]
    }
    try store(changed.sorted { $0.number < $1.number }, before: before)
  }

  /// Under a profile that nobody can read the records are filed under nothing, until another is adopted.
  private func readableProfile() throws -> ExamProfile? {
    do {
      return try profile(records.school)
    } catch BookError.profileUnreadable {
      return nil
    }
  }

  private func store(_ candidates: [Candidate], before: [String: Candidate]) throws {
    let profile = try readableProfile()
    let indexed = profile?.indexedFields ?? []
    // Written on all processors, stored by one.
    let changes = parallelMap(candidates) { candidate in
      let keys = profile?.keys(of: candidate, indexed: indexed) ?? []
      let old = before[candidate.id].flatMap { profile?.keys(of: $0, indexed: indexed) } ?? []
      return (text: candidate.row.canonicalText, added: keys.subtracting(old), dropped: old.subtracting(keys))
    }
    let replace = try database.makeStatement(sql: "INSERT OR REPLACE INTO candidate VALUES (?, ?, ?)")
    let drop = try database.makeStatement(sql: "DELETE FROM lookup WHERE kind = ? AND value = ? AND number = ?")
    let add = try database.makeStatement(sql: "INSERT OR IGNORE INTO lookup VALUES (?, ?, ?)")
    for (candidate, change) in zip(candidates, changes) {
      try replace.execute(arguments: [candidate.number, candidate.id, change.text])
      for key in change.dropped { try drop.execute(arguments: [key.kind, key.value, candidate.number]) }
      for key in change.added { try add.execute(arguments: [key.kind, key.value, candidate.number]) }
    }
  }
}

extension RecordEvent {
  /// The lists that this event changes; its own position if it prints one.
  fileprivate func touchedLists(at position: Int) -> [Int] {
    switch self {
    case .classListPrinted: [position]
    case .classListSigned(let event): [event.list]
    case .classListUnsigned(let event): [event.list]
    default: []
    }
  }
}
