import Foundation
import GRDB

/// A database and its journals, copied into a folder that only this process uses, and made one file there.
///
/// The folder is gone as soon as the copy is open (`discard`): the system keeps the bytes for as long as they are read, and a
/// process that is killed leaves nothing. What a kill in the middle of the copying leaves in the temporary folder, the next
/// copy clears away.
final class PrivateCopy {
  let path: String
  private let place: TemporaryPlace

  /// - Parameters:
  ///   - hold: on the database file, which therefore stands still.
  ///   - journals: suffixes of the files beside it that belong to it.
  /// - Throws: `inputOutput`, `sqlite`, and `busy` if other programs never leave the log alone for long enough.
  init(of path: String, hold: SharedHold, journals: [String]) throws(LedgerError) {
    place = try TemporaryPlace(notBeside: path)
    self.path = place.folder + "/ledger"
    for _ in 0..<5 {
      let before = journals.map { Self.beginning(of: path + $0) }
      try Self.copy(hold.file, to: self.path)
      for (suffix, _) in zip(journals, before).filter({ $0.1 != nil }) {
        let journal = open(path + suffix, O_RDONLY | O_CLOEXEC)
        guard journal >= 0 else { continue }
        defer { close(journal) }
        try Self.copy(journal, to: self.path + suffix)
      }
      // A log that was begun anew meanwhile goes with another state of the file. That its end is still being written does no
      // harm: a frame without its commit counts for nothing.
      if before == journals.map({ Self.beginning(of: path + $0) }) {
        try foldJournals(journals)
        return
      }
      for suffix in [""] + journals { unlink(self.path + suffix) }
    }
    throw .busy(nil)
  }

  /// Removes the folder; what is open stays readable.
  func discard() { place.remove() }

  /// Lets SQLite take what stands in the journals into the copy.
  private func foldJournals(_ journals: [String]) throws(LedgerError) {
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
  /// is none.
  private static func beginning(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(file, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  private static func copy(_ source: Int32, to path: String) throws(LedgerError) {
    let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw .inputOutput(path: path, operation: "create", errno: errno) }
    defer { close(target) }
    try FileSystem.copy(source, to: target, path: path)
  }
}

/// A new folder, mode 0700, in the place for temporary files; removed at the latest when it goes out of use.
private final class TemporaryPlace {
  let folder: String
  /// By its lock others see that the folder is in use.
  private var lock: Int32?

  private static let prefix = "kiemdo-read-"
  /// A folder that is younger may belong to a process that has not locked it yet, in seconds.
  private static let leftOverAge = 600.0

  init(notBeside path: String) throws(LedgerError) {
    let ledgerFolder = FileID(LedgerFile.folder(of: path))
    let places = [FileManager.default.temporaryDirectory.path, "/tmp", "/var/tmp", "/dev/shm"]
    var code = EACCES
    for place in places where FileID(place) != nil && FileID(place) != ledgerFolder {
      Self.clear(place)
      var template = Array("\(place)/\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        code = errno
        continue
      }
      folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if lock >= 0 { flock(lock, LOCK_EX | LOCK_NB) }
      self.lock = lock
      return
    }
    throw .inputOutput(path: places[0], operation: "mkdtemp", errno: code)
  }

  deinit { remove() }

  func remove() {
    guard let lock else { return }
    try? FileManager.default.removeItem(atPath: folder)
    close(lock)
    self.lock = nil
  }

  /// Removes what processes that were killed have left.
  private static func clear(_ place: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where name.hasPrefix(prefix) {
      let folder = open("\(place)/\(name)", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var status = stat()
      guard fstat(folder, &status) == 0, status.st_uid == getuid(),
        Date().timeIntervalSince1970 - Double(status.st_mtim.tv_sec) > leftOverAge,
        flock(folder, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
    }
  }
}
