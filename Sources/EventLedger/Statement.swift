import GRDB
import GRDBSQLite

/// A prepared statement, stepped by hand: bulk work can't afford a row object a row.
///
/// It is used on the connection's own queue and gone before the connection is.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ database: Database, _ sql: String) throws(LedgerError) {
    guard let connection = database.sqliteConnection else {
      throw .sqlite(code: SQLITE_MISUSE, message: "the connection is closed")
    }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &handle, nil)
    guard code == SQLITE_OK, let handle else { throw Self.error(code, connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  private static func error(_ code: Int32, _ connection: OpaquePointer) -> LedgerError {
    .sqlite(code: code, message: String(cString: sqlite3_errmsg(connection)))
  }

  /// Steps to the next row; false at the end.
  func step() throws(LedgerError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw Self.error(code, connection)
    }
  }

  /// Runs a statement without rows, and makes it ready to run again.
  func run() throws(LedgerError) {
    defer { reset() }
    while try step() {}
  }

  func reset() { sqlite3_reset(handle) }

  // The bytes given stay where they are until the statement has run, so SQLite need not copy them (SQLITE_STATIC).

  func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(handle, index, Int64(value)) }

  func bind(_ index: Int32, text: UnsafeRawBufferPointer) {
    sqlite3_bind_text(
      handle, index, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
  }

  func bind(_ index: Int32, blob: UnsafeRawBufferPointer) {
    sqlite3_bind_blob(handle, index, blob.baseAddress, Int32(blob.count), nil)
  }

  /// Copied by SQLite (SQLITE_TRANSIENT).
  func bind(_ index: Int32, _ text: String) {
    sqlite3_bind_text(handle, index, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func isText(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_TEXT }
  func isBlob(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_BLOB }
  func isInteger(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_INTEGER }
  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// The bytes of a text or blob, which SQLite keeps until the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// The ledger file, for errors.
  var path: String { sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? "" }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}

extension Database {
  /// The one integer that a statement gives; nil if it gives no row or NULL.
  func integer(_ sql: String, _ arguments: Int...) throws(LedgerError) -> Int? {
    let statement = try Statement(self, sql)
    for (index, argument) in arguments.enumerated() { statement.bind(Int32(index + 1), argument) }
    guard try statement.step(), statement.isInteger(0) else { return nil }
    return statement.integer(0)
  }

  func run(_ sql: String) throws(LedgerError) {
    try Statement(self, sql).run()
  }
}
