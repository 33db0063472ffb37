/// The books of one unit as the events up to some position say, in memory: the fold that every projection is.
public struct Records: Equatable, Sendable {
  public var school: School
  /// By the ULID of the stream.
  public var candidates: [String: Candidate]
  /// Those whose registration is erased or can't be read, by the ULID of the stream; none of them is among `candidates`.
  public var unknown: [String: UnknownCandidate]
  /// By the position of the print.
  public var lists: [Int: ClassList]

  public init(
    school: School = School(), candidates: [String: Candidate] = [:], unknown: [String: UnknownCandidate] = [:],
    lists: [Int: ClassList] = [:]
  ) {
    self.school = school
    self.candidates = candidates
    self.unknown = unknown
    self.lists = lists
  }

  /// The name of the stream that holds a candidate's events.
  public static func stream(ofCandidate id: String) -> String { "candidate/\(id)" }

  /// The candidate whose events a stream holds.
  public static func candidate(ofStream stream: String) -> String? {
    stream.hasPrefix("candidate/") ? String(stream.dropFirst("candidate/".count)) : nil
  }

  /// An event that can't be read (erased, lost, changed, or of a newer program) still gives its stream its version, and a
  /// registration takes its running number.
  ///
  /// - Parameter type: the event's, as its header says.
  public mutating func pass(stream: String, type: String, _ mark: EventMark) {
    let kind = RecordEvent.Kind(rawValue: type)
    let id = Self.candidate(ofStream: stream)
    // Of an unknown type on stream `ledger`, an event changes no record (`Schemas/ledger-format.md`, 11.1).
    if kind != nil || id != nil { school.pass(UnreadEvent(position: mark.position, kind: kind, candidate: id)) }
    guard let id else { return }
    if kind == .candidateRegistered, candidates[id] == nil, unknown[id] == nil {
      school.lastNumber += 1
      unknown[id] = UnknownCandidate(
        id: id, number: school.lastNumber, version: mark.version, registeredAt: mark.position)
    } else {
      candidates[id]?.pass(kind, mark)
      unknown[id]?.pass(kind, mark)
    }
  }

  /// The state after one more event. Never fails: an event that does not fit changes nothing that it can't find.
  ///
  /// - Parameter digest: SHA-256 of a text, base64; hashing is not this module's.
  public mutating func evolve(_ event: RecordEvent, stream: String, _ mark: EventMark, digest: (String) -> String) {
    school.evolve(event, mark, digest: digest)
    if let id = Self.candidate(ofStream: stream) {
      if case .candidateRegistered(let registered) = event {
        let unread = candidates[id]?.unread ?? []
        candidates[id] = Candidate(id: id, registered, mark)
        candidates[id]?.unread = unread
      } else {
        candidates[id]?.evolve(event, mark)
        unknown[id]?.pass(event.kind, mark)
      }
    }
    switch event {
    case .classListPrinted(let event): lists[mark.position] = ClassList(event, mark)
    case .classListSigned(let event): lists[event.list]?.sign(event, mark)
    case .classListUnsigned(let event): lists[event.list]?.signature = nil
    default: break
    }
  }
}

extension Records {
  /// Everyone who takes the exam, in no order.
  public var active: [Candidate] { candidates.values.filter { !$0.isWithdrawn } }
}
