import TransparencyLog

/// An event with all that its commitment covers: what a report's proof discloses.
public struct SaltedEvent: Sendable {
  public let header: EventHeader
  /// Canonical JSON and 32 bytes; nil if the payload was erased.
  public let payload: (body: String, salt: [UInt8])?

  public var recorded: RecordedEvent { RecordedEvent(header: header, body: payload?.body) }
}

extension Ledger {
  /// Hands over events with their salts, in order, in batches. The ledger may be used meanwhile.
  ///
  /// - Throws: `damaged` if a payload was changed in the file: with it nothing could be proved.
  public func saltedEvents(
    in range: Range<Int>, batch: Int = 1024, _ body: ([SaltedEvent]) throws -> Void
  ) throws {
    let range = range.clamped(to: 0..<size)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: batch) {
      try body(
        try access { database in
          let statement = try Statement(
            database,
            """
            SELECT header, body, salt FROM event LEFT JOIN payload USING (position)
            WHERE event.position >= ? AND event.position < ? ORDER BY event.position
            """)
          statement.bind(1, start)
          statement.bind(2, min(start + batch, range.upperBound))
          var events: [SaltedEvent] = []
          while try statement.step() {
            let event = try EventRows.event(statement)
            events.append(
              SaltedEvent(header: event.header, payload: event.body.map { ($0, Array(statement.bytes(2))) }))
          }
          return events
        })
    }
  }

  /// The events below a size that say who may sign, in order.
  public func saltedKeyEvents(below size: Int) throws -> [SaltedEvent] {
    let positions = keyHistory.map(\.position).filter { $0 < size }
    var events: [SaltedEvent] = []
    for position in positions { try saltedEvents(in: position..<position + 1) { events += $0 } }
    return events
  }
}
