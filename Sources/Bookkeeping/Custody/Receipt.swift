public import CanonicalForms
public import EventLedger
import ExamRecords
public import TransparencyLog

/// What was taken over from a medium, for both parties to sign: which files with which bytes, which ledger they are, and where
/// its history stood.
public struct Receipt: Equatable, Sendable {
  /// The receiver's clock.
  public var receivedAt: Instant
  /// Where the copies lie.
  public var folder: String
  /// In the order in which the files were named.
  public var items: [Item]

  public init(receivedAt: Instant, folder: String, items: [Item]) {
    self.receivedAt = receivedAt
    self.folder = folder
    self.items = items
  }

  /// Everything that was named was received, and is sound in itself.
  public var isComplete: Bool {
    items.allSatisfy { item in
      if case .received(let ledger) = item.outcome { ledger.isSound } else { false }
    }
  }

  /// One file that was named.
  public struct Item: Equatable, Sendable {
    /// The path as it was named.
    public var source: String
    public var outcome: Outcome

    public init(source: String, outcome: Outcome) {
      self.source = source
      self.outcome = outcome
    }
  }

  public enum Outcome: Equatable, Sendable {
    case received(ReceivedBooks)
    /// Nothing was copied; the sentence says why.
    case refused(reason: String)
  }
}

/// A ledger that was copied, as the copy was found.
public struct ReceivedBooks: Equatable, Sendable {
  /// The ledger's file on the medium first, then its write-ahead log (`-wal`) if it had one: names, sizes and SHA-256 of the bytes
  /// that were read there.
  public var sources: [ReceivedFile]
  /// The one file that was made of them. Without a log its bytes are the source's.
  public var copy: ReceivedFile
  /// Nil where the copy is too damaged to say.
  public var origin: String?
  /// What the last event about it says of the unit.
  public var unit: String?
  /// The number of events up to the last checkpoint; nil where the copy is too damaged to say.
  public var size: Int?
  /// The root of the tree at that size, as the last checkpoint says.
  public var root: Hash?
  /// When the last event was recorded, by the clock of the computer that recorded it.
  public var lastRecordedAt: Instant?
  /// The ledger's key in force, as the ledger itself says: whose it is, only a source outside can tell.
  public var ledgerKey: VerifierKey?
  /// What verification of the copy found, without the projections, which are not copied.
  public var findings: [EventLedger.Finding]

  /// Whether something is left of an erasure: rows that it is to take, or the mark beside the ledger, which is beside the copy too.
  /// What was erased may still be in the copy. Nothing against the history.
  public var isErasureUnfinished: Bool
  /// Whether the log came into the copy. A log that was cut short, or whose writes are in the file already, adds nothing.
  public var isLogFolded: Bool { sources.count > 1 && copy.hash != sources.first?.hash }

  /// Consistent in itself, which is not yet genuine.
  public var isSound: Bool { findings.isEmpty }
}

extension Books {
  /// Copies a ledger from a medium and verifies the copy; see `Ledger.receive`.
  public static func receive(_ source: String, as target: String) throws -> ReceivedBooks {
    let (received, verification) = try Ledger.receive(source, as: target) {
      try Books.verify(at: $0, trustedKey: nil, knownCheckpoint: nil)
    }
    let account = verification.account
    return ReceivedBooks(
      sources: received.sources, copy: received.copy, origin: account.origin, unit: verification.unit?.name,
      size: account.head?.size, root: account.head?.root, lastRecordedAt: verification.lastRecordedAt,
      ledgerKey: account.ledgerKey, findings: account.findings,
      isErasureUnfinished: received.isErasureMarked || account.isErasureUnfinished)
  }
}
