import Foundation
import GRDB
import GRDBSQLite

/// How a ledger file is opened: one connection, its settings, and what kind of medium it lies on.
enum LedgerFile {
  /// Whether nothing beside the file can be written: a read-only medium, or another user's folder.
  static func isOnReadOnlyMedium(_ path: String) -> Bool {
    access(path, W_OK) != 0 || access(folder(of: path), W_OK) != 0
  }

  static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  /// The one path of a file, whatever links lead there: SQLite puts a ledger's log beside the file that a link names, and so must
  /// everything be that belongs to it. Of a file that is not there, where it would be made: its folder's path with its name, and
  /// links that lead nowhere are followed too.
  static func real(_ path: String) -> String {
    var path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    // As many links as Linux follows (path_resolution(7)).
    for _ in 0..<40 {
      if let resolved = resolved(path) { return resolved }
      guard let folder = resolved(folder(of: path)) else { break }
      path = (folder == "/" ? "" : folder) + "/" + name(of: path)
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
      path = target.hasPrefix("/") ? target : folder + "/" + target
    }
    return absolute(path)
  }

  /// Nil if there is nothing.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// That nothing is there which a new ledger of this path would overwrite or take for its own.
  static func demandFree(_ path: String) throws(LedgerError) {
    for name in [path, path + "-wal", path + "-journal", ErasureMark(ofLedger: path).path]
    where FileSystem.exists(name) {
      throw .fileExists(path: name)
    }
  }

  static func name(of path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  static func folder(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// Opens a file that nobody changes, so that SQLite makes no file beside it and takes no lock: see `LedgerSnapshot`.
  static func openImmutable(_ path: String) throws(LedgerError) -> DatabaseQueue {
    try open("file:" + percentEncoded(path) + "?immutable=1", readOnly: true)
  }

  /// Opens a connection that writes.
  ///
  /// The write-ahead log goes back into the file when the last connection closes, and only if no reader holds the file
  /// (`SharedHold`); else it stays for a later writer. SQLite's automatic checkpoint would move the file under a reader.
  static func openToWrite(_ path: String) throws(LedgerError) -> DatabaseQueue {
    let queue = try open(path, readOnly: false)
    do {
      // A copy by another program may have left this mode.
      try queue.writeWithoutTransaction { database in
        try database.run("PRAGMA journal_mode = WAL")
        try database.run("PRAGMA wal_autocheckpoint = 0")
        // 32 MiB, so that an import need not read back the pages that it has just written.
        try database.run("PRAGMA cache_size = -32768")
      }
    } catch {
      throw mapped(error)
    }
    return queue
  }

  static func open(_ name: String, readOnly: Bool) throws(LedgerError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(5)
    configuration.label = "ledger"
    configuration.prepareDatabase { database in
      // The schema of a file is not trusted before it has been compared.
      for setting in ["trusted_schema = OFF", "secure_delete = ON", "synchronous = FULL", "cell_size_check = ON"] {
        try database.run("PRAGMA \(setting)")
      }
    }
    do {
      return try DatabaseQueue(path: name, configuration: configuration)
    } catch {
      throw mapped(error)
    }
  }

  /// This module's error for whatever GRDB throws.
  static func mapped(_ error: any Error) -> LedgerError {
    switch error {
    case let error as LedgerError: error
    case let error as DatabaseError:
      .sqlite(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    default: .sqlite(code: SQLITE_ERROR, message: "\(error)")
    }
  }

  private static func percentEncoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      let plain = Ascii.isLetter(byte) || Ascii.isDigit(byte) || "/._-~".unicodeScalars.contains(scalar)
      text += plain ? String(Character(scalar)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
}
