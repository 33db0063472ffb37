public import CanonicalForms
public import TransparencyLog

/// What `verify` found, all of it.
public struct Account: Sendable {
  public enum Trust: Equatable, Sendable {
    /// The ledger was measured against itself only.
    case noKeyGiven
    /// The key that was given is one of this ledger's.
    case keyMatches
    case keyDiffers
  }

  public let origin: String?
  /// The size of the last checkpoint: all that readers see.
  public let size: Int
  /// The number of rows of events, those above the last checkpoint included.
  public let eventCount: Int
  public let head: Checkpoint?
  public let headNote: String?
  public let trust: Trust
  /// The key that was given from outside.
  public let trustedKey: VerifierKey?
  /// In order of position, those about the whole file first.
  public let findings: [Finding]
  /// How many findings of a kind there were beyond those listed, where there were very many.
  public let furtherFindings: [FindingCode: Int]
  public let notChecked: [NotChecked]
  public let erasures: [Erasure]
  public let keyHistory: [KeyEvent]
  public let ledgerKey: VerifierKey?
  /// Every key that this history is of, the first one first: what each signed leads to the head (`Schemas/ledger-format.md`, 17.1).
  public let boundKeys: [VerifierKey]
  public let officers: [OfficerRecord]
  /// The roots, computed from the headers, at the sizes that the caller asked for and the events reach.
  public let roots: [Int: Hash]
  /// Whether a mark beside the file says that an erasure is not finished.
  public internal(set) var isErasureMarked = false

  /// Whether something is left of an erasure, as far as it can be seen: nothing against the history, but bytes that should be gone
  /// may still stand in the files.
  public var isErasureUnfinished: Bool { isErasureMarked || erasures.contains { !$0.isDone } }
  /// Consistent in itself.
  public var isSound: Bool { findings.isEmpty }
  /// Sound, and the ledger of the key that was given from outside.
  public var isGenuine: Bool { isSound && trust == .keyMatches }
}

extension Account {
  /// Of a file in which nothing else can be looked at.
  init(only finding: Finding) {
    self.init(
      origin: nil, size: 0, eventCount: 0, head: nil, headNote: nil, trust: .noKeyGiven, trustedKey: nil,
      findings: [finding], furtherFindings: [:], notChecked: [], erasures: [], keyHistory: [], ledgerKey: nil,
      boundKeys: [], officers: [], roots: [:])
  }
}

/// Which of a ledger's keys a key is.
public struct KeyStanding: Equatable, Sendable {
  public let key: VerifierKey
  /// The position of the event that brought it: 0 for the first key, else a rotation.
  public let since: Int
  /// The position of the rotation that replaced it, in force from the append after that; nil for the key in force.
  public let until: Int?

  /// Nil if it never was one of the ledger's keys.
  public init?(of key: VerifierKey, in history: [KeyEvent]) {
    let keys = history.filter(\.kind.bringsLedgerKey)
    guard let index = keys.firstIndex(where: { $0.key == key }) else { return nil }
    self.key = key
    since = keys[index].position
    until = keys.indices.contains(index + 1) ? keys[index + 1].position : nil
  }
}

extension Account {
  /// Which of the ledger's keys the given key is; nil without a key, or if it is none of them.
  public var keyStanding: KeyStanding? { trustedKey.flatMap { KeyStanding(of: $0, in: keyHistory) } }
}

/// An erasure of personal data, as it was ordered and as it was done.
public struct Erasure: Equatable, Sendable {
  public struct Erased: Equatable, Sendable {
    public let position: Int
    /// Whether the officer who ordered the erasure had written what was erased.
    public let writtenByEraser: Bool
    /// Whether the payload still stands in the file.
    public let isStillThere: Bool
  }

  public let position: Int
  /// Who ordered it.
  public let officer: String
  public let recordedAt: Instant
  public let reason: String
  public let authority: String
  public let erased: [Erased]

  /// Whether all that it names is gone.
  public var isDone: Bool { !erased.contains(where: \.isStillThere) }

  public enum Writers: String, Sendable {
    /// Only the officer who ordered the erasure wrote what it names.
    case eraser
    case others
    case both
  }

  /// Who wrote what was erased.
  public var writers: Writers {
    let own = erased.count(where: \.writtenByEraser)
    return own == erased.count ? .eraser : own == 0 ? .others : .both
  }

  init(_ order: ErasureOrder, erased: [Erased]) {
    position = order.header.position
    officer = order.header.officer
    recordedAt = order.header.recordedAt
    (reason, authority) = (order.reason, order.authority)
    self.erased = erased
  }
}

/// Gathers findings; of a kind that has very many, the first.
struct Findings {
  static let limit = 100

  private(set) var all: [Finding] = []
  private(set) var further: [FindingCode: Int] = [:]
  private var counts: [FindingCode: Int] = [:]

  mutating func add(_ finding: Finding) {
    counts[finding.code, default: 0] += 1
    if counts[finding.code, default: 0] <= Self.limit {
      all.append(finding)
    } else {
      further[finding.code, default: 0] += 1
    }
  }

  mutating func add(
    _ code: FindingCode, _ position: Int?, _ subject: Evidence, expected: Evidence, found: Evidence
  ) {
    add(Finding(code: code, position: position, subject: subject, expected: expected, found: found))
  }

  var sorted: [Finding] {
    all.enumerated().sorted { ($0.element.position ?? -1, $0.offset) < ($1.element.position ?? -1, $1.offset) }
      .map(\.element)
  }
}
