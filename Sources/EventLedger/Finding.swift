public import CanonicalForms

/// The stable name of a kind of finding, for programs that read an account. Callers add their own.
public struct FindingCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }
}

extension FindingCode {
  // The file
  public static let applicationID: FindingCode = "file.applicationID"
  public static let userVersion: FindingCode = "file.userVersion"
  public static let encoding: FindingCode = "file.encoding"
  /// A table, index or trigger that differs from the specification, is missing, or should not be there.
  public static let schema: FindingCode = "file.schema"
  public static let integrity: FindingCode = "file.integrity"
  public static let foreignKey: FindingCode = "file.foreignKey"
  /// A table could not be read to its end.
  public static let unreadable: FindingCode = "file.unreadable"
  public static let newerFormat: FindingCode = "file.newerFormat"

  // Events
  public static let header: FindingCode = "event.header"
  public static let position: FindingCode = "event.position"
  public static let version: FindingCode = "event.version"
  public static let commandReused: FindingCode = "event.commandReused"
  /// The events of one append do not share command, officer and time.
  public static let appendMixed: FindingCode = "event.appendMixed"
  public static let time: FindingCode = "event.time"
  public static let aboveCheckpoint: FindingCode = "event.aboveCheckpoint"

  // Payloads
  public static let payloadMissing: FindingCode = "payload.missing"
  public static let payloadStray: FindingCode = "payload.stray"
  public static let commitment: FindingCode = "payload.commitment"
  public static let salt: FindingCode = "payload.salt"
  public static let notCanonical: FindingCode = "payload.notCanonical"
  /// Erased by an event, hence not checkable.
  public static let payloadErased: FindingCode = "payload.erased"

  // Tree and notes
  public static let tile: FindingCode = "tree.tile"
  public static let noCheckpoint: FindingCode = "checkpoint.missing"
  public static let note: FindingCode = "checkpoint.note"
  public static let root: FindingCode = "checkpoint.root"
  public static let signature: FindingCode = "checkpoint.signature"
  public static let cosignature: FindingCode = "checkpoint.cosignature"
  public static let knownCheckpoint: FindingCode = "checkpoint.known"

  // Keys, erasure, anchors
  public static let keyEvent: FindingCode = "keys.event"
  public static let officer: FindingCode = "keys.officer"
  public static let trustedKey: FindingCode = "keys.trusted"
  public static let erasure: FindingCode = "erasure.event"
  /// Named by an erasure, and still there.
  public static let erasureUndone: FindingCode = "erasure.undone"
  public static let anchor: FindingCode = "anchor"
}

/// Something that is not as it should be: where first, what, and the difference.
public struct Finding: Hashable, Sendable {
  public let code: FindingCode
  /// The first position affected; nil if it is no event that is affected.
  public let position: Int?
  /// What differs: `header`, `tile 0/3`, `checkpoint 512`, `trigger event_insert`.
  public let subject: Evidence
  public let expected: Evidence
  public let found: Evidence

  public init(code: FindingCode, position: Int?, subject: Evidence, expected: Evidence, found: Evidence) {
    self.code = code
    self.position = position
    self.subject = subject
    self.expected = expected
    self.found = found
  }
}

/// Something that can't be checked: neither passed nor failed.
public struct NotChecked: Hashable, Sendable {
  public let code: FindingCode
  public let position: Int?
  public let subject: Evidence

  public init(code: FindingCode, position: Int?, subject: Evidence) {
    self.code = code
    self.position = position
    self.subject = subject
  }
}

/// What a caller has to say of one event while the ledger is verified.
public enum Remark: Hashable, Sendable {
  case finding(Finding)
  case notChecked(NotChecked)
}
