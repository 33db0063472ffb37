import GRDB

/// The floor of all writing: one SQLite table without triggers, hashes or indexes, as durable as the ledger.
struct PlainTable {
  private let queue: DatabaseQueue

  init(at path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(
        sql: "CREATE TABLE row (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, body TEXT NOT NULL) STRICT")
    }
  }

  /// Inserts all rows in one transaction.
  func insert(_ rows: [(stream: String, body: String)]) throws {
    try queue.write { database in
      let statement = try database.cachedStatement(sql: "INSERT INTO row (stream, body) VALUES (?, ?)")
      for row in rows { try statement.execute(arguments: [row.stream, row.body]) }
    }
  }
}
