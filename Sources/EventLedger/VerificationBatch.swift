import CanonicalForms
import GRDB
import TransparencyLog

/// What the sequential part of a verification needs of one event.
struct EventFacts {
  let stream: StreamKey
  let version: Int
  let recordedAt: Instant
  let isClockCorrection: Bool
  /// Command, officer and time are those of the event before it in the batch.
  let continuesAppend: Bool
}

/// The part of a verification that needs nothing but the rows of one range, so that all cores do it at once.
struct VerificationBatch<Reading: Sendable>: Sendable {
  let range: Range<Int>
  /// Whether the caller wants to see the events.
  let readsEvents: Bool
  /// One a position; nil where the row is missing or no header.
  var facts: [EventFacts?] = []
  /// One a position; the empty root stands for a missing row.
  var leaves: [Hash] = []
  var readings: [Reading?] = []
  /// Headers of events that do not continue the append of the one before.
  var starts: [Int: EventHeader] = [:]
  /// Events of stream `ledger` that this module itself understands.
  var ledgerEvents: [Int: RecordedEvent] = [:]
  var anchors: [Int: Result<SheetAnchor, AnchorFault>] = [:]
  /// The notes that travel beside rotations, where those of appends are not at hand.
  var rotationNotes: [Int: String] = [:]
  var withoutPayload: [Int] = []
  /// Roots of the full tiles that begin in this range.
  var tileRoots: [Hash] = []
  var findings = Findings()
}

extension VerificationBatch {
  /// Reads and checks the rows of a range that begins at a multiple of 256.
  static func run(
    _ database: Database, _ range: Range<Int>, read: (RecordedEvent) -> Reading, readsEvents: Bool
  ) -> VerificationBatch {
    var batch = VerificationBatch(range: range, readsEvents: readsEvents)
    batch.facts.reserveCapacity(range.count)
    batch.leaves.reserveCapacity(range.count)
    if readsEvents { batch.readings.reserveCapacity(range.count) }
    do {
      try batch.readRows(database, read: read)
    } catch {
      batch.findings.add(
        .unreadable, range.lowerBound + batch.leaves.count, "tables event and payload", expected: "rows",
        found: Evidence(error))
    }
    batch.addMissing(upTo: range.upperBound)
    batch.computeTileRoots()
    do {
      try batch.checkTiles(database)
    } catch {
      batch.findings.add(.unreadable, range.lowerBound, "table tile", expected: "rows", found: Evidence(error))
    }
    return batch
  }

  private mutating func readRows(
    _ database: Database, read: (RecordedEvent) -> Reading
  ) throws(LedgerError) {
    let events = try Statement(
      database, "SELECT position, header FROM event WHERE position >= ? AND position < ? ORDER BY position")
    let payloads = try Statement(
      database, "SELECT position, salt, body FROM payload WHERE position >= ? AND position < ? ORDER BY position")
    for statement in [events, payloads] {
      statement.bind(1, range.lowerBound)
      statement.bind(2, range.upperBound)
    }
    var last = LastHeader()
    var hasPayload = try payloads.step()
    while try events.step() {
      let position = events.integer(0)
      addMissing(upTo: position)
      while hasPayload, payloads.integer(0) < position {
        addStray(payloads.integer(0))
        hasPayload = try payloads.step()
      }
      let isPresent = hasPayload && payloads.integer(0) == position
      add(
        position, header: events.bytes(1), isText: events.isText(1), payload: isPresent ? PayloadBytes(payloads) : nil,
        &last, read: read)
      if isPresent { hasPayload = try payloads.step() }
    }
    while hasPayload {
      addStray(payloads.integer(0))
      hasPayload = try payloads.step()
    }
  }

  private mutating func addStray(_ position: Int) {
    findings.add(.payloadStray, position, "payload", expected: "an event at its position", found: "none")
  }

  mutating func addMissing(upTo position: Int) {
    let start = range.lowerBound + leaves.count
    guard start < position else { return }
    findings.add(
      .position, start, "event", expected: "a row at every position",
      found: position - start == 1 ? "none" : "none at \(start) to \(position - 1)")
    for _ in start..<position {
      leaves.append(MerkleTree.emptyRoot)
      facts.append(nil)
      if readsEvents { readings.append(nil) }
    }
  }

  /// The bytes of the header before, to see at a glance that an append goes on.
  struct LastHeader {
    var command: [UInt8] = []
    var officer: [UInt8] = []
  }

  /// Checks one event by itself and keeps what the sequential part needs of it.
  mutating func add(
    _ position: Int, header bytes: UnsafeRawBufferPointer, isText: Bool, payload: PayloadBytes?,
    _ last: inout LastHeader, read: (RecordedEvent) -> Reading
  ) {
    leaves.append(MerkleTree.leafHash(bytes))
    let layout: HeaderLayout
    switch Self.layout(bytes, isText: isText) {
    case .success(let read): layout = read
    case .failure(let fault):
      findings.add(
        .header, position, "header", expected: "exactly the form of a header",
        found: Evidence(fault))
      facts.append(nil)
      if readsEvents { readings.append(nil) }
      if payload == nil { withoutPayload.append(position) }
      return
    }
    if layout.position != position {
      findings.add(.position, position, "header", expected: "position \(position)", found: "\(layout.position)")
    }
    let continues =
      bytes[layout.command].elementsEqual(last.command) && bytes[layout.officer].elementsEqual(last.officer)
    if !continues {
      last = LastHeader(command: Array(bytes[layout.command]), officer: Array(bytes[layout.officer]))
      starts[position] = EventHeader(layout, of: bytes)
    }
    let stream = StreamKey(UnsafeRawBufferPointer(rebasing: bytes[layout.stream]))
    let type = UnsafeRawBufferPointer(rebasing: bytes[layout.type])
    facts.append(
      EventFacts(
        stream: stream, version: layout.version, recordedAt: layout.recordedAt,
        isClockCorrection: stream.isLedger && type.elementsEqual(LedgerEventType.clockCorrected.rawValue.utf8),
        continuesAppend: continues))
    var body: UnsafeRawBufferPointer?
    if let payload {
      body = payload.bodyIsText ? payload.body : nil
      check(payload, commitment: layout.commitment, position)
    } else {
      withoutPayload.append(position)
    }
    let isKnown = stream.isLedger || isAnchored(type)
    guard readsEvents || isKnown else { return }
    let event = RecordedEvent(
      header: EventHeader(layout, of: bytes), body: body.map { String(decoding: $0, as: UTF8.self) })
    if readsEvents { readings.append(read(event)) }
    if isKnown { note(event) }
  }

  private static func layout(
    _ bytes: UnsafeRawBufferPointer, isText: Bool
  ) -> Result<HeaderLayout, HeaderFault> {
    guard isText else { return .failure(HeaderFault(reason: .unexpectedText, offset: 0)) }
    return Result { () throws(HeaderFault) in try HeaderLayout.parse(bytes) }
  }

  private func isAnchored(_ type: UnsafeRawBufferPointer) -> Bool {
    LedgerEventType.anchored.contains { type.elementsEqual($0.utf8) }
  }

  private mutating func note(_ event: RecordedEvent) {
    let position = event.header.position
    if event.header.stream == Draft.ledgerStream, LedgerEventType(rawValue: event.header.type) != nil {
      ledgerEvents[position] = event
    }
    if LedgerEventType.anchored.contains(event.header.type), let body = event.body,
      let page = (try? JSON.parse(canonical: body))?.object
    {
      let text = page["anchor"]?.string ?? ""
      anchors[position] = Result { () throws(AnchorFault) in try SheetAnchor.decode(base64: text) }
    }
  }

  private mutating func check(_ payload: PayloadBytes, commitment: Hash, _ position: Int) {
    let (salt, body) = (payload.salt, payload.body)
    guard payload.saltIsBlob, salt.count == 32 else {
      findings.add(.salt, position, "salt", expected: "\(32) bytes", found: "\(salt.count) bytes")
      return
    }
    let found = Hash.sha256(of: salt, body)
    if found != commitment {
      findings.add(.commitment, position, "payload", expected: "\(commitment.base64)", found: "\(found.base64)")
    }
    guard payload.bodyIsText else {
      findings.add(.notCanonical, position, "payload", expected: "text", found: "another type of SQLite")
      return
    }
    if let fault = CanonicalScan.fault(in: body.assumingMemoryBound(to: UInt8.self)) {
      findings.add(
        .notCanonical, position, "payload", expected: "canonical JSON",
        found: Evidence(fault))
    }
  }
}

/// A payload as it is kept, with the types that a table gives it.
struct PayloadBytes {
  let salt: UnsafeRawBufferPointer
  let saltIsBlob: Bool
  let body: UnsafeRawBufferPointer
  let bodyIsText: Bool

  init(salt: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer) {
    (self.salt, self.body, saltIsBlob, bodyIsText) = (salt, body, true, true)
  }

  /// Of a row: position, salt, body.
  init(_ row: Statement) {
    (salt, body, saltIsBlob, bodyIsText) = (row.bytes(1), row.bytes(2), row.isBlob(1), row.isText(2))
  }
}

extension VerificationBatch {
  mutating func computeTileRoots() {
    for start in stride(from: 0, to: leaves.count - TileID.fullWidth + 1, by: TileID.fullWidth) {
      tileRoots.append(MerkleTree.root(ofFullTile: Array(leaves[start..<start + TileID.fullWidth])))
    }
  }

  /// Compares the stored tiles of level 0 with the hashes of the headers.
  private func storedTiles(_ database: Database) throws(LedgerError) -> Statement {
    let statement = try Statement(
      database, "SELECT number, root, hashes FROM tile WHERE level = 0 AND number >= ? AND number < ? ORDER BY number")
    statement.bind(1, range.lowerBound / TileID.fullWidth)
    statement.bind(2, range.lowerBound / TileID.fullWidth + tileRoots.count)
    return statement
  }

  private mutating func checkTiles(_ database: Database) throws(LedgerError) {
    let statement = try storedTiles(database)
    var seen: Set<Int> = []
    while try statement.step() {
      let index = statement.integer(0) - range.lowerBound / TileID.fullWidth
      seen.insert(index)
      let start = index * TileID.fullWidth
      TileCheck.compare(
        TileID(level: 0, number: statement.integer(0)), root: statement.bytes(1), hashes: statement.bytes(2),
        expected: leaves[start..<start + TileID.fullWidth], expectedRoot: tileRoots[index], &findings)
    }
    for index in tileRoots.indices where !seen.contains(index) {
      findings.add(RightEdge.missingTile(TileID(level: 0, number: range.lowerBound / TileID.fullWidth + index)))
    }
  }
}
