import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

/// Every statement that another SQLite client might run, and that the file must refuse.
@Suite struct RefusedStatementTests {
  /// `{h7}` is the header of the last event with another position, and so on: see `expand`.
  static let statements = [
    // UPDATE and DELETE
    "UPDATE event SET header = header", "UPDATE payload SET body = '{}'", "UPDATE tile SET root = root",
    "UPDATE checkpoint SET note = note", "UPDATE cosignature SET line = line || 'x'",
    "DELETE FROM event", "DELETE FROM payload", "DELETE FROM tile", "DELETE FROM checkpoint", "DELETE FROM cosignature",
    "DELETE FROM event WHERE position = (SELECT max(position) FROM event)",
    "DELETE FROM payload WHERE position = 3",
    "UPDATE OR REPLACE event SET position = 1 WHERE position = 0",
    // INSERT OR REPLACE
    "INSERT OR REPLACE INTO event (position, header) SELECT position, header FROM event WHERE position = {last}",
    "INSERT OR REPLACE INTO event (position, header) SELECT position, header FROM event WHERE position = 4",
    "REPLACE INTO event (position, header) VALUES ({next}, {headerOfLast})",
    "INSERT OR REPLACE INTO payload SELECT * FROM payload WHERE position = {last}",
    "INSERT OR REPLACE INTO payload SELECT * FROM payload WHERE position = 3",
    "INSERT OR REPLACE INTO tile SELECT * FROM tile WHERE number = 0",
    "INSERT OR REPLACE INTO checkpoint SELECT * FROM checkpoint WHERE size = {size}",
    "INSERT OR REPLACE INTO checkpoint SELECT * FROM checkpoint WHERE size = 3",
    "INSERT OR REPLACE INTO cosignature SELECT * FROM cosignature",
    // UPSERT
    "INSERT INTO event (position, header) SELECT position, header FROM event WHERE position = {last} "
      + "ON CONFLICT (position) DO UPDATE SET header = excluded.header",
    "INSERT INTO payload SELECT * FROM payload WHERE position = {last} "
      + "ON CONFLICT DO UPDATE SET body = excluded.body",
    "INSERT INTO tile SELECT * FROM tile WHERE true ON CONFLICT DO UPDATE SET hashes = excluded.hashes",
    "INSERT INTO checkpoint SELECT * FROM checkpoint WHERE true ON CONFLICT DO UPDATE SET note = excluded.note",
    "INSERT INTO cosignature SELECT * FROM cosignature WHERE true ON CONFLICT DO UPDATE SET line = 'x'",
    "INSERT OR IGNORE INTO event (position, header) SELECT position, header FROM event",
    // A wrong next row
    "INSERT INTO event (position, header) VALUES ({next}, {headerOfLast})",
    "INSERT INTO event (position, header) VALUES ({next} + 1, replace({headerOfLast}, '\"position\":{last}', "
      + "'\"position\":' || ({next} + 1)))",
    "INSERT INTO event (position, header) VALUES ({next}, replace({headerOfLast}, '\"position\":{last}', "
      + "'\"position\":{next}'))",
    "INSERT INTO event (position, header) VALUES ({next}, replace(replace({headerOfLast}, '\"position\":{last}', "
      + "'\"position\":{next}'), '\"version\":1', '\"version\":3'))",
    "INSERT INTO event (position, header) VALUES ({next}, 'x')",
    "INSERT INTO event (position, header) VALUES ({next}, NULL)",
    "INSERT INTO event (header) VALUES ({headerOfLast})",
    "INSERT INTO event (position, header) VALUES (-1, replace({headerOfLast}, '\"position\":{last}', "
      + "'\"position\":-1'))",
    "INSERT INTO payload VALUES ({last}, zeroblob(32), '{}')",
    "INSERT INTO payload VALUES ({next}, zeroblob(32), '{}')",
    "INSERT INTO payload VALUES (NULL, zeroblob(32), '{}')",
    "INSERT INTO tile VALUES (0, 0, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (0, 1, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (0, 2, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (1, 0, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (7, 0, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (0, 1, zeroblob(32), zeroblob(32))",
    "INSERT INTO checkpoint VALUES ({size}, 'x')", "INSERT INTO checkpoint VALUES ({size} + 1, 'x')",
    "INSERT INTO checkpoint VALUES (1, 'x')", "INSERT INTO checkpoint VALUES (NULL, 'x')",
    "INSERT INTO cosignature VALUES ({size} + 1, 'x')", "INSERT INTO cosignature SELECT * FROM cosignature",
  ]

  static func fixture() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<300))
    let line = "— witness.example " + Base64.encode([4, 4, 4, 4, 0, 0, 0, 0] + [UInt8](repeating: 4, count: 68))
    try fixture.client().write { database in
      try database.execute(sql: "INSERT INTO cosignature VALUES (3, ?)", arguments: [line])
    }
    return fixture
  }

  static func expand(_ statement: String) -> String {
    statement.replacingOccurrences(of: "{headerOfLast}", with: "(SELECT header FROM event WHERE position = {last})")
      .replacingOccurrences(of: "{last}", with: "302").replacingOccurrences(of: "{next}", with: "303")
      .replacingOccurrences(of: "{size}", with: "303")
  }

  @Test func `another client can change nothing, with whatever statement`() throws {
    let fixture = try Self.fixture()
    let client = try fixture.client()
    for statement in Self.statements {
      for recursive in ["ON", "OFF"] {
        #expect(throws: DatabaseError.self, "\(statement)") {
          try client.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA recursive_triggers = \(recursive)")
            try database.execute(sql: Self.expand(statement))
          }
        }
      }
    }
    try fixture.expectSound()
  }

  @Test func `an erasure lets go of the rows that it names, once, and of no others`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1, 2])
    let client = try fixture.client()
    try client.writeWithoutTransaction { database in
      let last = try String.fetchOne(database, sql: "SELECT header FROM event WHERE position = 2")
      let header = try #require(last).replacingOccurrences(of: #""position":2"#, with: #""position":5"#)
        .replacingOccurrences(of: "officer.named", with: "personalData.erased")
        .replacingOccurrences(of: #""version":3"#, with: #""version":4"#)
      try database.execute(sql: "BEGIN")
      try database.execute(sql: "INSERT INTO event (position, header) VALUES (5, ?)", arguments: [header])
      try database.execute(
        sql: "INSERT INTO payload VALUES (5, zeroblob(32), ?)",
        arguments: [#"{"authority":"a","positions":[0,2,3,5],"reason":"r"}"#])
      for position in [0, 1, 4, 5] {
        #expect(throws: DatabaseError.self) {
          try database.execute(sql: "DELETE FROM payload WHERE position = ?", arguments: [position])
        }
      }
      try database.execute(sql: "DELETE FROM payload WHERE position IN (2, 3)")
      #expect(throws: DatabaseError.self) {
        try database.execute(sql: "INSERT INTO payload VALUES (3, zeroblob(32), '{}')")
      }
      try database.execute(sql: "ROLLBACK")
    }
    try fixture.expectSound()
  }

  @Test func `lookup columns are what the header says, also to readers that don't trust the schema`() throws {
    let fixture = try Self.fixture()
    try fixture.client().read { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      for row in try Row.fetchAll(database, sql: "SELECT position, stream, version, type FROM event") {
        let header = try fixture.ledger.header(at: row["position"])
        #expect(row["stream"] == header.stream)
        #expect(row["version"] == header.version)
        #expect(row["type"] == header.type)
      }
    }
    try fixture.expectSound()
  }
}
