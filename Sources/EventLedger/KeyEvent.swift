public import CanonicalForms
public import TransparencyLog

/// A change of who may sign, as the ledger records it.
public struct KeyEvent: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// The first ledger key.
    case opened
    case enrolled, revoked, rotated

    /// Whether another ledger key is in force after it.
    var bringsLedgerKey: Bool { self == .opened || self == .rotated }
  }

  public let position: Int
  public let recordedAt: Instant
  public let kind: Kind
  /// The officer enrolled or revoked.
  public let officer: String?
  /// The key that came into force; nil for a revocation.
  public let key: VerifierKey?
  /// The officer who made the append.
  public let by: String
  /// The append.
  public let command: ULID
}

/// An officer, past or present.
public struct OfficerRecord: Hashable, Sendable {
  public let id: String
  public let key: VerifierKey
  /// The position of the event.
  public let enrolledAt: Int
  public let revokedAt: Int?

  public var isInForce: Bool { revokedAt == nil }
}
