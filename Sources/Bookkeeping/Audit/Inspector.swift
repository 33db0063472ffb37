import CanonicalForms
import EventLedger
import ExamRecords

/// Follows the events in order and holds each against what the events before it said (`Schemas/ledger-format.md`, 11.1).
struct Inspector {
  private(set) var records = Records()
  /// The document of the profile in force at the end.
  private(set) var profileDocument: JSON?
  private var clouds = Clouds()
  private var origin: String?
  private(set) var lastRecordedAt: Instant?
  /// Who has which running number.
  private var numbers: [Int: String] = [:]

  /// Judges one event after all events before it.
  mutating func inspect(_ reading: EventReading) -> [Remark] {
    let claimed = check(reading)
    lastRecordedAt = reading.header.recordedAt
    return claimed + judge(reading)
  }

  private mutating func check(_ reading: EventReading) -> [Remark] {
    func differs(at path: String, expected: String?, found: String) -> [Remark] {
      guard expected != found else { return [] }
      return [
        .finding(
          EventLedger.Finding(
            code: .payloadInvalid, position: reading.header.position, subject: "\(path)",
            expected: expected.map { "\($0)" } ?? "nothing", found: "\(found)"))
      ]
    }
    switch reading.claim {
    case .opened(let origin):
      self.origin = origin
      return []
    case .timeBefore(let time): return differs(at: "/before", expected: lastRecordedAt?.text, found: time)
    case .lost(let origin): return differs(at: "/lost", expected: self.origin, found: origin)
    case nil: return []
    }
  }

  private mutating func judge(_ reading: EventReading) -> [Remark] {
    guard let event = reading.event else {
      if reading.leavesGap {
        clouds.gap(at: reading.header)
        records.fold(nil, at: reading.header)
      }
      return reading.remarks
    }
    // The judgement must be gone before the records change, or they would be copied for every event.
    let judged = EventJudgement(event, reading.header, records: records, clouds: clouds).remarks
    let taken = take(event, reading.header)
    records.fold(event, at: reading.header)
    clouds.lift(event, reading.header)
    return reading.remarks + judged + taken
  }

  /// Keeps what a whole history needs to be unique, and the form.
  private mutating func take(_ event: RecordEvent, _ header: EventHeader) -> [Remark] {
    switch event {
    case .profileAdopted(let event): profileDocument = event.document
    case .candidateRegistered(let event):
      let id = header.stream
      guard let other = numbers.updateValue(id, forKey: event.number), other != id else { break }
      return [
        .finding(
          EventLedger.Finding(
            code: .numberTaken, position: header.position, subject: "number", expected: "a new number",
            found: "\(event.number), which \(other) has"))
      ]
    default: break
    }
    return []
  }
}

/// What is unknown because a payload is erased or of an unknown type: it differs from nothing and can't be checked.
struct Clouds {
  /// By candidate: the fields that a correction has named since.
  private var candidates: [String: Set<String>] = [:]
  private var lists: Set<Int> = []

  mutating func gap(at header: EventHeader) {
    if let id = Records.candidate(ofStream: header.stream) {
      candidates[id] = []
    } else {
      lists.insert(header.position)
    }
  }

  /// A correction names values anew.
  mutating func lift(_ event: RecordEvent, _ header: EventHeader) {
    guard let id = Records.candidate(ofStream: header.stream), case .candidateCorrected(let correction) = event else {
      return
    }
    candidates[id]?.formUnion(correction.changes.map(\.field))
  }

  func hides(_ field: String, ofCandidate id: String) -> Bool {
    candidates[id].map { !$0.contains(field) } ?? false
  }

  func hides(candidate id: String) -> Bool { candidates[id] != nil }
  func hides(list position: Int) -> Bool { lists.contains(position) }
}
