import CanonicalForms
import Foundation

/// The lock of one writer, held on `<ledger>.lock` for the time of an append, and on `<key folder>/lock`.
///
/// SQLite's own lock keeps two writers apart; this one says who the other is, and covers the taking back of the
/// write-ahead log after the commit, which must not meet another writer (SQLite before 3.51.3).
struct WriterLock {
  private let file: Int32

  /// Waits for the lock.
  ///
  /// - Throws: `busy` with the holder if it is not free within `seconds`.
  init(ledger path: String, holder: Holder, seconds: Double) throws(LedgerError) {
    try self.init(at: path + ".lock", holder: holder, seconds: seconds)
  }

  /// The lock of the folder that keeps the last checkpoint, taken after the ledger's.
  ///
  /// Nil if there is no such folder or nothing can be written in it: then no checkpoint is kept there either.
  init?(keysOf signer: OfficerSigner, waitingSince started: Date, for holder: Holder) throws(LedgerError) {
    let seconds = max(0, Ledger.patience + started.timeIntervalSinceNow)
    do {
      try self.init(at: signer.keys.path + "/lock", holder: holder, seconds: seconds)
    } catch {
      if case .inputOutput(_, "open", let code) = error, [ENOENT, EACCES, EROFS, EPERM, ENOTDIR].contains(code) {
        return nil
      }
      throw error
    }
  }

  private init(at lockPath: String, holder: Holder, seconds: Double) throws(LedgerError) {
    file = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .inputOutput(path: lockPath, operation: "open", errno: errno) }
    let deadline = Date(timeIntervalSinceNow: seconds)
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let code = errno
        close(file)
        throw .inputOutput(path: lockPath, operation: "flock", errno: code)
      }
      guard Date() < deadline else {
        close(file)
        throw .busy(Self.holder(in: try? FileSystem.read(lockPath)))
      }
      usleep(10_000)
    }
    let text = Array(Self.format(holder).utf8)
    ftruncate(file, 0)
    _ = pwrite(file, text, text.count, 0)
  }

  func release() {
    ftruncate(file, 0)
    flock(file, LOCK_UN)
    close(file)
  }

  /// Four lines: process id, officer, command, time.
  static func format(_ holder: Holder) -> String {
    "\(holder.pid)\n\(holder.officer)\n\(holder.command)\n\(holder.since?.text ?? "")\n"
  }

  static func holder(in text: String?) -> Holder? {
    guard let lines = text?.split(separator: "\n", omittingEmptySubsequences: false), lines.count >= 4,
      let pid = Int(lines[0])
    else { return nil }
    return Holder(
      pid: pid, officer: String(lines[1]), command: String(lines[2]), since: Instant(ledgerText: String(lines[3])))
  }
}
