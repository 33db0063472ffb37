/// What becomes of a payload that was changed in the file. It is never handed over as what an officer wrote.
public enum AlteredPayloads: Sendable {
  /// Nothing more is read: `LedgerError.damaged` is thrown. For who answers for all of a ledger.
  case refused
  /// The event comes without what it said, and says so (`RecordedEvent.isAltered`). For who can tell what it leaves open.
  case told
}

/// An event as the ledger holds it.
public struct RecordedEvent: Hashable, Sendable {
  public let header: EventHeader
  /// Canonical JSON; nil if the payload is not there (erased, or lost), or not the one that the header commits to.
  public let body: String?
  /// Whether there is a payload that the header does not commit to.
  public let isAltered: Bool

  public init(header: EventHeader, body: String?) {
    self.header = header
    self.body = body
    isAltered = false
  }

  /// An event whose payload was changed in the file: never shown as what an officer wrote.
  init(altered header: EventHeader) {
    self.header = header
    body = nil
    isAltered = true
  }
}
