import CanonicalForms
import GRDB

/// Holds what was erased against the events that ordered it.
enum ErasureCheck {
  /// The erasures in order. A payload that is missing though no event named it is a finding; one that was named is not
  /// checkable.
  static func run(
    _ database: Database, _ merge: VerificationMerge, _ findings: inout Findings, _ notChecked: inout [NotChecked]
  ) -> [Erasure] {
    let missing = Set(merge.withoutPayload)
    var named: Set<Int> = []
    var erasures: [Erasure] = []
    for event in merge.erasureEvents {
      guard let order = Order(event) else {
        findings.add(
          .erasure, event.header.position, event.header.type, expected: "positions, reason and authority",
          found: event.body ?? "no payload")
        continue
      }
      check(order, database, &findings)
      let erased = order.positions.map { position in
        let isThere = !missing.contains(position)
        if isThere {
          findings.add(
            .erasureUndone, position, "payload", expected: "erased by event \(event.header.position)", found: "a row")
        }
        return Erasure.Erased(
          position: position,
          writtenByEraser: (try? Tail.header(database, at: position, path: ""))?.officer == event.header.officer,
          isStillThere: isThere)
      }
      named.formUnion(order.positions)
      erasures.append(
        Erasure(
          position: event.header.position, officer: event.header.officer, recordedAt: event.header.recordedAt,
          reason: order.reason, authority: order.authority, erased: erased))
    }
    for position in merge.withoutPayload {
      if named.contains(position) {
        notChecked.append(NotChecked(code: .payloadErased, position: position, subject: "payload"))
      } else {
        findings.add(.payloadMissing, position, "payload", expected: "a row", found: "none")
      }
    }
    return erasures
  }

  private static func check(_ order: Order, _ database: Database, _ findings: inout Findings) {
    func add(_ expected: String, _ found: String) {
      findings.add(.erasure, order.position, "positions", expected: expected, found: found)
    }
    if zip(order.positions, order.positions.dropFirst()).contains(where: { $0 >= $1 }) {
      add("ascending", order.positions.map(String.init).joined(separator: ","))
    }
    for position in order.positions {
      guard position >= 0, position < order.position else {
        add("below \(order.position)", String(position))
        continue
      }
      guard let header = try? Tail.header(database, at: position, path: "") else { continue }
      if header.stream == Draft.ledgerStream, !LedgerEventType.erasableOnLedger.contains(header.type) {
        add("none of the ledger's own events", "\(position), \(header.type)")
      }
    }
  }

  private struct Order {
    let position: Int
    let positions: [Int]
    let reason: String
    let authority: String

    init?(_ event: RecordedEvent) {
      guard let body = event.body.flatMap({ try? JSON.parse(canonical: $0) })?.object,
        let positions = body["positions"]?.array, !positions.isEmpty, let reason = body["reason"]?.string,
        let authority = body["authority"]?.string
      else { return nil }
      self.positions = positions.compactMap(\.integer)
      guard self.positions.count == positions.count else { return nil }
      (position, self.reason, self.authority) = (event.header.position, reason, authority)
    }
  }
}
