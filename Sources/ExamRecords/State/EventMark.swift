public import CanonicalForms

/// Where and when an event stands in the ledger: what `evolve` may know of it besides its payload.
public struct EventMark: Equatable, Sendable {
  public var position: Int
  /// Version that the event gives its stream.
  public var version: Int
  public var recordedAt: Instant
  public var officer: String
  /// The append (ULID); the events of one print run share it.
  public var command: String

  public init(position: Int, version: Int, recordedAt: Instant, officer: String, command: String) {
    self.position = position
    self.version = version
    self.recordedAt = recordedAt
    self.officer = officer
    self.command = command
  }
}
