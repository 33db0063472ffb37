import Foundation
import GRDB
import TransparencyLog

/// A database and its journals, copied while nothing moves, and made one file.
enum Replica {
  private static let journals = ["-wal", "-journal"]

  /// - Parameters:
  ///   - path: the database; not a byte of it or beside it changes.
  ///   - target: where nothing is yet.
  /// - Returns: the files that were copied, with the hashes of the bytes that were read.
  /// - Throws: `inputOutput`, `sqlite`, and `busy` if other programs never leave the log alone for long enough.
  static func make(of path: String, at target: String) throws(LedgerError) -> [ReceivedFile] {
    let hold = try SharedHold(path, seconds: LedgerSnapshot.patience)
    return try make(of: path, hold: hold, at: target, hashing: true)
  }

  /// - Parameters:
  ///   - hold: on the database, which therefore stands still.
  ///   - hashing: else the file system may share the blocks, and no hashes are given.
  @discardableResult
  static func make(
    of path: String, hold: SharedHold, at target: String, hashing: Bool
  ) throws(LedgerError) -> [ReceivedFile] {
    for _ in 0..<5 {
      let before = journals.map { beginning(of: path + $0) }
      var files = [try copy(hold.file, named: path, to: target, hashing)]
      var present: [String] = []
      for (suffix, beginning) in zip(journals, before) where beginning != nil {
        let journal = open(path + suffix, O_RDONLY | O_CLOEXEC)
        guard journal >= 0 else { continue }
        defer { close(journal) }
        files.append(try copy(journal, named: path + suffix, to: target + suffix, hashing))
        present.append(suffix)
      }
      // A log that was begun anew meanwhile goes with another state of the file. That its end is still being written does no
      // harm: a frame without its commit counts for nothing.
      if before == journals.map({ beginning(of: path + $0) }) {
        if !present.isEmpty { try fold(target, present) }
        return files.compactMap(\.self)
      }
      for suffix in [""] + journals { unlink(target + suffix) }
    }
    throw .busy(nil)
  }

  /// Lets SQLite take what stands in the journals into the file.
  private static func fold(_ path: String, _ journals: [String]) throws(LedgerError) {
    let queue = try LedgerFile.open(path, readOnly: false)
    do {
      try queue.writeWithoutTransaction { database in
        _ = try database.integer("SELECT count(*) FROM sqlite_schema")
        try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try queue.close()
    } catch {
      throw LedgerFile.mapped(error)
    }
    for suffix in journals where FileSystem.size(path + suffix) ?? 0 > 0 {
      throw .inputOutput(path: path + suffix, operation: "checkpoint", errno: EIO)
    }
  }

  /// Header and salts of a write-ahead log, or header of a rollback journal: they change when it is begun anew. Nil if there
  /// is none, or none with content.
  private static func beginning(of path: String) -> [UInt8]? {
    guard JournalMark.hasContent(path) else { return nil }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(file, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  private static func copy(
    _ source: Int32, named name: String, to path: String, _ hashing: Bool
  ) throws(LedgerError) -> ReceivedFile? {
    let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw .inputOutput(path: path, operation: "create", errno: errno) }
    defer { close(target) }
    if !hashing, FileSystem.shareBlocks(of: source, with: target) { return nil }
    var stream = Hash.Stream()
    let size = try FileSystem.read(source, path: name) { (bytes) throws(LedgerError) in
      if hashing { stream.append(bytes) }
      try FileSystem.write(bytes, to: target, path: path)
    }
    return hashing ? ReceivedFile(name: LedgerFile.name(of: name), size: size, hash: stream.hash) : nil
  }
}
