import Foundation
import GRDB

/// One state of a ledger file, to be read by as many connections as are asked for, without a trace.
///
/// The file itself is read where it lies, as immutable, under SQLite's shared lock. What stands beside it in a journal (a
/// write-ahead log that another still writes, or that a killed writer has left; a hot rollback journal) can't be read without
/// changing something beside the ledger: then file and journal are copied, and the copy is read.
final class LedgerSnapshot: Sendable {
  /// How long a reader waits for a writer that takes its log back, in seconds.
  static let patience = 30.0

  private let hold: SharedHold
  let connections: [DatabaseQueue]
  private let path: String
  private let seen: [JournalMark]

  /// - Throws: `noSuchFile`, `unreadable`, `busy`, `inputOutput`, `sqlite`.
  convenience init(_ path: String, connections count: Int = 1) throws(LedgerError) {
    try self.init(path, hold: SharedHold(path, seconds: Self.patience), connections: count)
  }

  private init(_ path: String, hold: SharedHold, connections count: Int) throws(LedgerError) {
    self.path = path
    self.hold = hold
    seen = JournalMark.all(path)
    let copy = seen.contains(where: \.hasContent) ? try PrivateCopy(of: path, hold: hold) : nil
    var connections: [DatabaseQueue] = []
    for _ in 0..<count { connections.append(try LedgerFile.openImmutable(copy?.path ?? path)) }
    self.connections = connections
    copy?.discard()
  }

  /// One look, while nothing moves.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try withExtendedLifetime(self) { try connections[0].read(body) }
  }

  /// The present state; nil if nothing has changed since this one was made.
  func renewed() throws(LedgerError) -> LedgerSnapshot? {
    guard JournalMark.all(path) != seen else { return nil }
    return try LedgerSnapshot(path, hold: hold, connections: connections.count)
  }
}

/// What a look at a journal beside a ledger tells.
struct JournalMark: Equatable {
  let suffix: String
  var inode: UInt64 = 0
  var size = 0
  var changed: [Int] = []

  static func all(_ path: String) -> [JournalMark] { ["-wal", "-journal"].map { JournalMark(path, $0) } }

  private init(_ path: String, _ suffix: String) {
    self.suffix = suffix
    var status = stat()
    guard stat(path + suffix, &status) == 0 else { return }
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }

  /// The header of a write-ahead log has 32 bytes; without a frame after it there is nothing to read.
  var hasContent: Bool { size > (suffix == "-wal" ? 32 : 0) }

  static func hasContent(_ path: String) -> Bool {
    ["-wal", "-journal"].contains { path.hasSuffix($0) && JournalMark(String(path.dropLast($0.count)), $0).hasContent }
  }
}
