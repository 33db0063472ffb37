import CanonicalForms
public import TransparencyLog

/// An event that is to be appended. Position, time, officer, salt and signatures are the ledger's to add.
public struct Draft: Sendable {
  public let stream: String
  /// The version that the event takes in its stream, as decided from what was read: 1 for a new stream.
  public let version: Int
  public let type: String
  /// The version of the payload's schema.
  public let schema: Int
  public let body: DraftBody

  public init(stream: String, version: Int, type: String, schema: Int = 1, body: DraftBody) {
    self.stream = stream
    self.version = version
    self.type = type
    self.schema = schema
    self.body = body
  }
}

public enum DraftBody: Sendable {
  /// Canonical JSON.
  case text(String)
  /// A print: the anchor of a page with this digest is signed inside the transaction, and its base64 handed to the
  /// closure, which returns the canonical JSON that holds it.
  case anchored(digest: Hash, body: @Sendable (_ anchor: String) -> String)
}

extension Draft {
  /// - Parameter proof: of possession, by `Enrollment.prove`.
  public static func enrollment(id: String, key: VerifierKey, proof: String, version: Int) -> Draft {
    .onLedger(
      .officerEnrolled, version: version,
      ["id": .string(id), "key": .string(key.format()), "proof": .string(proof)])
  }

  public static func revocation(id: String, reason: String, version: Int) -> Draft {
    .onLedger(.officerRevoked, version: version, ["id": .string(id), "reason": .string(reason)])
  }

  static func onLedger(_ type: LedgerEventType, version: Int, _ body: JSON) -> Draft {
    Draft(stream: ledgerStream, version: version, type: type.rawValue, body: .text(body.canonicalText))
  }

  /// The stream of the events about the ledger itself.
  public static let ledgerStream = "ledger"
}

/// The events that this module itself understands: those about keys, the clock, the file and erasure.
enum LedgerEventType: String, CaseIterable {
  case ledgerOpened = "ledger.opened"
  case ledgerRestored = "ledger.restored"
  case clockCorrected = "clock.corrected"
  case officerEnrolled = "officer.enrolled"
  case officerRevoked = "officer.revoked"
  case ledgerKeyRotated = "ledgerKey.rotated"
  case personalDataErased = "personalData.erased"

  /// Made only by the ledger itself, never from a draft of others.
  static let reserved: Set<String> = Set(
    [ledgerOpened, ledgerRestored, clockCorrected, ledgerKeyRotated, personalDataErased].map(\.rawValue))

  var changesKeys: Bool {
    switch self {
    case .ledgerOpened, .officerEnrolled, .officerRevoked, .ledgerKeyRotated: true
    case .ledgerRestored, .clockCorrected, .personalDataErased: false
    }
  }

  /// Events whose payload holds a page's anchor.
  static let anchored: Set<String> = ["sheet.printed", "classList.printed"]
  /// Events of stream `ledger` whose payload may be erased.
  static let erasableOnLedger: Set<String> = ["officer.named", "classList.printed"]
}
