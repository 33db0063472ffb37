import CanonicalForms
import EventLedger

/// Which event ordered the erasure of which payload: the whole ledger's, whatever place a report looks from.
struct ErasureIndex {
  private(set) var orders: [AuditErasure] = []
  private var byPosition: [Int: Int] = [:]

  init() {}

  init(_ ledger: Ledger) throws {
    try ledger.events(stream: "ledger", ofTypes: [Self.type], below: ledger.size) { apply($0) }
  }

  static let type = "personalData.erased"

  /// - Returns: the positions that the event names; nil if it is not an erasure that can be read.
  @discardableResult
  mutating func apply(_ recorded: RecordedEvent) -> [Int]? {
    guard recorded.header.type == Self.type, recorded.header.stream == "ledger",
      let body = recorded.body.flatMap({ try? JSON.parse(canonical: $0) }),
      LedgerPayload.fault(inPayload: body, ofType: Self.type) == nil, let object = body.object,
      let reason = object["reason"]?.string, let authority = object["authority"]?.string
    else { return nil }
    let positions = object["positions"]?.array?.compactMap(\.integer) ?? []
    orders.append(
      AuditErasure(
        position: recorded.header.position, recordedAt: recorded.header.recordedAt, officer: recorded.header.officer,
        reason: reason, authority: authority))
    for position in positions where position < recorded.header.position && byPosition[position] == nil {
      byPosition[position] = orders.count - 1
    }
    return positions
  }

  func order(for position: Int) -> AuditErasure? { byPosition[position].map { orders[$0] } }

  func names(_ position: Int) -> Bool { byPosition[position] != nil }

  /// The position after the last order that names a payload within the range; nil if none does.
  func end(ofOrdersFor range: Range<Int>) -> Int? {
    byPosition.filter { range.contains($0.key) }.map { orders[$0.value].position + 1 }.max()
  }
}
