import CanonicalForms
import EventLedger
import ExamRecords

extension AuditReport {
  /// Hands over the rows in order of position.
  @discardableResult
  public func rows(_ body: (AuditRow) throws -> Void) throws -> Tail {
    var tail = Tail(events: 0, rows: 0, notCheckable: 0, notCheckablePositions: [])
    try pass(withState: true) { found in
      tail.count(found)
      guard found.answer == .yes else { return }
      for row in rows(of: found) {
        tail.rows += 1
        try body(row)
      }
    }
    return tail
  }

  /// The positions of the events selected, in order.
  func positions() throws -> (selected: [Int], Tail) {
    var tail = Tail(events: 0, rows: 0, notCheckable: 0, notCheckablePositions: [])
    var selected: [Int] = []
    try pass(withState: false) { found in
      tail.count(found)
      if found.answer == .yes { selected.append(found.reading.header.position) }
    }
    return (selected, tail)
  }

  /// An event that no clause excludes.
  struct Found {
    let reading: AuditReading
    let answer: Answer
    /// Of the marks that are shown or demanded.
    let marks: [Selection.Mark: Answer]
    let person: AuditRow.Person?
    /// For each changed field whether its replaced value returns.
    let undone: [Answer]
  }

  /// One pass over the events in reach.
  ///
  /// - Parameter withState: whether the state of candidates is wanted though no clause needs it.
  private func pass(withState: Bool, _ body: (Found) throws -> Void) throws {
    let cache = StreamCache(ledger: ledger, end: head.size, keeping: background.timeline.namedFields)
    let followsSignatures = head.shownMarks.contains(.unsignedSince)
    let withState = withState || head.selection.needs == .earlierState
    let types = head.selection.types.isEmpty ? nil : Set(head.selection.types)
    try ledger.eventBatches(in: head.range, ofTypes: types) { events in
      let admitted = events.filter { judge.admits($0.header) }
      for reading in parallelMap(admitted, { AuditReading($0) }) {
        let onPayload = judge.judge(reading)
        guard onPayload != .no else { continue }
        let trace = withState ? try reading.candidate.map { try cache.trace(before: reading.header, of: $0) } : nil
        if let trace, followsSignatures, reading.isEdit {
          try cache.followSignatures(of: trace, after: reading.header)
        }
        if let found = judge(reading, trace, onPayload) { try body(found) }
      }
    }
  }

  /// Lets the trace evolve over the event. Nil if the event is excluded.
  private func judge(_ reading: AuditReading, _ trace: CandidateTrace?, _ onPayload: Answer) -> Found? {
    let position = reading.header.position
    let marks = EventMarks(
      reading: reading, trace: trace, timeline: background.timeline, lists: background.lists)
    var answers: [Selection.Mark: Answer] = [:]
    for mark in head.shownMarks { answers[mark] = marks.answer(mark) }
    let timeline = background.timeline
    let classBefore = trace.map { timeline.className(of: $0, at: position) } ?? .none
    var person = trace.flatMap { self.person($0, reading) }
    let classAfter = trace.map { timeline.className(of: $0, after: reading) } ?? .none
    let undone = trace.map { $0.undoneChanges(of: reading) } ?? []
    trace?.evolve(reading)
    if let trace, case .registered = reading.content { person = self.person(trace, reading) }
    let answer =
      onPayload.and(judge.judge(classBefore: classBefore, classAfter: classAfter) { answers[$0] ?? .unknown })
    guard answer != .no else { return nil }
    return Found(
      reading: reading, answer: answer, marks: answers, person: person, undone: undone)
  }

  private func person(_ trace: CandidateTrace, _ reading: AuditReading) -> AuditRow.Person? {
    guard let id = reading.candidate else { return nil }
    let position = reading.header.position
    return AuditRow.Person(
      id: id, number: trace.number, fullName: background.timeline.fullName(of: trace, at: position).value,
      className: background.timeline.className(of: trace, at: position).value)
  }
}

extension AuditReport {
  private func rows(of found: Found) -> [AuditRow] {
    let reading = found.reading
    let header = reading.header
    let row = AuditRow(
      position: header.position, recordedAt: header.recordedAt, officer: header.officer,
      officerName: background.officerNames[header.officer], type: header.type, candidate: found.person,
      reason: reading.reason, evidence: reading.evidence, marks: marks(found, .yes),
      unknownMarks: marks(found, .unknown), command: header.command.text,
      erasure: reading.hasPayload ? nil : background.erasures.order(for: header.position),
      isUnreadable: reading.hasPayload && reading.isUnread)
    let changes = changes(found)
    guard !changes.isEmpty else {
      var row = row
      // Selected for another field than those asked for.
      if case .corrected = reading.content { row.marks.remove(.undone) }
      return [row]
    }
    return changes.map { index, change in
      var row = row
      (row.field, row.old, row.new) = (change.field, change.old, change.new)
      if index < found.undone.count, head.shownMarks.contains(.undone) {
        row.marks.remove(.undone)
        row.unknownMarks.remove(.undone)
        if found.undone[index] == .yes { row.marks.insert(.undone) }
        if found.undone[index] == .unknown { row.unknownMarks.insert(.undone) }
      }
      return row
    }
  }

  private func marks(_ found: Found, _ answer: Answer) -> Set<Selection.Mark> {
    Set(found.marks.filter { $0.value == answer }.keys)
  }

  /// The changes that the report is about: of the fields asked for, those of which the clauses hold. A whole record is told by
  /// other commands.
  private func changes(_ found: Found) -> [(index: Int, change: FieldChange)] {
    let fields = head.selection.fields
    let onlyUndone = head.selection.marks.contains(.undone)
    let changes: [FieldChange] =
      switch found.reading.content {
      case .registered(let event):
        fields.compactMap { field in event.fields[field].map { FieldChange(field: field, old: nil, new: $0) } }
      case .corrected(let event): event.changes
      default: []
      }
    return changes.enumerated().filter { index, change in
      (fields.isEmpty || fields.contains(change.field)) && (!onlyUndone || found.undone[index] == .yes)
    }.map { ($0.offset, $0.element) }
  }
}

extension AuditReading {
  fileprivate var isUnread: Bool {
    switch content {
    case .unknown, .unreadable: true
    default: false
    }
  }
}

extension AuditReport.Tail {
  static let listedPositions = 100

  fileprivate mutating func count(_ found: AuditReport.Found) {
    if found.answer == .yes {
      events += 1
    } else {
      notCheckable += 1
      if notCheckablePositions.count < Self.listedPositions {
        notCheckablePositions.append(found.reading.header.position)
      }
    }
  }
}

extension Known {
  var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }
}
