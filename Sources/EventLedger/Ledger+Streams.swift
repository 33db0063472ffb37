extension Ledger {
  /// The events of a part of one stream, in order.
  ///
  /// - Parameter types: only events of these types, if given; the payloads of others are not read.
  public func events(
    stream: String, versions: ClosedRange<Int>, ofTypes types: Set<String>? = nil
  ) throws -> [RecordedEvent] {
    try access { database in
      let types = types.map { $0.sorted() } ?? []
      let marks = types.map { _ in "?" }.joined(separator: ", ")
      let statement = try Statement(
        database,
        EventRows.columns + " WHERE stream = ? AND version BETWEEN ? AND ? AND event.position < ?"
          + (types.isEmpty ? "" : " AND type IN (\(marks))") + " ORDER BY version")
      statement.bind(1, stream)
      statement.bind(2, versions.lowerBound)
      statement.bind(3, versions.upperBound)
      statement.bind(4, size)
      for (index, type) in types.enumerated() { statement.bind(Int32(5 + index), type) }
      var events: [RecordedEvent] = []
      while try statement.step() { events.append(try EventRows.event(statement)) }
      return events
    }
  }

  /// Hands over the events of one stream that are of these types, in order, without keeping them.
  ///
  /// - Parameters:
  ///   - end: events from this position on are left out.
  ///   - body: must not use the ledger.
  public func events(
    stream: String, ofTypes types: Set<String>, below end: Int, _ body: (RecordedEvent) throws -> Void
  ) throws {
    try access { database in
      let marks = types.map { _ in "?" }.joined(separator: ", ")
      let statement = try Statement(
        database,
        EventRows.columns + " WHERE stream = ? AND event.position < ? AND type IN (\(marks)) ORDER BY version")
      statement.bind(1, stream)
      statement.bind(2, min(end, size))
      for (index, type) in types.sorted().enumerated() { statement.bind(Int32(3 + index), type) }
      while try statement.step() { try body(try EventRows.event(statement)) }
    }
  }

  /// Positions below a size at which the clock was stepped back: the event's time is before that of the one before it.
  public func clockSteps(below size: Int) throws -> [Int] {
    try clockSteps().filter { $0.position < size && $0.recordedAt < $0.before }.map(\.position)
  }

  /// The size of the last checkpoint that is not above this one; nil if there is none.
  public func checkpointSize(notAbove size: Int) throws -> Int? {
    try access { try $0.integer("SELECT max(size) FROM checkpoint WHERE size <= ?", min(size, self.size)) }
  }

  /// The size of the first checkpoint that is not below this one; nil if there is none.
  public func checkpointSize(notBelow size: Int) throws -> Int? {
    let found = try access { try $0.integer("SELECT min(size) FROM checkpoint WHERE size >= ?", size) }
    return found.flatMap { $0 <= self.size ? $0 : nil }
  }
}
