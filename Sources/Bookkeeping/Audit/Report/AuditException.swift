public import CanonicalForms

/// Something that an auditor wants to see whoever did it: what takes back, replaces or deletes.
public struct AuditException: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// An older copy was continued.
    case restored
    case clockCorrected
    /// The signature of a sheet, or of a list, was taken back.
    case sheetUnsigned, listUnsigned
    /// Another profile than the first was adopted.
    case profileAdopted
    case officerRevoked
    case keyRotated
    case erased
  }

  /// Whether what was taken back or erased had been recorded by the officer who did it.
  public enum Authorship: String, Sendable {
    case all, some, nothing
  }

  public var kind: Kind
  public var position: Int
  public var recordedAt: Instant
  public var officer: String
  public var officerName: String?
  /// Whose signature was taken back, or whose data were erased.
  public var candidate: AuditRow.Person?
  /// What it is about: the code of a sheet or list, an officer's id, a key, a time, a profile's id, a size.
  public var subject: String?
  /// How many payloads were erased.
  public var count: Int?
  public var reason: String?
  /// Of an erasure.
  public var authority: String?
  /// Nil where nothing was taken back or erased, or nobody knows whose it was.
  public var byWriter: Authorship?
}
