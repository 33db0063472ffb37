import CanonicalForms
import Foundation
import Synchronization

/// SQLite's own shared lock on a database file, held without a connection.
///
/// Whoever folds a write-ahead log back at the close of its last connection, writes through a rollback journal or leaves
/// the mode of a file must have SQLite's exclusive lock before it touches the file; so while this lock is held, nothing in
/// the file moves. It needs the right to read only, changes nothing and is gone with the process.
///
/// The places are those of SQLite's `os.h` (`PENDING_BYTE`, `SHARED_FIRST`, `SHARED_SIZE`). The lock belongs to the open
/// file description (fcntl(2), `F_OFD_SETLK`), not to the process, so a connection of this process does not drop it.
final class SharedHold: Sendable {
  let file: Int32
  private let id: FileID

  /// Waits for the lock: a writer that takes its log back holds the file for as long as that lasts.
  ///
  /// - Throws: `noSuchFile`, `unreadable`, `cannotLock`; `busy` if the file is not free within `seconds`.
  init(_ path: String, seconds: Double) throws(LedgerError) {
    let (id, file) = try OpenFiles.shared.take(path)
    do throws(LedgerError) {
      let deadline = Date(timeIntervalSinceNow: seconds)
      while try !Self.lockShared(file, path) {
        guard Date() < deadline else { throw .busy(nil) }
        usleep(10_000)
      }
    } catch {
      OpenFiles.shared.giveBack(id)
      throw error
    }
    (self.id, self.file) = (id, file)
  }

  deinit { OpenFiles.shared.giveBack(id) }

  /// As SQLite takes it: a writer that waits for the last reader to go bars new ones by the pending byte.
  ///
  /// - Returns: false if another holds a lock that does not go with this one.
  static func lockShared(_ file: Int32, _ path: String) throws(LedgerError) -> Bool {
    guard try isGranted(F_RDLCK, file, Place.pending, path) else { return false }
    defer { set(F_UNLCK, file, Place.pending) }
    return try isGranted(F_RDLCK, file, Place.shared, path)
  }

  fileprivate static func unlock(_ file: Int32) { set(F_UNLCK, file, Place.shared) }

  private enum Place {
    static let pending = (start: 0x4000_0000, length: 1)
    static let shared = (start: 0x4000_0002, length: 510)
  }

  /// Where a file system knows no locks (`EOPNOTSUPP`, `ENOSYS`), nobody can hold any, and SQLite, which could not take its own,
  /// writes nothing. Any other refusal, no lock to be had included (`ENOLCK`), leaves open whether the file stands still.
  private static func isGranted(
    _ kind: some BinaryInteger, _ file: Int32, _ place: (start: Int, length: Int), _ path: String
  ) throws(LedgerError) -> Bool {
    switch set(kind, file, place) {
    case 0, EOPNOTSUPP, ENOSYS: return true
    case EAGAIN, EACCES: return false
    case let code: throw .cannotLock(path: path, errno: code)
    }
  }

  /// - Returns: 0, or the system's reason for refusing.
  @discardableResult
  private static func set(_ kind: some BinaryInteger, _ file: Int32, _ place: (start: Int, length: Int)) -> Int32 {
    var lock = flock()
    lock.l_type = Int16(kind)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(place.start)
    lock.l_len = off_t(place.length)
    while fcntl(file, setLock, &lock) != 0 {
      guard errno == EINTR else { return errno }
    }
    return 0
  }

  /// `F_OFD_SETLK`, which the importer of C does not give.
  #if canImport(Darwin)
    private static let setLock: Int32 = 90
  #else
    private static let setLock: Int32 = 37
  #endif
}

/// One file of one file system.
struct FileID: Hashable {
  let device: UInt64
  let inode: UInt64

  /// Nil if there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}

/// The descriptors of this process on ledger files, one a file.
///
/// SQLite's locks of a writing connection belong to the process, and the close of *any* of its descriptors on the file drops
/// them (fcntl(2)). So a descriptor stays open for as long as this process writes the file too.
final class OpenFiles: Sendable {
  static let shared = OpenFiles()

  private struct Entry {
    var file: Int32?
    var holders = 0
    var writers = 0
  }

  private let entries = Mutex<[FileID: Entry]>([:])

  func take(_ path: String) throws(LedgerError) -> (FileID, Int32) {
    try entries.withLock { (entries) throws(LedgerError) in
      guard let id = FileID(path) else { throw .noSuchFile(path: path) }
      var entry = entries[id] ?? Entry()
      let file: Int32
      if let known = entry.file {
        file = known
      } else {
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
          throw .unreadable(path: path, detail: Evidence(systemMessage: String(cString: strerror(errno))))
        }
      }
      entry.file = file
      entry.holders += 1
      entries[id] = entry
      return (id, file)
    }
  }

  func giveBack(_ id: FileID) {
    change(id) { $0.holders -= 1 }
  }

  func beginWriting(_ id: FileID) {
    change(id) { $0.writers += 1 }
  }

  func endWriting(_ id: FileID) {
    change(id) { $0.writers -= 1 }
  }

  private func change(_ id: FileID, _ body: (inout Entry) -> Void) {
    entries.withLock { entries in
      var entry = entries[id] ?? Entry()
      body(&entry)
      if entry.holders == 0, let file = entry.file {
        SharedHold.unlock(file)
        if entry.writers == 0 {
          close(file)
          entry.file = nil
        }
      }
      entries[id] = entry.holders == 0 && entry.writers == 0 ? nil : entry
    }
  }
}

/// Says for as long as it lives that this process writes a file.
final class WritingMark: Sendable {
  private let id: FileID?

  init(_ path: String) {
    id = FileID(path)
    if let id { OpenFiles.shared.beginWriting(id) }
  }

  deinit {
    if let id { OpenFiles.shared.endWriting(id) }
  }
}
