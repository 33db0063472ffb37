public import CanonicalForms
import GRDB
public import TransparencyLog

/// What an append has made; it is on the disk.
public struct Appended: Sendable {
  /// The positions of its events.
  public let range: Range<Int>
  public let command: ULID
  public let recordedAt: Instant
  /// The clock was behind the last event by no more than five minutes, so that event's time was used.
  public let clockAdjusted: Bool
  public let checkpoint: Checkpoint
  public let checkpointNote: String
  /// Why the key folder does not keep this checkpoint, if it does not. The append stands all the same.
  public let checkpointNotKept: LedgerError?
}

extension Ledger {
  /// How long a writer waits for another.
  public static let patience = 5.0
  /// How far the clock may be behind the last event without being taken for wrong, in milliseconds.
  public static let clockTolerance = 5 * 60 * 1000

  /// Appends events, all or none, and returns when they are on the disk.
  ///
  /// The drafts were decided upon when the ledger had `size` events. Nothing is appended if a stream of theirs has
  /// moved since, or one that is watched, or, with `wholeLedger`, anything has.
  ///
  /// - Parameters:
  ///   - watches: events that would have changed the decision, on whatever stream.
  ///   - clock: the time of the events.
  ///   - commandName: who holds the ledger, in the words of another writer's message.
  ///   - progress: told the number of events inserted so far, from time to time.
  /// - Throws: `noDrafts`, `readOnly`, `busy`, `conflict`, `uncheckpointedEvents`, `notContained`, `officerNotAllowed`,
  ///   `ledgerKeyNotInForce`, `clockBehind`, `reservedType`, `versionGap`, `malformedDraft`, `enrollmentRefused`,
  ///   `revocationRefused`, `damaged`, `sqlite`.
  public func append(
    _ drafts: [Draft], signer: OfficerSigner, decidedAt size: Int, wholeLedger: Bool = false,
    watching watches: [Watch] = [], clock: Instant, commandName: String = "", entropy: Entropy = .system,
    progress: ((Int) -> Void)? = nil
  ) throws -> Appended {
    for draft in drafts {
      let isLedgers = LedgerEventType(rawValue: draft.type) != nil
      if LedgerEventType.reserved.contains(draft.type) || isLedgers && draft.stream != Draft.ledgerStream {
        throw LedgerError.reservedType(draft.type)
      }
    }
    return try transact(signer: signer, clock: clock, commandName: commandName, entropy: entropy, progress: progress) {
      database, tail in
      guard try self.contains(database, tail, signer.keys) == nil else { throw self.notContained(tail, signer) }
      try Conflict.check(database, drafts, decidedAt: size, tail: tail, wholeLedger: wholeLedger, watching: watches)
      let (recordedAt, adjusted) = try Self.time(clock, after: tail.lastRecordedAt)
      return Prepared(drafts: drafts, recordedAt: recordedAt, clockAdjusted: adjusted)
    }
  }

  /// Records that the time of the last event was wrong, at a time that may be before it.
  ///
  /// - Throws: `clockNotBehind` if the clock is not behind the last event, and what `append` throws.
  public func correctClock(
    reason: String, signer: OfficerSigner, clock: Instant, commandName: String = "", entropy: Entropy = .system
  ) throws -> Appended {
    try transact(signer: signer, clock: clock, commandName: commandName, entropy: entropy, progress: nil) {
      database, tail in
      guard try self.contains(database, tail, signer.keys) == nil else { throw self.notContained(tail, signer) }
      guard clock < tail.lastRecordedAt else {
        throw LedgerError.clockNotBehind(last: tail.lastRecordedAt, now: clock)
      }
      let draft = Draft.onLedger(
        .clockCorrected, version: try Streams.version(database, of: Draft.ledgerStream) + 1,
        ["before": .string(tail.lastRecordedAt.text), "reason": .string(reason)])
      return Prepared(drafts: [draft], recordedAt: clock, clockAdjusted: false)
    }
  }

  /// Goes on with a file that does not contain the last checkpoint of these keys, and records what was lost.
  ///
  /// - Throws: `nothingToResume` if it contains it, and what `append` throws.
  public func resume(
    reason: String, signer: OfficerSigner, clock: Instant, commandName: String = "", entropy: Entropy = .system
  ) throws -> Appended {
    try transact(signer: signer, clock: clock, commandName: commandName, entropy: entropy, progress: nil) {
      database, tail in
      guard let lost = try self.contains(database, tail, signer.keys) else {
        throw LedgerError.nothingToResume(known: try signer.keys.lastCheckpoint()?.checkpoint)
      }
      let (recordedAt, adjusted) = try Self.time(clock, after: tail.lastRecordedAt)
      let draft = Draft.onLedger(
        .ledgerRestored, version: try Streams.version(database, of: Draft.ledgerStream) + 1,
        ["lost": .string(lost.note), "reason": .string(reason)])
      return Prepared(drafts: [draft], recordedAt: recordedAt, clockAdjusted: adjusted)
    }
  }

  /// The checkpoint of the key folder if this ledger does not contain it.
  func contains(_ database: Database, _ tail: Tail, _ keys: KeyFolder) throws -> KeptCheckpoint? {
    guard let known = try keys.lastCheckpoint() else { return nil }
    let nodes = DatabaseHashReader(database: database, size: tail.size, path: path)
    return try nodes.contains(known.checkpoint, head: tail.checkpoint) ? nil : known
  }

  func notContained(_ tail: Tail, _ signer: OfficerSigner) -> LedgerError {
    do {
      guard let known = try signer.keys.lastCheckpoint() else { return .nothingToResume(known: nil) }
      return .notContained(known: known.checkpoint, have: tail.checkpoint)
    } catch {
      return error
    }
  }

  static func time(_ clock: Instant, after last: Instant) throws(LedgerError) -> (Instant, adjusted: Bool) {
    guard clock < last else { return (clock, false) }
    guard last.milliseconds - clock.milliseconds <= clockTolerance else {
      throw .clockBehind(last: last, now: clock)
    }
    return (last, true)
  }
}
