import CanonicalForms
import ExamRecords
import GRDB

/// Reads projected state inside one transaction of the projections file.
struct ProjectionReader {
  let database: Database

  func school() throws -> School {
    try String.fetchOne(database, sql: "SELECT body FROM school").map { try School(text: $0) } ?? School()
  }

  func candidate(number: Int) throws -> Candidate? {
    try fetchOne("SELECT body FROM candidate WHERE number = ?", [number])
  }

  func candidate(id: String) throws -> Candidate? {
    try fetchOne("SELECT body FROM candidate WHERE id = ?", [id])
  }

  func unknown(id: String) throws -> UnknownCandidate? { try unknown("id = ?", [id]).first }

  /// The one that an erased registration is taken to have had; a candidate who is known goes before.
  func unknown(number: Int) throws -> UnknownCandidate? { try unknown("number = ?", [number]).first }

  private func unknown(_ condition: String, _ arguments: StatementArguments) throws -> [UnknownCandidate] {
    try Row.fetchAll(
      database,
      sql: "SELECT id, number, version, registeredAt, withdrawn FROM unknown WHERE \(condition) ORDER BY number",
      arguments: arguments
    ).map {
      UnknownCandidate(
        id: $0["id"], number: $0["number"], version: $0["version"], registeredAt: $0["registeredAt"],
        isWithdrawn: $0["withdrawn"])
    }
  }

  /// The running numbers filed under a key.
  func numbers(_ key: LookupKey) throws -> [Int] {
    let statement = try database.cachedStatement(
      sql: "SELECT number FROM lookup WHERE kind = ? AND value = ? ORDER BY number")
    return try Int.fetchAll(statement, arguments: [key.kind, key.value])
  }

  func candidates(_ key: LookupKey) throws -> [Candidate] {
    try numbers(key).compactMap { try candidate(number: $0) }
  }

  /// In the order of their numbers.
  func allCandidates() throws -> [Candidate] {
    let rows = try String.fetchAll(database, sql: "SELECT body FROM candidate ORDER BY number")
    return try parallelMap(rows) { try Candidate(text: $0) }
  }

  func lists() throws -> [ClassList] {
    try String.fetchAll(database, sql: "SELECT body FROM list ORDER BY position").map { try ClassList(text: $0) }
  }

  func list(at position: Int) throws -> ClassList? {
    try String.fetchOne(database, sql: "SELECT body FROM list WHERE position = ?", arguments: [position])
      .map { try ClassList(text: $0) }
  }

  func lists(ofClass name: String) throws -> [ClassList] {
    try String.fetchAll(database, sql: "SELECT body FROM list WHERE class = ? ORDER BY position", arguments: [name])
      .map { try ClassList(text: $0) }
  }

  func lookups() throws -> Set<LookupRow> {
    let rows = try Row.fetchAll(database, sql: "SELECT kind, value, number FROM lookup")
    return Set(rows.map { LookupRow(key: LookupKey(kind: $0["kind"], value: $0["value"]), number: $0["number"]) })
  }

  func records() throws -> Records {
    Records(
      school: try school(),
      candidates: Dictionary(uniqueKeysWithValues: try allCandidates().map { ($0.id, $0) }),
      unknown: Dictionary(uniqueKeysWithValues: try unknown("true", []).map { ($0.id, $0) }),
      lists: Dictionary(uniqueKeysWithValues: try lists().map { ($0.position, $0) }))
  }

  private func fetchOne(_ sql: String, _ arguments: StatementArguments) throws -> Candidate? {
    try String.fetchOne(database.cachedStatement(sql: sql), arguments: arguments).map { try Candidate(text: $0) }
  }
}

/// A row that no fold has written: the file is in doubt.
struct StrangeRow: Error {}

/// Payloads were erased since the file was made: it may say what the ledger no longer does.
struct ErasedSince: Error {}

extension ProjectionRow {
  init(text: String) throws {
    do {
      try self.init(row: try JSON.parse(canonical: text))
    } catch {
      throw StrangeRow()
    }
  }
}
