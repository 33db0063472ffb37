public import CanonicalForms
import EventLedger
import ExamRecords
public import TransparencyLog

/// A report of the events that a selection selects: the head now, the rows when they are asked for, one by one, as often as one
/// likes. Memory does not grow with the ledger.
///
/// A report never says who has read or exported anything: that is not logged.
public struct AuditReport {
  public let head: Head
  let ledger: Ledger
  let judge: SelectionJudge
  let background: Background

  public struct Head: Equatable, Sendable {
    public var origin: String
    /// The report looks at the ledger as it was at this checkpoint.
    public var size: Int
    public var root: Hash
    /// When the last event of it was recorded.
    public var recordedAt: Instant
    /// With `to` where the report looks from an earlier place.
    public var selection: Selection
    /// The positions that the selection may reach.
    public var range: Range<Int>
    /// The positions below `size` at which the clock was stepped back: what was recorded before has later times.
    public var clockSteps: [Int]
    /// The marks that rows bear.
    public var shownMarks: Set<Selection.Mark>
    /// The adoptions in force within the range whose profiles name no hours, or no deadline: rows there bear no such mark.
    public var withoutHours: [Int]
    public var withoutDeadline: [Int]
  }

  /// What stands at the end of a report.
  public struct Tail: Equatable, Sendable {
    /// The number of events selected.
    public var events: Int
    public var rows: Int
    /// How many events no clause excludes though one can't be judged, and the first hundred of them.
    public var notCheckable: Int
    public var notCheckablePositions: [Int]
  }

  /// What has to be known before the first row.
  struct Background {
    var timeline = ProfileTimeline()
    var lists = ListSignatures()
    var officerNames: [String: String] = [:]
    var erasures: ErasureIndex
  }
}

extension AuditDesk {
  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - asOf: the place that the report looks from; nil means the head.
  ///   - showing: the marks that rows bear; those that the selection demands are added.
  ///   - provable: widens the report until it includes the erasures of what it is about, as a proof must.
  /// - Throws: `BookError.noEventAtOrBefore`; `profileNamesNoHours` and `profileNamesNoDeadline` if a clause asks for them.
  public func audit(
    _ selection: Selection, asOf: AsOf? = nil, showing marks: Set<Selection.Mark> = Set(Selection.Mark.allCases),
    provable: Bool = false
  ) throws -> AuditReport {
    let seen = try asOf.map { try self.size(asOf: $0) } ?? ledger.size
    var selection = selection
    // A report never claims to be about what is not there yet.
    if selection.to != nil || seen < ledger.size { selection.to = min(selection.to ?? .max, seen - 1) }
    let erasures = try ErasureIndex(ledger)
    var size = try ledger.checkpointSize(notBelow: seen) ?? ledger.size
    let needsAll = selection.needs == .earlierState
    let reach = selection.range(size: size)
    guard !reach.isEmpty else { throw BookError.noEventInRange(from: selection.from, to: selection.to, size: size) }
    if provable, let end = erasures.end(ofOrdersFor: needsAll ? 0..<size : reach), end > size {
      size = try ledger.checkpointSize(notBelow: end) ?? ledger.size
    }
    var background = AuditReport.Background(erasures: erasures)
    let shown = marks.union(selection.marks)
    try gather(&background, below: size, withLists: !shown.isDisjoint(with: [.afterSigning, .unsignedSince]))
    let range = selection.range(size: size)
    let terms = background.timeline.terms(in: range)
    let head = AuditReport.Head(
      origin: ledger.origin, size: size, root: try ledger.root(at: size),
      recordedAt: try ledger.header(at: size - 1).recordedAt, selection: selection, range: range,
      clockSteps: try ledger.clockSteps(below: size), shownMarks: shown,
      withoutHours: terms.filter { $0.profile?.hours == nil }.map(\.position),
      withoutDeadline: terms.filter { $0.profile?.editDeadline == nil }.map(\.position))
    if selection.marks.contains(.outsideHours), let position = head.withoutHours.first {
      throw BookError.profileNamesNoHours(position: position)
    }
    if selection.marks.contains(.late), let position = head.withoutDeadline.first {
      throw BookError.profileNamesNoDeadline(position: position)
    }
    return AuditReport(head: head, ledger: ledger, judge: SelectionJudge(selection), background: background)
  }

  /// Prepares a report and hands over its rows.
  @discardableResult
  public func audit(
    _ selection: Selection, asOf: AsOf? = nil, body: (AuditRow) throws -> Void
  ) throws -> AuditReport.Tail {
    try audit(selection, asOf: asOf).rows(body)
  }

  private func gather(_ background: inout AuditReport.Background, below size: Int, withLists: Bool) throws {
    var types: Set<String> = [RecordEvent.Kind.profileAdopted.rawValue, RecordEvent.Kind.officerNamed.rawValue]
    if withLists { types.formUnion(ListSignatures.types) }
    try ledger.events(stream: "ledger", ofTypes: types, below: size) { recorded in
      let reading = AuditReading(recorded, readsLists: true)
      background.timeline.apply(reading)
      background.lists.apply(reading)
      if case .officerNamed(let event) = RecordEvent.decode(recorded) {
        background.officerNames[event.id] = event.name
      }
    }
  }
}

extension ProfileTimeline {
  /// Whatever was in force for an event of the range.
  func terms(in range: Range<Int>) -> [Terms] {
    terms.indices.filter { index in
      let next = index + 1 < terms.count ? terms[index + 1].position : .max
      return terms[index].position + 1 < range.upperBound && next >= range.lowerBound
    }.map { terms[$0] }
  }
}
