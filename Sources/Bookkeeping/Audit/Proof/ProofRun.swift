import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The events of a report's proof in order: their headers, commitments, and the clauses anew.
///
/// Not a value: the check hands it on from line to line, and a copy would cost as much as all lines before.
final class ProofRun {
  private let basis: ProofBasis
  private(set) var headers: HeaderRange
  private var faults: [EventLedger.Finding] = []
  /// That some position has no header of its own, or one too many: nothing after it has a place.
  private var misplaced: EventLedger.Finding?
  private var erasures = ErasureIndex()
  /// Positions whose payload is demanded and not given.
  private var withoutPayload: [Int] = []
  private var keyEvents: [Int] = []
  private var timeline = ProfileTimeline()
  private var lists = ListSignatures()
  private var traces: [String: CandidateTrace] = [:]
  private var candidates: [Candidate] = []

  /// An event that nothing excludes so far.
  private struct Candidate {
    let position: Int
    let answer: Answer
    /// The candidate whose later signatures decide; nil where they don't matter.
    let signer: String?
  }

  init(_ basis: ProofBasis) {
    self.basis = basis
    headers = HeaderRange(after: basis.first?.tree ?? TreeFrontier())
  }

  func add(_ event: ReportProofLine.Event) {
    guard misplaced == nil else { return }
    guard headers.next < basis.range.upperBound else {
      return misplace(headers.next, expected: "no more than \(basis.range.count) events", found: "another one")
    }
    let header: EventHeader
    do {
      guard let read = try headers.add(event.header) else { return }
      header = read
    } catch {
      misplaced = error.finding
      return
    }
    if header.changesKeys { keyEvents.append(header.position) }
    let recorded = RecordedEvent(header: header, body: body(event.payload, header))
    erasures.apply(recorded)
    let isDemanded = !basis.head.headersOnly && basis.judge.needsPayload(of: header)
    if isDemanded, recorded.body == nil { withoutPayload.append(header.position) }
    judge(recorded)
  }

  private func misplace(_ position: Int, expected: Evidence, found: Evidence) {
    misplaced = EventLedger.Finding(
      code: .position, position: position, subject: "events", expected: expected, found: found)
  }

  /// Ends the run: nil if there was a header for each position.
  func finish() -> EventLedger.Finding? {
    if misplaced == nil, headers.next < basis.range.upperBound {
      misplace(headers.next, expected: "an event for each position below \(basis.range.upperBound)", found: "none")
    }
    return misplaced
  }

  /// The payload, if it is what the header commits to.
  private func body(_ payload: ReportProofLine.Payload?, _ header: EventHeader) -> String? {
    guard let payload else { return nil }
    let found = Hash.sha256(of: payload.salt, payload.body)
    guard payload.salt.count == 32 else {
      find(.salt, header.position, "salt", expected: "\(32) bytes", found: "\(payload.salt.count) bytes")
      return nil
    }
    guard found == header.commitment else {
      find(.commitment, header.position, "payload", expected: "\(header.commitment.base64)", found: "\(found.base64)")
      return nil
    }
    return payload.body
  }

  private func judge(_ recorded: RecordedEvent) {
    let (judge, selection) = (basis.judge, basis.head.selection)
    let isAdmitted = judge.admits(recorded.header)
    if basis.head.headersOnly || selection.needs == .header {
      if isAdmitted { take(recorded.header.position, .yes) }
      return
    }
    guard selection.needs == .earlierState || isAdmitted else { return }
    let reading = AuditReading(recorded, readsLists: true)
    guard selection.needs == .earlierState else {
      return take(reading.header.position, judge.judge(reading))
    }
    timeline.apply(reading)
    lists.apply(reading)
    let trace = reading.candidate.map { traces[$0] ?? CandidateTrace() }
    if let candidate = reading.candidate { traces[candidate] = trace }
    let answer = isAdmitted ? judge.judge(reading).and(judgeState(reading, trace)) : .no
    trace?.evolve(reading)
    take(
      reading.header.position, answer,
      signer: selection.marks.contains(.unsignedSince) ? reading.candidate : nil)
  }

  private func judgeState(_ reading: AuditReading, _ trace: CandidateTrace?) -> Answer {
    let marks = EventMarks(reading: reading, trace: trace, timeline: timeline, lists: lists)
    var answers: [Selection.Mark: Answer] = [:]
    for mark in basis.head.selection.marks {
      // Who signed later is known at the end.
      answers[mark] = mark == .unsignedSince ? Answer(reading.isEdit) : marks.answer(mark)
    }
    let before = trace.map { timeline.className(of: $0, at: reading.header.position) } ?? .none
    let after = trace.map { timeline.className(of: $0, after: reading) } ?? .none
    return basis.judge.judge(classBefore: before, classAfter: after) { answers[$0] ?? .unknown }
  }

  private func take(_ position: Int, _ answer: Answer, signer: String? = nil) {
    if answer != .no { candidates.append(Candidate(position: position, answer: answer, signer: signer)) }
  }

  private func find(
    _ code: FindingCode, _ position: Int, _ subject: Evidence, expected: Evidence, found: Evidence
  ) {
    faults.append(
      EventLedger.Finding(code: code, position: position, subject: subject, expected: expected, found: found))
  }

  /// What the events themselves lack.
  func findings(keyPositions: Set<Int>) -> [EventLedger.Finding] {
    var findings = faults
    for position in withoutPayload where !erasures.names(position) {
      findings.append(
        EventLedger.Finding(
          code: .reportMissing, position: position, subject: "payload",
          expected: "a payload, or an erasure that names it", found: "none"))
    }
    for position in keyEvents where !keyPositions.contains(position) {
      findings.append(
        EventLedger.Finding(
          code: .reportMissing, position: position, subject: "key event", expected: "a line with \"key\"",
          found: "none"))
    }
    return findings
  }

  /// The selection against the report's positions: the first that is missing or too many, and what can't be judged.
  func compare() -> (unknown: [Int], finding: EventLedger.Finding?) {
    var unknown: [Int] = []
    var selected: [Int] = []
    for candidate in candidates {
      switch answer(candidate) {
      case .yes: selected.append(candidate.position)
      case .unknown: unknown.append(candidate.position)
      case .no: break
      }
    }
    let claimed = basis.head.selected
    let proved = basis.head.headersOnly && basis.head.selection.needs != .header ? Set(selected) : nil
    if let proved {
      // What payloads would exclude is not known: only what slipped in against the headers is.
      return (unknown, claimed.first { !proved.contains($0) }.map { finding($0, isMissing: false) })
    }
    for (claim, truth) in zip(claimed, selected) where claim != truth {
      return (unknown, finding(min(claim, truth), isMissing: truth < claim))
    }
    if claimed.count == selected.count { return (unknown, nil) }
    let isMissing = claimed.count < selected.count
    let position = isMissing ? selected[claimed.count] : claimed[selected.count]
    return (unknown, finding(position, isMissing: isMissing))
  }

  private func answer(_ candidate: Candidate) -> Answer {
    guard let signer = candidate.signer, let trace = traces[signer] else { return candidate.answer }
    return candidate.answer.and(EventMarks.isUnsigned(trace, signer, since: candidate.position, lists))
  }

  private func finding(_ position: Int, isMissing: Bool) -> EventLedger.Finding {
    EventLedger.Finding(
      code: .reportSelection, position: position, subject: "selected",
      expected: isMissing ? "this position" : "not this position",
      found: isMissing ? "not this position" : "this position")
  }
}
