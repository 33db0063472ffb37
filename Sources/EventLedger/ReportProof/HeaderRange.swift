import CanonicalForms
package import TransparencyLog

/// The checks of headers that stand one after another, from some size of the tree on (`Schemas/ledger-format.md`, 14, 9 to 14),
/// as far as the range shows what they need.
///
/// The cuts between appends are where `command` changes.
package struct HeaderRange {
  package let start: Int
  private(set) var frontier: TreeFrontier
  private var found = Findings()
  private var versions: [StreamKey: Int] = [:]
  private var commands: Set<ULID> = []
  private var lastRecordedAt: Instant?
  /// The first event of the append at hand.
  private var append: EventHeader?
  private var appendStart: Int

  /// - Parameter frontier: the tree before the range.
  package init(after frontier: TreeFrontier) {
    self.frontier = frontier
    start = frontier.size
    appendStart = start
  }

  package var findings: [Finding] { found.all }
  /// The position that the next header must have.
  package var next: Int { frontier.size }
  package var root: Hash { frontier.root }
  /// Where the last append begins and whose it is; nil if no header could be read.
  package var lastAppend: (start: Int, officer: String)? { append.map { (appendStart, $0.officer) } }

  /// Takes the next header's text.
  ///
  /// - Returns: nil if it is no header.
  /// - Throws: that it is not the header of this position: what comes after it has no place.
  package mutating func add(_ text: String) throws(FindingError) -> EventHeader? {
    let position = next
    frontier.append(MerkleTree.leafHash(text))
    let header: EventHeader
    do {
      header = try EventHeader.parse(text)
    } catch {
      found.add(.header, position, "header", expected: "a header", found: Evidence(error))
      return nil
    }
    guard header.position == position else {
      throw FindingError(
        Finding(
          code: .position, position: position, subject: "header", expected: "position \(position)",
          found: "position \(header.position)"))
    }
    checkVersion(header)
    checkTime(header)
    checkAppend(header)
    return header
  }

  private mutating func checkVersion(_ header: EventHeader) {
    var stream = header.stream
    let key = stream.withUTF8 { StreamKey(UnsafeRawBufferPointer($0)) }
    // What a stream had before the range is not known.
    let expected = versions[key].map { $0 + 1 } ?? (start == 0 ? 1 : header.version)
    if header.version != expected {
      found.add(
        .version, header.position, "header", expected: "version \(expected)", found: "version \(header.version)")
    }
    versions[key] = header.version
  }

  private mutating func checkTime(_ header: EventHeader) {
    if let last = lastRecordedAt, header.recordedAt < last, !header.isClockCorrection {
      found.add(
        .time, header.position, "header", expected: "not before \(last.text)", found: "\(header.recordedAt.text)")
    }
    lastRecordedAt = header.recordedAt
  }

  private mutating func checkAppend(_ header: EventHeader) {
    if let append, append.command == header.command {
      if append.officer != header.officer {
        found.add(
          .appendMixed, header.position, "header", expected: "\(append.command.text), \(append.officer)",
          found: "\(header.command.text), \(header.officer)")
      }
      return
    }
    (append, appendStart) = (header, header.position)
    if !commands.insert(header.command).inserted {
      found.add(
        .commandReused, header.position, "header", expected: "a command of its own", found: "\(header.command.text)")
    }
  }
}

extension EventHeader {
  fileprivate var isClockCorrection: Bool {
    stream == Draft.ledgerStream && type == LedgerEventType.clockCorrected.rawValue
  }
}
