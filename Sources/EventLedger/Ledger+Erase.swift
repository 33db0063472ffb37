public import CanonicalForms
import Foundation
import GRDB
import GRDBSQLite

/// What is left of an erasure that was ordered.
public enum ErasureRest: Equatable, Sendable {
  /// Payloads that are named and still there: another writer held the ledger; nil if it does not say who it is.
  case rows(Holder?)
  /// Their bytes may still stand in the write-ahead log or in free pages, since others have the ledger open; those that the system
  /// names.
  case log([OpenProgram])
  /// The disk, or that of temporary files, is full: on each the rewriting takes about as many bytes as the ledger has.
  case noSpace(bytes: Int)
  /// Nothing is deleted yet: something stands where the mark must be.
  case obstructed(ErasureObstacle)
  /// Nothing is deleted yet: the mark can't be made.
  case unmarked(path: String, errno: Int32)
  /// Something else stopped it on the way.
  case fault(LedgerError)
}

/// How far an erasure has come, each step on the disk.
public enum ErasureStep: CaseIterable, Sendable {
  case marked, rowsDeleted, fileRewritten, logGone, copiesGone, unmarked
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
  ///   - removeCopies: takes away what the caller keeps of payloads outside of the ledger, on the disk.
  ///   - reached: told each step.
  /// - Throws: `erasureRefused`; `erasureObstructed`, and nothing is recorded; `erasureIncomplete` if the order is recorded but not done: `finishErasures` then does it; and
  ///   what `append` throws.
  public func erase(
    _ positions: [Int], reason: String, authority: String, signer: OfficerSigner, decidedAt size: Int,
    watching watches: [Watch] = [], clock: Instant, commandName: String = "", entropy: Entropy = .system,
    removingCopies removeCopies: () throws(LedgerError) -> Void = {}, reached: ((ErasureStep) -> Void)? = nil
  ) throws -> Appended {
    try ErasureMark(ofLedger: path).demandPlace()
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
    try finishErasures(
      officer: signer.id, clock: clock, commandName: commandName, removingCopies: removeCopies, reached: reached)
    return appended
  }

  /// Does what erasures in this history have ordered and a kill or a reader kept from being done: deletes the rows, rewrites the
  /// file without free pages, takes the write-ahead log away, and lets the caller take away its copies.
  ///
  /// SQLite overwrites a deleted row (`secure_delete`), but where it has moved rows between pages before, a copy of an
  /// earlier image may stand in the free space of a page; so the whole file is written anew (`VACUUM`). Until all is done a file
  /// beside the ledger says that it is not (`ErasureMark`).
  ///
  /// - Parameters:
  ///   - officer: who holds the ledger meanwhile, in another writer's message; so `clock` and `commandName`.
  ///   - removeCopies: takes away what the caller keeps of payloads outside of the ledger, on the disk.
  ///   - reached: told each step.
  /// - Returns: the positions whose rows were still there.
  /// - Throws: `erasureIncomplete`, `readOnly`.
  @discardableResult
  public func finishErasures(
    officer: String = "", clock: Instant? = nil, commandName: String = "",
    removingCopies removeCopies: () throws(LedgerError) -> Void = {}, reached: ((ErasureStep) -> Void)? = nil
  ) throws -> [Int] {
    guard mode == .write else { throw LedgerError.readOnly(path: path) }
    let started = Date()
    let holder = Holder(pid: Int(getpid()), officer: officer, command: commandName, since: clock)
    do {
      let lock = try WriterLock(ledger: path, holder: holder, seconds: Self.patience)
      defer { lock.release() }
      let mark = ErasureMark(ofLedger: path)
      try set(mark)
      reached?(.marked)
      let erased = try deleteNamedRows(waitingSince: started)
      reached?(.rowsDeleted)
      try queue.writeWithoutTransaction { try $0.run("VACUUM") }
      reached?(.fileRewritten)
      let deadline = Date(timeIntervalSinceNow: Self.patience)
      while try !foldLog() {
        guard Date() < deadline else { throw LedgerError.erasureIncomplete(.log(OpenProgram.using(path))) }
        usleep(50_000)
      }
      reached?(.logGone)
      try removeCopies()
      reached?(.copiesGone)
      try mark.clear()
      reached?(.unmarked)
      return erased
    } catch {
      throw LedgerError.erasureIncomplete(rest(after: error))
    }
  }

  private func set(_ mark: ErasureMark) throws(LedgerError) {
    do {
      try mark.set()
    } catch .inputOutput(mark.path, _, let number) where ![ENOSPC, EDQUOT].contains(number) {
      throw .erasureIncomplete(.unmarked(path: mark.path, errno: number))
    }
  }

  private func rest(after error: any Error) -> ErasureRest {
    switch LedgerFile.mapped(error) {
    case .erasureIncomplete(let rest): return rest
    case .erasureObstructed(let obstacle): return .obstructed(obstacle)
    case .busy(let holder): return .rows(holder)
    case .sqlite(let code, _) where code & 0xFF == SQLITE_FULL: return .noSpace(bytes: FileSystem.size(path) ?? 0)
    case .inputOutput(_, _, ENOSPC), .inputOutput(_, _, EDQUOT): return .noSpace(bytes: FileSystem.size(path) ?? 0)
    case let error: return .fault(error)
    }
  }

  /// The named rows that may be erased, deleted in one transaction.
  private func deleteNamedRows(waitingSince started: Date) throws -> [Int] {
    try write(waitingSince: started) { database in
      let remaining = try ErasureOrder.remaining(
        ErasureOrder.all(database, below: size), database, path: path)
      let delete = try Statement(database, "DELETE FROM payload WHERE position = ?")
      for position in remaining {
        delete.bind(1, position)
        try delete.run()
      }
      return remaining
    }
  }

  /// What the erasures in this history order, in order.
  public func erasureOrders() throws -> [ErasureOrder] {
    try access { try ErasureOrder.all($0, below: size) }
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

  /// How many erasures there are, and how many rows they have still to take: what a copy of the payloads' content must be
  /// measured against.
  public func erasureState() throws -> (count: Int, pending: Int) {
    try access { database in
      let orders = try ErasureOrder.all(database, below: size)
      return (orders.count, try ErasureOrder.remaining(orders, database, path: path).count)
    }
  }

  /// Whether something is left of an erasure, as far as it can be seen: rows that it is to take, or its mark beside the ledger. A
  /// copy of the file alone, made in between, can't be told from one made afterwards.
  public func isErasureUnfinished() throws -> Bool {
    try ErasureMark(ofLedger: path).isThere || erasureState().pending > 0
  }
}
