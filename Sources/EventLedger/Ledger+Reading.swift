import GRDB
public import TransparencyLog

extension Ledger {
  /// - Throws: `noSuchPosition`; `damaged` if the payload was changed in the file.
  public func event(at position: Int) throws -> RecordedEvent {
    try checkPosition(position)
    return try access { database in
      let statement = try Statement(database, EventRows.columns + " WHERE event.position = ?")
      statement.bind(1, position)
      guard try statement.step() else { throw LedgerError.noSuchPosition(position, size: size) }
      return try EventRows.event(statement)
    }
  }

  /// - Throws: `noSuchPosition`.
  public func header(at position: Int) throws -> EventHeader {
    try checkPosition(position)
    return try access { try Tail.header($0, at: position, path: path) }
  }

  func checkPosition(_ position: Int) throws(LedgerError) {
    let size = size
    guard (0..<size).contains(position) else { throw .noSuchPosition(position, size: size) }
  }

  /// The headers of a range, in order.
  public func headers(in range: Range<Int>) throws -> [EventHeader] {
    try access { try EventRows.headers($0, range.clamped(to: 0..<size)) }
  }

  /// Whether an officer has made one of these events. Looked for from the end, where one who writes at all is soon found.
  public func hasEvent(by officer: String, in range: Range<Int>) throws -> Bool {
    let range = range.clamped(to: 0..<size)
    return try access { database in
      let statement = try Statement(
        database,
        """
        SELECT 1 FROM event WHERE position >= ? AND position < ? AND instr(header, ?) ORDER BY position DESC LIMIT 1
        """)
      statement.bind(1, range.lowerBound)
      statement.bind(2, range.upperBound)
      statement.bind(3, "\"officer\":\"\(officer)\",")
      return try statement.step()
    }
  }

  /// The events of one stream, in order; none if there is no such stream.
  public func events(stream: String, altered: AlteredPayloads = .refused) throws -> [RecordedEvent] {
    try access { database in
      let statement = try Statement(
        database, EventRows.columns + " WHERE stream = ? AND event.position < ? ORDER BY version")
      statement.bind(1, stream)
      statement.bind(2, size)
      var events: [RecordedEvent] = []
      while try statement.step() { events.append(try EventRows.event(statement, altered: altered)) }
      return events
    }
  }

  /// The version of the last event of a stream; 0 if there is no such stream.
  public func version(ofStream stream: String) throws -> Int {
    try access { try Streams($0).version(of: stream, below: size) }
  }

  /// Hands over events in order, one by one.
  ///
  /// - Parameters:
  ///   - range: all of the ledger if nil; what is outside of it is left out.
  ///   - types: only events of these types, if given.
  public func events(
    in range: Range<Int>? = nil, ofTypes types: Set<String>? = nil, _ body: (RecordedEvent) throws -> Void
  ) throws {
    try eventBatches(in: range, ofTypes: types) { events in
      for event in events { try body(event) }
    }
  }

  /// Hands over events in order, in batches, for callers that spread the work. The ledger may be used meanwhile.
  ///
  /// - Parameter batch: the greatest number of events in a batch.
  public func eventBatches(
    in range: Range<Int>? = nil, ofTypes types: Set<String>? = nil, altered: AlteredPayloads = .refused,
    batch: Int = 4096, _ body: ([RecordedEvent]) throws -> Void
  ) throws {
    let range = range?.clamped(to: 0..<size) ?? 0..<size
    for start in stride(from: range.lowerBound, to: range.upperBound, by: batch) {
      let events = try access { database in
        try Self.events(
          database, start..<min(start + batch, range.upperBound), ofTypes: types, altered: altered, path: path)
      }
      if !events.isEmpty { try body(events) }
    }
  }

  private static func events(
    _ database: Database, _ range: Range<Int>, ofTypes types: Set<String>?, altered: AlteredPayloads, path: String
  ) throws(LedgerError) -> [RecordedEvent] {
    let headers = try Statement(
      database, "SELECT header FROM event WHERE position >= ? AND position < ? ORDER BY position")
    // Both tables are in order of position: two cursors side by side are cheaper than a join.
    let payloads = try Statement(
      database, "SELECT position, body, salt FROM payload WHERE position >= ? AND position < ? ORDER BY position")
    for statement in [headers, payloads] {
      statement.bind(1, range.lowerBound)
      statement.bind(2, range.upperBound)
    }
    var events: [RecordedEvent] = []
    if types == nil { events.reserveCapacity(range.count) }
    var hasPayload = try payloads.step()
    while try headers.step() {
      let bytes = headers.bytes(0)
      let layout = try EventRows.layout(bytes, path: path)
      while hasPayload, payloads.integer(0) < layout.position { hasPayload = try payloads.step() }
      if let types, !types.contains(String(decoding: bytes[layout.type], as: UTF8.self)) { continue }
      let header = EventHeader(layout, of: bytes)
      guard hasPayload, payloads.integer(0) == layout.position else {
        events.append(RecordedEvent(header: header, body: nil))
        continue
      }
      events.append(
        try EventRows.event(
          header, salt: payloads.bytes(2), body: payloads.bytes(1), altered: altered, path: path))
    }
    return events
  }
}

extension Ledger {
  /// The root of the tree as it was at an earlier size.
  ///
  /// - Throws: `noSuchSize`.
  public func root(at size: Int) throws -> Hash {
    let now = self.size
    guard (0...now).contains(size) else { throw LedgerError.noSuchSize(size, size: now) }
    return try access { try RightEdge.read($0, size: size, path: path).root }
  }

  /// Whether this ledger's history begins with that of an earlier checkpoint.
  public func contains(_ checkpoint: Checkpoint) throws -> Bool {
    let tail = tail
    return try access { database in
      try DatabaseHashReader(database: database, size: tail.size, path: path)
        .contains(checkpoint, head: tail.checkpoint)
    }
  }

  /// The signed note of the append that ended at this size; nil if none did.
  public func checkpointNote(size: Int) throws -> String? {
    guard size <= self.size else { return nil }
    return try access { database in
      let statement = try Statement(database, "SELECT note FROM checkpoint WHERE size = ?")
      statement.bind(1, size)
      return try statement.step() ? statement.text(0) : nil
    }
  }

  /// The nodes of the tree, for proofs.
  public func hashReader() -> LedgerHashReader { LedgerHashReader(ledger: self) }
}
