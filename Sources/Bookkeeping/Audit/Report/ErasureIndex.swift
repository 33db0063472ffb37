import EventLedger

/// Which event ordered the erasure of which payload: the whole ledger's, whatever place a report looks from.
struct ErasureIndex {
  private(set) var orders: [AuditErasure] = []
  private var byPosition: [Int: Int] = [:]

  init() {}

  init(_ ledger: Ledger) throws {
    for order in try ledger.erasureOrders() { add(order) }
  }

  static let type = ErasureOrder.type

  mutating func apply(_ recorded: RecordedEvent) {
    if let order = ErasureOrder(recorded) { add(order) }
  }

  private mutating func add(_ order: ErasureOrder) {
    let header = order.header
    orders.append(
      AuditErasure(
        position: header.position, recordedAt: header.recordedAt, officer: header.officer, reason: order.reason,
        authority: order.authority))
    for position in order.positions where position < header.position && byPosition[position] == nil {
      byPosition[position] = orders.count - 1
    }
  }

  func order(for position: Int) -> AuditErasure? { byPosition[position].map { orders[$0] } }

  func names(_ position: Int) -> Bool { byPosition[position] != nil }

  /// The position after the last order that names a payload within the range; nil if none does.
  func end(ofOrdersFor range: Range<Int>) -> Int? {
    byPosition.filter { range.contains($0.key) }.map { orders[$0.value].position + 1 }.max()
  }
}
