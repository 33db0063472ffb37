import GRDB
import Synchronization
public import TransparencyLog

/// An append-only log of events in one SQLite file.
///
/// Every event is a header, which is a leaf of a Merkle tree, and a payload, to which the header commits. Every append
/// ends in a checkpoint that the ledger and the officer sign. Opening verifies the last one; `verify` everything.
///
/// A `Ledger` shows the history up to `size`, which changes only by `refresh` and by its own appends. What lies above
/// the last checkpoint is shown to nobody.
public final class Ledger: Sendable {
  public enum Mode: Sendable { case read, write }

  public let path: String
  public let mode: Mode

  private let source: Mutex<LedgerSource>
  let state: Mutex<Tail>
  let knownClockSteps = Mutex(KnownClockSteps())

  init(path: String, mode: Mode, source: LedgerSource, tail: Tail) {
    self.path = path
    self.mode = mode
    self.source = Mutex(source)
    state = Mutex(tail)
  }

  var queue: DatabaseQueue { source.withLock { $0.queue } }

  var tail: Tail { state.withLock { $0 } }

  public var origin: String { tail.origin }
  /// The number of events.
  public var size: Int { tail.size }
  /// The last checkpoint.
  public var head: Checkpoint { tail.checkpoint }
  /// The last checkpoint as the signed note.
  public var headNote: String { tail.note }

  /// The ledger's key in force.
  public var ledgerKey: VerifierKey {
    guard let key = tail.registry.ledgerKey else { preconditionFailure("A verified tail has a ledger key.") }
    return key
  }

  /// Every ledger key there was, the first one first.
  public var ledgerKeys: [VerifierKey] { tail.registry.ledgerKeys }
  /// Every officer there was, in the order of enrolment.
  public var officers: [OfficerRecord] { tail.registry.sortedOfficers }
  public var keyHistory: [KeyEvent] { tail.registry.history }

  /// Runs `body` with the connection, in a snapshot, with this module's errors.
  func access<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.read { try body($0) }
    } catch let error as DatabaseError {
      throw LedgerFile.mapped(error)
    }
  }

  /// Shows what other processes have appended since, verified as at opening.
  public func refresh() throws {
    let known = tail
    try source.withLock { (source) throws(LedgerError) in
      if case .reading(let snapshot) = source, let now = try snapshot.renewed() { source = .reading(now) }
    }
    let tail = try access { try Tail.read($0, path: path, known: known) }
    state.withLock { $0 = tail }
  }

  /// Closes the connection; a ledger that goes out of use does so by itself.
  public func close() throws {
    do {
      try queue.close()
    } catch {
      throw LedgerFile.mapped(error)
    }
  }

  /// Takes the write-ahead log back into the file, so that what was deleted stands in no file any more.
  ///
  /// - Returns: whether the log is gone. It stays for as long as another reads or writes the ledger.
  /// - Precondition: the ledger is open to write.
  public func foldLog() throws -> Bool {
    precondition(mode == .write, "Only a writer folds the log back.")
    return try source.withLock { source in
      do {
        // The close of the last connection is where SQLite does it under its exclusive lock.
        try source.queue.close()
        let isFolded = FileSystem.size(path + "-wal") ?? 0 == 0
        source = .writing(try LedgerFile.openToWrite(path), WritingMark(path))
        return isFolded
      } catch {
        throw LedgerFile.mapped(error)
      }
    }
  }
}

/// Where a ledger reads: a state that stands still, or the file itself where it writes.
enum LedgerSource {
  case reading(LedgerSnapshot)
  case writing(DatabaseQueue, WritingMark)

  static func open(_ path: String, _ mode: Ledger.Mode) throws(LedgerError) -> LedgerSource {
    switch mode {
    case .read: .reading(try LedgerSnapshot(path))
    case .write: .writing(try LedgerFile.openToWrite(path), WritingMark(path))
    }
  }

  var queue: DatabaseQueue {
    switch self {
    case .reading(let snapshot): snapshot.connections[0]
    case .writing(let queue, _): queue
    }
  }
}
