import Foundation
import TransparencyLog

/// A file as it lay there at one moment: size and SHA-256 of its bytes.
///
/// To be taken before the ledger is opened or after it is closed: closing a file gives up the locks that this process holds on it
/// (POSIX), SQLite's too.
struct FileFingerprint: Equatable {
  var path: String
  var size: Int
  var hash: Hash

  /// Nil if there is no such file.
  ///
  /// - Throws: `Failure.unreadableFile`.
  init?(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw Failure.unreadableFile(path, .system(errno))
    }
    defer { close(file) }
    var stream = Hash.Stream()
    var size = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(file, buffer.baseAddress, buffer.count)
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Failure.unreadableFile(path, .system(errno))
      }
      stream.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      size += count
    }
    self.path = path
    self.size = size
    hash = stream.hash
  }

  /// A ledger, what its last writer has not yet folded in, and its projections; those that are there.
  static func family(ofLedger path: String) throws -> [FileFingerprint] {
    try ["", "-wal", "-journal", ".projections", ".projections-wal"].compactMap { try FileFingerprint(path + $0) }
  }
}
