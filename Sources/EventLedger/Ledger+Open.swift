import CanonicalForms
import Foundation
import GRDB
import GRDBSQLite
import TransparencyLog

extension Ledger {
  /// Where a file is, links followed, or would be made: all that belongs to a ledger is beside this path, not beside a link.
  public static func realPath(of path: String) -> String { LedgerFile.real(path) }

  /// Opens a ledger and verifies its end: what kind of file it is, the signatures of the last checkpoint by the keys in
  /// force, and its root over the right edge of the tree.
  ///
  /// - Throws: `noSuchFile`, `notAFile`, `notALedger`, `newerFormat`, `damaged`, `readOnly` (to write where nothing can be
  ///   written), `unreadable`, `cannotLock`, `busy`.
  public static func open(at path: String, mode: Mode) throws -> Ledger {
    let path = LedgerFile.real(path)
    try FileSystem.demandFile(path)
    if mode == .write, LedgerFile.isOnReadOnlyMedium(path) { throw LedgerError.readOnly(path: path) }
    if mode == .write { try waitForErasure(path) }
    do {
      let source = try LedgerSource.open(path, mode)
      let tail = try source.queue.read { database in
        try FileMarks.check(database, path: path)
        if mode == .write { try FileMarks.checkGuards(database, path: path) }
        return try Tail.read(database, path: path)
      }
      return Ledger(path: path, mode: mode, source: source, tail: tail)
    } catch {
      throw FileMarks.explained(LedgerFile.mapped(error), path: path)
    }
  }

  /// Who erases just now needs the file for itself, so nobody opens it and waits then.
  private static func waitForErasure(_ path: String) throws(LedgerError) {
    guard ErasureMark(ofLedger: path).isThere else { return }
    let holder = Holder(pid: Int(getpid()), officer: "", command: "", since: nil)
    try WriterLock(ledger: path, holder: holder, seconds: patience).release()
  }
}

/// What says that a file is a ledger.
enum FileMarks {
  /// The numbers in the file's header.
  static func checkHeader(_ database: Database, path: String) throws(LedgerError) {
    let applicationID = try database.integer("PRAGMA application_id") ?? 0
    guard applicationID == Schema.applicationID else {
      throw .notALedger(path: path, detail: "application_id 0x\(String(applicationID, radix: 16))")
    }
    let version = try database.integer("PRAGMA user_version") ?? 0
    guard version <= Schema.format else { throw .newerFormat(path: path, found: version) }
    guard version == Schema.format else { throw .notALedger(path: path, detail: "user_version \(version)") }
  }

  static func check(_ database: Database, path: String) throws(LedgerError) {
    try checkHeader(database, path: path)
    for table in Schema.tables {
      let statement = try Statement(database, "SELECT sql FROM sqlite_schema WHERE name = ? AND type = 'table'")
      statement.bind(1, table.name)
      guard try statement.step() else { throw .notALedger(path: path, detail: "no table \(table.name)") }
      // A column that no longer comes from the header would lead past events that are there.
      guard statement.text(0).utf8.elementsEqual(table.sql.utf8) else {
        throw .damaged(
          path: path,
          Finding(
            code: .schema, position: nil, subject: "table \(table.name)", expected: "\(table.sql)",
            found: "\(statement.text(0))"))
      }
    }
  }

  /// Nothing is written where a trigger is missing that refuses what may not be, or one too many could change what is written.
  static func checkGuards(_ database: Database, path: String) throws(LedgerError) {
    var findings = Findings()
    try FileCheck.schema(database, &findings)
    if let finding = findings.all.first { throw .damaged(path: path, finding) }
  }

  /// SQLite's codes that have a plainer meaning for a whole file.
  static func explained(_ error: LedgerError, path: String) -> LedgerError {
    guard case .sqlite(let code, let message) = error else { return error }
    switch code & 0xFF {
    case SQLITE_NOTADB: return .notALedger(path: path, detail: Evidence(systemMessage: message))
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
      return .unreadable(path: path, detail: Evidence(systemMessage: message))
    case SQLITE_CORRUPT:
      return .damaged(
        path: path,
        Finding(
          code: .integrity, position: nil, subject: "file", expected: "ok", found: Evidence(systemMessage: message)))
    default: return error
    }
  }
}
