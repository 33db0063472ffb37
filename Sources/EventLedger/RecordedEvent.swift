/// An event as the ledger holds it.
public struct RecordedEvent: Hashable, Sendable {
  public let header: EventHeader
  /// Canonical JSON; nil if the payload was erased.
  public let body: String?

  public init(header: EventHeader, body: String?) {
    self.header = header
    self.body = body
  }
}
