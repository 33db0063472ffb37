import CanonicalForms
import Foundation
import GRDB
import GRDBSQLite
import Synchronization
import TransparencyLog

/// What goes into an append, decided within its transaction.
struct Prepared {
  let drafts: [Draft]
  let recordedAt: Instant
  let clockAdjusted: Bool
  /// The key of a rotation among the drafts.
  var newLedgerKey: SigningKey?
}

extension Ledger {
  /// One append from lock to key folder; `decide` looks at the verified tail within the transaction.
  func transact(
    signer: OfficerSigner, clock: Instant, commandName: String, entropy: Entropy, progress: ((Int) -> Void)?,
    decide: (Database, Tail) throws -> Prepared
  ) throws -> Appended {
    guard mode == .write else { throw LedgerError.readOnly(path: path) }
    let started = Date()
    let holder = Holder(pid: Int(getpid()), officer: signer.id, command: commandName, since: clock)
    let lock = try WriterLock(ledger: path, holder: holder, seconds: Self.patience)
    defer { lock.release() }
    // Two copies of one ledger have a lock each, but one key folder: held for as long as its checkpoint is compared and kept.
    let keyLock = try WriterLock(keysOf: signer, waitingSince: started, for: holder)
    defer { keyLock?.release() }
    // A private key must not stay under a name that nobody looks for.
    if keyLock != nil { FileSystem.removeAbandoned(in: signer.keys.path) }
    let known = tail
    let (appended, tail) = try write(waitingSince: started) { database in
      try fill(database, known, signer, clock, entropy, progress, decide)
    }
    state.withLock { $0 = tail }
    return keeping(appended, ledgerKey: tail.registry.ledgerKey, in: signer.keys)
  }

  /// Runs `body` in one transaction that is the only one to write; all of it is committed, or nothing.
  ///
  /// - Parameter started: since when the caller waits; no longer than `patience` in all.
  /// - Throws: `busy`, and what `body` throws.
  func write<Value>(waitingSince started: Date, _ body: (Database) throws -> Value) throws -> Value {
    try queue.writeWithoutTransaction { database in
      let rest = max(0, Self.patience - Date().timeIntervalSince(started))
      sqlite3_busy_timeout(database.sqliteConnection, Int32(rest * 1000))
      do {
        try database.run("BEGIN IMMEDIATE")
      } catch LedgerError.sqlite(let code, _) where code & 0xFF == SQLITE_BUSY {
        throw LedgerError.busy(nil)
      }
      do {
        let value = try body(database)
        try database.run("COMMIT")
        return value
      } catch {
        try? database.run("ROLLBACK")
        throw error
      }
    }
  }

  private func fill(
    _ database: Database, _ known: Tail, _ signer: OfficerSigner, _ clock: Instant, _ entropy: Entropy,
    _ progress: ((Int) -> Void)?, _ decide: (Database, Tail) throws -> Prepared
  ) throws -> (Appended, Tail) {
    // Nothing is signed over nodes that do not give the root that was signed before.
    let tail = try Tail.read(database, path: path, known: known)
    guard tail.eventCount == tail.size else {
      throw LedgerError.uncheckpointedEvents(size: tail.size, events: tail.eventCount)
    }
    try Self.check(signer, tail.registry, before: known.registry.ledgerKey)
    let prepared = try decide(database, tail)
    guard !prepared.drafts.isEmpty else { throw LedgerError.noDrafts }

    var generator = EntropyGenerator(entropy: entropy)
    let plan = AppendPlan(
      command: ULID(at: clock, using: &generator), officer: signer.id, recordedAt: prepared.recordedAt,
      first: tail.size, treeSize: tail.size, root: tail.checkpoint.root, origin: tail.origin,
      ledgerKey: signer.ledgerKey)
    var append = AppendTransaction(database: database, plan: plan, registry: tail.registry, tree: tail.tree)
    let note: String
    do {
      note = try append.run(
        prepared.drafts, signer: signer, newLedgerKey: prepared.newLedgerKey, entropy: entropy, progress: progress)
    } catch let error as LedgerError {
      // The tables have refused a row; a wrong version is the one reason that a caller can give.
      if case .sqlite(let code, _) = error, code & 0xFF == SQLITE_CONSTRAINT {
        try Conflict.checkVersions(database, prepared.drafts, decidedAt: tail.size, tail: tail)
      }
      throw error
    }
    let after = Tail(
      size: append.tree.size,
      checkpoint: Checkpoint(origin: tail.origin, size: append.tree.size, root: append.tree.root), note: note,
      tree: append.tree, registry: append.registry, eventCount: append.tree.size,
      lastRecordedAt: prepared.recordedAt)
    let appended = Appended(
      range: tail.size..<after.size, command: plan.command, recordedAt: prepared.recordedAt,
      clockAdjusted: prepared.clockAdjusted, checkpoint: after.checkpoint, checkpointNote: note,
      checkpointNotKept: nil)
    return (appended, after)
  }

  /// - Parameter before: the ledger's key when it was last looked at.
  private static func check(
    _ signer: OfficerSigner, _ registry: KeyRegistry, before: VerifierKey?
  ) throws(LedgerError) {
    guard let ledgerKey = registry.ledgerKey else { preconditionFailure("A verified tail has a ledger key.") }
    guard signer.ledgerKey.verifierKey == ledgerKey else {
      if let before, before != ledgerKey, signer.ledgerKey.verifierKey == before {
        throw .ledgerKeyRotatedMeanwhile(before: before, now: ledgerKey)
      }
      throw .ledgerKeyNotInForce(expected: ledgerKey, found: signer.ledgerKey.verifierKey)
    }
    guard let officer = registry.officers[signer.id] else {
      throw .officerNotAllowed(id: signer.id, .notEnrolled)
    }
    if let position = officer.revokedAt { throw .officerNotAllowed(id: signer.id, .revoked(at: position)) }
    guard officer.key == signer.officerKey.verifierKey else {
      throw .officerNotAllowed(
        id: signer.id, .otherKey(expected: officer.key, found: signer.officerKey.verifierKey))
    }
  }

  /// The append is on the disk; now the folder follows: the key in force takes its place, and the checkpoint is kept.
  private func keeping(_ appended: Appended, ledgerKey: VerifierKey?, in keys: KeyFolder) -> Appended {
    do {
      if let ledgerKey { try keys.install(ledgerKey: ledgerKey) }
      try keys.keep(checkpointNote: appended.checkpointNote)
      return appended
    } catch {
      return Appended(
        range: appended.range, command: appended.command, recordedAt: appended.recordedAt,
        clockAdjusted: appended.clockAdjusted, checkpoint: appended.checkpoint,
        checkpointNote: appended.checkpointNote, checkpointNotKept: error)
    }
  }
}
