/// What the header of an event says whose payload nobody could read.
public struct UnreadEvent: Equatable, Sendable {
  public var position: Int
  /// Nil for a type that this program does not know.
  public var kind: RecordEvent.Kind?
  /// The ULID of the candidate on whose stream it stands; nil on stream `ledger`.
  public var candidate: String?

  public init(position: Int, kind: RecordEvent.Kind?, candidate: String?) {
    self.position = position
    self.kind = kind
    self.candidate = candidate
  }
}
