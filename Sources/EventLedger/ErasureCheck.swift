import CanonicalForms
import GRDB

/// Holds what was erased against the events that ordered it.
enum ErasureCheck {
  /// The erasures in order. A payload that is missing though no event named it is a finding; one that was named is not
  /// checkable.
  static func run(
    _ database: Database, _ merge: VerificationMerge, _ findings: inout Findings, _ notChecked: inout [NotChecked]
  ) -> [Erasure] {
    let rows = try? PayloadRows(database)
    var named: Set<Int> = []
    var erasures: [Erasure] = []
    for event in merge.erasureEvents {
      guard let order = ErasureOrder(event) else {
        findings.add(
          .erasure, event.header.position, "\(event.header.type)", expected: "positions, reason and authority",
          found: event.body.map { "\($0)" } ?? "no payload")
        continue
      }
      check(order, database, &findings)
      let erased = order.positions.map { position in
        let isThere = (try? rows?.isThere(position)) ?? false
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
      erasures.append(Erasure(order, erased: erased))
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

  private static func check(_ order: ErasureOrder, _ database: Database, _ findings: inout Findings) {
    func add(expected: Evidence, found: Evidence) {
      findings.add(.erasure, order.header.position, "positions", expected: expected, found: found)
    }
    if zip(order.positions, order.positions.dropFirst()).contains(where: { $0 >= $1 }) {
      add(expected: "ascending", found: "\(order.positions.map(String.init).joined(separator: ","))")
    }
    for position in order.positions {
      guard position >= 0, position < order.header.position else {
        add(expected: "below \(order.header.position)", found: "\(position)")
        continue
      }
      guard let header = try? Tail.header(database, at: position, path: "") else { continue }
      if !ErasureOrder.isErasable(header) {
        add(expected: "none of the ledger's own events", found: "\(position), \(header.type)")
      }
    }
  }
}
