public import CanonicalForms
import Foundation
import GRDB
import GRDBSQLite

/// What is left of an erasure that was ordered.
public enum ErasureRest: Equatable, Sendable {
  /// Payloads that are named and still there: another writer held the ledger.
  case rows
  /// Their bytes may still stand in the write-ahead log or in free pages, since others have the ledger open.
  case log
  /// Something stopped it; `detail` is the system's word.
  case fault(String)
}

extension Ledger {
  /// Records that payloads are erased, deletes them, and returns when none of their bytes is left in the ledger's files
  /// (`Schemas/ledger-format.md`, 13).
  ///
  /// - Parameters:
  ///   - positions: ascending; of candidates' events, `officer.named` and `classList.printed`.
  ///   - reason: permanent, so without names; `authority`, by which document, too.
  ///   - size: the ledger's size when it was decided what is to be erased.
  ///   - watches: events that would have changed that.
  /// - Throws: `erasureRefused`; `erasureIncomplete` if the order is recorded but not done: `finishErasures` then does it; and
  ///   what `append` throws.
  public func erase(
    _ positions: [Int], reason: String, authority: String, signer: OfficerSigner, decidedAt size: Int,
    watching watches: [Watch] = [], clock: Instant, commandName: String = "", entropy: Entropy = .system
  ) throws -> Appended {
    let appended = try transact(
      signer: signer, clock: clock, commandName: commandName, entropy: entropy, progress: nil
    ) { database, tail in
      guard try self.contains(database, tail, signer.keys) == nil else { throw self.notContained(tail, signer) }
      let draft = Draft.onLedger(
        .personalDataErased, version: try Streams.version(database, of: Draft.ledgerStream) + 1,
        [
          "authority": .string(authority), "positions": .array(positions.map(JSON.integer)),
          "reason": .string(reason),
        ])
      try Conflict.check(
        database, [draft], decidedAt: size, tail: tail, wholeLedger: false, watching: watches)
      if let fault = try ErasureOrder.fault(positions, database, size: tail.size, path: path) {
        throw LedgerError.erasureRefused(fault)
      }
      let (recordedAt, adjusted) = try Self.time(clock, after: tail.lastRecordedAt)
      return Prepared(drafts: [draft], recordedAt: recordedAt, clockAdjusted: adjusted)
    }
    try finishErasures(officer: signer.id, clock: clock, commandName: commandName)
    return appended
  }

  /// Does what erasures in this history have ordered and a power cut or a reader kept from being done: deletes the rows,
  /// rewrites the file without free pages, and takes the write-ahead log away.
  ///
  /// SQLite overwrites a deleted row (`secure_delete`), but where it has moved rows between pages before, a copy of an
  /// earlier image may stand in the free space of a page; so the whole file is written anew (`VACUUM`).
  ///
  /// - Returns: the positions whose rows were still there.
  /// - Throws: `erasureIncomplete`, `readOnly`.
  @discardableResult
  public func finishErasures(officer: String, clock: Instant, commandName: String = "") throws -> [Int] {
    guard mode == .write else { throw LedgerError.readOnly(path: path) }
    let holder = Holder(pid: Int(getpid()), officer: officer, command: commandName, since: clock)
    let lock: WriterLock
    do {
      lock = try WriterLock(ledger: path, holder: holder, seconds: Self.patience)
    } catch {
      if case .busy = error { throw LedgerError.erasureIncomplete(.rows) }
      throw error
    }
    defer { lock.release() }
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    let erased: [Int]
    do {
      erased = try deleteNamedRows()
    } catch {
      throw LedgerError.erasureIncomplete(.fault("\(LedgerFile.mapped(error))"))
    }
    do {
      try queue.writeWithoutTransaction { try $0.run("VACUUM") }
      while try !foldLog() {
        guard Date() < deadline else { throw LedgerError.erasureIncomplete(.log) }
        usleep(50_000)
      }
    } catch let error as LedgerError where error == .erasureIncomplete(.log) {
      throw error
    } catch {
      throw LedgerError.erasureIncomplete(.fault("\(LedgerFile.mapped(error))"))
    }
    return erased
  }

  /// The named rows that may be erased, deleted in one transaction.
  private func deleteNamedRows() throws -> [Int] {
    let (size, path) = (size, path)
    return try queue.writeWithoutTransaction { database in
      sqlite3_busy_timeout(database.sqliteConnection, Int32(Self.patience * 1000))
      try database.run("BEGIN IMMEDIATE")
      do {
        let rows = try PayloadRows(database)
        var left: Set<Int> = []
        for order in try ErasureOrder.all(database, below: size) {
          for position in order.positions where (0..<order.header.position).contains(position) {
            guard ErasureOrder.isErasable(try Tail.header(database, at: position, path: path)) else { continue }
            if try rows.isThere(position) { left.insert(position) }
          }
        }
        let delete = try Statement(database, "DELETE FROM payload WHERE position = ?")
        for position in left.sorted() {
          delete.bind(1, position)
          try delete.run()
        }
        try database.run("COMMIT")
        return left.sorted()
      } catch {
        try? database.run("ROLLBACK")
        throw error
      }
    }
  }

  /// Every erasure in this history, in order.
  public func erasures() throws -> [Erasure] {
    try access { database in
      let rows = try PayloadRows(database)
      return try ErasureOrder.all(database, below: size).map { order throws(LedgerError) in
        Erasure(
          order,
          erased: try order.positions.map { position throws(LedgerError) in
            let writer = try? Tail.header(database, at: position, path: path).officer
            return Erasure.Erased(
              position: position, writtenByEraser: writer == order.header.officer,
              isStillThere: try rows.isThere(position))
          })
      }
    }
  }

  /// How many erasures there are, and how many of the rows that they name are still there: what a copy of the payloads'
  /// content must be measured against.
  public func erasureState() throws -> (count: Int, pending: Int) {
    try access { database in
      let rows = try PayloadRows(database)
      let orders = try ErasureOrder.all(database, below: size)
      var pending = 0
      for order in orders {
        for position in order.positions where try rows.isThere(position) { pending += 1 }
      }
      return (orders.count, pending)
    }
  }
}
