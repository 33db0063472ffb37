import Foundation
import Testing

@Suite struct `another SQLite client can't change a ledger` {
  struct Statement: Sendable, CustomTestStringConvertible {
    var sql: String
    init(_ sql: String) { self.sql = sql }
    var testDescription: String { sql }
  }

  private static let event = "(position, header)"
  private static let header = "(SELECT header FROM event WHERE position = 7)"
  private static let next = "(SELECT max(position) + 1 FROM event)"

  static let statements: [Statement] = [
    // UPDATE on every table and column that holds something.
    "UPDATE event SET header = header", "UPDATE event SET position = 9999 WHERE position = 304",
    "UPDATE OR REPLACE event SET position = 3 WHERE position = 4",
    "UPDATE payload SET body = '{}'", "UPDATE payload SET salt = zeroblob(32) WHERE position = 7",
    "UPDATE payload SET position = 9999 WHERE position = 304",
    "UPDATE tile SET hashes = zeroblob(8192)", "UPDATE tile SET root = zeroblob(32)", "UPDATE tile SET number = 1",
    "UPDATE checkpoint SET note = ''", "UPDATE checkpoint SET size = 400 WHERE size = 305",
    // DELETE.
    "DELETE FROM event", "DELETE FROM event WHERE position = (SELECT max(position) FROM event)",
    "DELETE FROM payload", "DELETE FROM payload WHERE position = (SELECT max(position) FROM event)",
    "DELETE FROM tile", "DELETE FROM checkpoint", "DELETE FROM checkpoint WHERE size = 305",
    // INSERT OR REPLACE of a row that is there.
    "INSERT OR REPLACE INTO event \(event) VALUES (7, \(header))",
    "REPLACE INTO event \(event) SELECT position, replace(header, 'lan', 'hoa') FROM event WHERE position = 304",
    "INSERT OR REPLACE INTO event \(event) SELECT \(next), replace(header, '\"position\":7', '\"position\":' || \(next)) FROM event WHERE position = 7",
    "INSERT OR REPLACE INTO payload VALUES (7, zeroblob(32), '{}')",
    "INSERT OR REPLACE INTO payload VALUES ((SELECT max(position) FROM event), zeroblob(32), '{}')",
    "INSERT OR REPLACE INTO tile VALUES (0, 0, zeroblob(32), zeroblob(8192))",
    "INSERT OR REPLACE INTO checkpoint VALUES (305, 'x')",
    // UPSERT.
    "INSERT INTO event \(event) VALUES (7, \(header)) ON CONFLICT DO UPDATE SET header = excluded.header",
    "INSERT INTO payload VALUES (7, zeroblob(32), '{}') ON CONFLICT DO UPDATE SET body = excluded.body",
    "INSERT INTO tile VALUES (0, 0, zeroblob(32), zeroblob(8192)) ON CONFLICT DO UPDATE SET hashes = excluded.hashes",
    "INSERT INTO checkpoint VALUES (305, 'x') ON CONFLICT DO UPDATE SET note = excluded.note",
    // A row that is not the next one.
    "INSERT INTO event \(event) SELECT 306, replace(header, '\"position\":304', '\"position\":306') FROM event WHERE position = 304",
    "INSERT INTO event \(event) SELECT 305, replace(header, '\"position\":304', '\"position\":305') FROM event WHERE position = 304",
    "INSERT INTO event \(event) SELECT 305, replace(header, '\"position\":304', '\"position\":306') FROM event WHERE position = 304",
    "INSERT INTO event \(event) SELECT 305, replace(replace(header, '\"position\":304', '\"position\":305'), '\"version\":1', '\"version\":3') FROM event WHERE position = 304",
    "INSERT INTO event \(event) SELECT -1, replace(header, '\"position\":304', '\"position\":-1') FROM event WHERE position = 304",
    "INSERT INTO event \(event) VALUES (305, '{}')",
    "INSERT INTO payload VALUES (305, zeroblob(32), '{}')",
    "INSERT INTO tile VALUES (0, 1, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (0, 2, zeroblob(32), zeroblob(8192))",
    "INSERT INTO tile VALUES (1, 0, zeroblob(32), zeroblob(8192))",
    "INSERT INTO checkpoint VALUES (304, 'x')", "INSERT INTO checkpoint VALUES (306, 'x')",
    "INSERT INTO cosignature VALUES (7, '— x y')",
  ].map(Statement.init)

  @Test(arguments: statements)
  func `the statement is refused`(_ statement: Statement) throws {
    let scene = try Scene(.large())
    let before = try scene.bytes("so.kiemdo")
    let output = try scene.sqlite("PRAGMA foreign_keys = ON; \(statement.sql);")
    #expect(output.status != 0, "\(statement.sql)")
    #expect(try scene.bytes("so.kiemdo") == before)
  }

  @Test func `after all of them the ledger is sound`() throws {
    let scene = try Scene(.large())
    for statement in Self.statements { _ = try scene.sqlite("\(statement.sql);") }
    try scene.expectSound()
  }

  @Test func `cosignatures can be added and not changed`() throws {
    let scene = try Scene(.imported())
    _ = try scene.query("INSERT INTO cosignature VALUES (50, '— nhân chứng A')")
    for sql in [
      "UPDATE cosignature SET line = ''", "DELETE FROM cosignature",
      "INSERT OR REPLACE INTO cosignature VALUES (50, '— nhân chứng A')",
      "INSERT INTO cosignature VALUES (50, '— nhân chứng A') ON CONFLICT DO UPDATE SET line = 'x'",
    ] {
      #expect(try scene.sqlite(sql + ";").status != 0, "\(sql)")
    }
    #expect(try scene.query("SELECT count(*), min(line) FROM cosignature") == "1|— nhân chứng A")
  }
}
