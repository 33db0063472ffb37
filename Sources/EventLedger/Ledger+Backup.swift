import Foundation
import GRDB

extension Ledger {
  /// Writes a copy of the ledger as one file, verifies it, and only then gives it its name.
  ///
  /// - Throws: `fileExists`; `damaged` with the first finding if the copy does not verify.
  public func backup(to target: String) throws -> Account {
    let target = LedgerFile.real(target)
    try LedgerFile.demandFree(target)
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) } }
    // Closed to others from the first byte; SQLite writes into an empty file.
    let file = Foundation.open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LedgerError.inputOutput(path: temporary, operation: "create", errno: errno) }
    Foundation.close(file)
    do {
      // The backup API, not VACUUM INTO: SQLite 3.40 can't vacuum generated columns out of a file opened as immutable.
      try queue.backup(to: DatabaseQueue(path: temporary))
      // Puts the copy into the mode of a ledger.
      let copy = try LedgerFile.openToWrite(temporary)
      // The pages were copied as they are, with what an erasure has still to overwrite.
      if try isErasureUnfinished() { try copy.writeWithoutTransaction { try $0.run("VACUUM") } }
      try copy.close()
    } catch {
      throw LedgerFile.mapped(error)
    }
    let account = try Self.verify(at: temporary)
    if let finding = account.findings.first { throw LedgerError.damaged(path: temporary, finding) }
    try FileSystem.synchronize(temporary)
    try Self.publish(temporary, as: target)
    return account
  }
}
