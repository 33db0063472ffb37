import EventLedger
public import TransparencyLog

extension AuditReport {
  /// What was disclosed by a proof, and how to name it.
  public struct Proof: Equatable, Sendable {
    /// SHA-256 of the file, which a printed report carries.
    public var digest: Hash
    /// How many headers it holds.
    public var headers: Int
    /// How many payloads, those of the key events not counted.
    public var payloads: Int
    /// Of these, how many the report does not select.
    public var unselectedPayloads: Int
    public var selected: Int
    public var headersOnly: Bool
  }

  /// Writes a proof that this report is complete, which is checked without the ledger (`Schemas/ledger-format.md`, 18).
  ///
  /// It discloses the payload of every event that the clauses on headers don't exclude: all, with a clause on earlier state.
  ///
  /// - Parameters:
  ///   - headersOnly: discloses no payload; then only clauses on headers are proved.
  ///   - write: takes the bytes of the file, piece by piece.
  /// - Precondition: the report was prepared as `provable`.
  public func prove(headersOnly: Bool, write: @escaping ([UInt8]) throws -> Void) throws -> Proof {
    let (selected, _) = try positions()
    let range = try proofRange()
    let digest = StreamDigest()
    let gzip = GzipWriter { bytes in
      digest.append(bytes)
      try write(bytes)
    }
    try gzip.append(ReportProofLine.head(proofHead(range, selected, headersOnly: headersOnly)).format())
    let reader = ledger.hashReader()
    for event in try ledger.saltedKeyEvents(below: range.upperBound) {
      let path = try InclusionProof.prove(index: event.header.position, size: range.upperBound, reader: reader)
      let binding = event.header.rotatesLedgerKey ? try binding(event.header.position, to: range.upperBound) : nil
      try gzip.append(ReportProofLine.key(line(event, isGiven: true), path: path.hashes, binding).format())
    }
    var proof = Proof(
      digest: digest.hash, headers: range.count, payloads: 0, unselectedPayloads: 0, selected: selected.count,
      headersOnly: headersOnly)
    var next = 0
    try ledger.saltedEvents(in: range) { events in
      for event in events {
        let isGiven = !headersOnly && judge.needsPayload(of: event.header)
        if isGiven, event.payload != nil {
          while next < selected.count, selected[next] < event.header.position { next += 1 }
          proof.payloads += 1
          if next == selected.count || selected[next] != event.header.position { proof.unselectedPayloads += 1 }
        }
        try gzip.append(ReportProofLine.event(line(event, isGiven: isGiven)).format())
      }
    }
    try gzip.finish()
    proof.digest = digest.hash
    return proof
  }

  /// Whole appends that hold all that the selection may reach.
  private func proofRange() throws -> Range<Int> {
    let selection = head.selection
    var start = 0
    if let from = selection.from, selection.needs != .earlierState {
      start = try ledger.checkpointSize(notAbove: from) ?? 0
    }
    var end = head.size
    if let to = selection.to, !selection.marks.contains(.unsignedSince) {
      let reach = max(to + 1, background.erasures.end(ofOrdersFor: start..<to + 1) ?? 0)
      end = min(end, try ledger.checkpointSize(notBelow: reach) ?? end)
    }
    return start..<end
  }

  /// What binds the key that a rotation ended to all that came after.
  private func binding(_ rotation: Int, to size: Int) throws -> RotationBinding {
    let end = try ledger.checkpointSize(notBelow: rotation + 1) ?? size
    let proof = try ConsistencyProof.prove(from: end, to: size, reader: ledger.hashReader())
    return RotationBinding(note: try note(end), consistency: proof.hashes)
  }

  /// - Precondition: an append ended at this size.
  private func note(_ size: Int) throws -> String {
    guard let note = try ledger.checkpointNote(size: size) else {
      preconditionFailure("A proof's range, and a rotation's append, end at checkpoints.")
    }
    return note
  }

  private func proofHead(_ range: Range<Int>, _ selected: [Int], headersOnly: Bool) throws -> ReportProofLine.Head {
    var first: ReportProofLine.First?
    if range.lowerBound > 0 {
      first = ReportProofLine.First(
        note: try note(range.lowerBound), roots: try ledger.hashReader().perfectRoots(size: range.lowerBound))
    }
    return ReportProofLine.Head(
      origin: head.origin, first: first, last: try note(range.upperBound), headersOnly: headersOnly,
      selection: head.selection, selected: selected)
  }

  private func line(_ event: SaltedEvent, isGiven: Bool) -> ReportProofLine.Event {
    ReportProofLine.Event(
      header: event.header.format(),
      payload: isGiven ? event.payload.map { ReportProofLine.Payload(body: $0.body, salt: $0.salt) } : nil)
  }
}

extension SelectionJudge {
  /// Whether a proof that discloses payloads must give that of this event.
  func needsPayload(of header: EventHeader) -> Bool {
    selection.needs == .earlierState || admits(header) || header.type == ErasureIndex.type
  }
}

extension HashReader {
  /// The roots of the perfect subtrees of the tree of this size, the largest first.
  fileprivate func perfectRoots(size: Int) throws -> [Hash] {
    var roots: [Hash] = []
    var start = 0
    for height in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size & (1 << height) != 0 {
      roots.append(try hash(level: height, index: start >> height))
      start += 1 << height
    }
    return roots
  }
}

/// A digest that two closures share.
private final class StreamDigest {
  private var stream = Hash.Stream()

  var hash: Hash { stream.hash }

  func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { stream.append($0) }
  }
}
