/// A candidate of whom the ledger says no more than that there is one: the payload of `candidate.registered` was erased, or
/// this program can't read it.
///
/// Its running number is not in the header; as writers give numbers one by one, it is the one after the highest before it
/// (`Schemas/ledger-format.md`, 13). So numbers are never given twice, and a number written on an old paper still leads to
/// the answer that the record was erased.
public struct UnknownCandidate: Equatable, Sendable {
  /// The stream's ULID.
  public var id: String
  public var number: Int
  /// Version of the stream: how many events it has.
  public var version: Int
  /// Position of the event that registered the candidate.
  public var registeredAt: Int
  /// Whether the candidate was withdrawn since: that is known all the same.
  public var isWithdrawn: Bool

  public init(id: String, number: Int, version: Int, registeredAt: Int, isWithdrawn: Bool = false) {
    self.id = id
    self.number = number
    self.version = version
    self.registeredAt = registeredAt
    self.isWithdrawn = isWithdrawn
  }

  /// The state after one more event of the stream, of which the type is all that matters.
  mutating func pass(_ kind: RecordEvent.Kind?, _ mark: EventMark) {
    version = mark.version
    isWithdrawn = kind?.withdraws ?? isWithdrawn
  }
}
