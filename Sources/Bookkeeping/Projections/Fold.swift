import CanonicalForms
import EventLedger
import ExamRecords
import GRDB

/// One pass of events over projected state: loads what the events touch, evolves it in memory, stores what changed.
struct Fold {
  private let database: Database
  private let ledger: Ledger
  private var records = Records()
  private var touchedCandidates: Set<String> = []
  private var touchedLists: Set<Int> = []
  private var profileAtStart: Int?

  init(database: Database, ledger: Ledger) {
    self.database = database
    self.ledger = ledger
  }

  private var reader: ProjectionReader { ProjectionReader(database: database) }

  mutating func loadSchool() throws {
    records.school = try reader.school()
    profileAtStart = records.school.profiles.last?.position
  }

  mutating func apply(_ events: [RecordedEvent]) throws {
    for (recorded, event) in RecordEvent.decodeAll(events) {
      guard let event else { continue }
      if let id = Records.candidate(ofStream: recorded.header.stream), touchedCandidates.insert(id).inserted {
        records.candidates[id] = try reader.candidate(id: id)
      }
      for position in event.touchedLists(at: recorded.header.position) where touchedLists.insert(position).inserted {
        records.lists[position] = try reader.list(at: position)
      }
      records.evolve(event, stream: recorded.header.stream, EventMark(recorded.header), digest: Digest.base64)
    }
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
    let profile = try ledger.profile(of: records.school)
    let candidateStatement = try database.makeStatement(sql: "INSERT OR REPLACE INTO candidate VALUES (?, ?, ?)")
    for id in touchedCandidates {
      guard let candidate = records.candidates[id] else { continue }
      try candidateStatement.execute(arguments: [candidate.number, candidate.id, candidate.row.canonicalText])
    }
    if records.school.profiles.last?.position == profileAtStart {
      try file(touchedCandidates.compactMap { records.candidates[$0] }, under: profile)
    } else {
      try database.execute(sql: "DELETE FROM lookup")
      try file(reader.allCandidates(), under: profile)
    }
  }

  private func file(_ candidates: [Candidate], under profile: ExamProfile?) throws {
    let forget = try database.makeStatement(sql: "DELETE FROM lookup WHERE number = ?")
    let insert = try database.makeStatement(sql: "INSERT INTO lookup VALUES (?, ?, ?)")
    for candidate in candidates.sorted(by: { $0.number < $1.number }) {
      try forget.execute(arguments: [candidate.number])
      for key in profile?.keys(of: candidate) ?? [] {
        try insert.execute(arguments: [key.kind, key.value, candidate.number])
      }
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
