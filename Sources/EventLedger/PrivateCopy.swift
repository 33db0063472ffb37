import Foundation

/// A database and its journals, copied into a folder that only this process uses, and made one file there.
///
/// The folder is gone as soon as the copy is open (`discard`): the system keeps the bytes for as long as they are read, and a
/// process that is killed leaves nothing. What a kill in the middle of the copying leaves in the temporary folder, the next
/// copy clears away.
final class PrivateCopy {
  let path: String
  private let place: TemporaryPlace

  /// - Parameter hold: on the database file, which therefore stands still.
  /// - Throws: `inputOutput`, `sqlite`, `busy`.
  init(of path: String, hold: SharedHold) throws(LedgerError) {
    place = try TemporaryPlace(notBeside: path)
    self.path = place.folder + "/ledger"
    try Replica.make(of: path, hold: hold, at: self.path, hashing: false)
  }

  /// Removes the folder; what is open stays readable.
  func discard() { place.remove() }
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
