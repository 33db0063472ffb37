import CanonicalForms
import EventLedger
import ExamRecords

/// So much of an event as a report needs: prints are not decoded, they are large and change no record.
struct AuditReading: Sendable {
  enum Content: Sendable {
    case registered(CandidateRegistered)
    case corrected(CandidateCorrected)
    case sheetSigned(sheet: Int)
    case sheetUnsigned(sheet: Int)
    case listPrinted(rows: [Int: String])
    case listSigned(list: Int, except: [Int])
    case listUnsigned(list: Int)
    case profileAdopted(JSON)
    /// An event that changes neither a record nor a signature.
    case other
    /// Of a type or version that this program does not know.
    case unknown
    /// Erased, on another stream than its type's, or not what its type demands.
    case unreadable
  }

  let header: EventHeader
  let content: Content
  /// Member `reason` of the payload.
  private(set) var reason: String?
  private(set) var evidence: String?
  /// Whether the payload is there.
  let hasPayload: Bool
  /// Whether it is a print, which has no reason; it need not be read to know that.
  let isPrint: Bool

  var candidate: String? { Records.candidate(ofStream: header.stream) }
  var isEdit: Bool { candidate != nil && header.type == RecordEvent.Kind.candidateCorrected.rawValue }
  /// Whether the event changes what a signature stood for: values, or whether the candidate takes part.
  var isChange: Bool { candidate != nil && Self.changes.contains(header.type) }

  private static let changes = Set(
    [RecordEvent.Kind.candidateCorrected, .candidateWithdrawn, .candidateRestored].map(\.rawValue))

  /// Whether the values of the candidate's fields are unknown after this event, but for those that it names.
  var leavesGap: Bool {
    switch content {
    case .unreadable, .unknown: candidate != nil
    default: false
    }
  }

  /// - Parameter readsLists: whether the rows of class lists are wanted, which are many.
  init(_ recorded: RecordedEvent, readsLists: Bool = false) {
    header = recorded.header
    hasPayload = recorded.body != nil
    let kind = RecordEvent.Kind(rawValue: header.type)
    let isAtHome = kind?.belongs(onStream: header.stream) ?? (header.stream == "ledger")
    isPrint = [.sheetPrinted, .classListPrinted].contains(kind) && kind?.schema == header.schema && isAtHome
    let isLedgers = LedgerPayload.types.contains(header.type) && header.schema == 1
    guard isLedgers || kind?.schema == header.schema else {
      content = .unknown
      return
    }
    // On another stream than its type's an event says nothing of anybody.
    guard let body = recorded.body, isAtHome else {
      content = .unreadable
      return
    }
    if isPrint, kind == .sheetPrinted || !readsLists {
      content = .other
      return
    }
    guard let payload = try? JSON.parse(canonical: body), let object = payload.object else {
      content = .unreadable
      return
    }
    reason = object["reason"]?.string
    evidence = object["evidence"]?.string
    if isLedgers {
      content = LedgerPayload.fault(inPayload: payload, ofType: header.type) == nil ? .other : .unreadable
      return
    }
    guard let event = try? RecordEvent.decode(type: header.type, schema: header.schema, payload: payload) else {
      content = .unreadable
      return
    }
    content = Self.content(event)
  }

  private static func content(_ event: RecordEvent) -> Content {
    switch event {
    case .candidateRegistered(let event): .registered(event)
    case .candidateCorrected(let event): .corrected(event)
    case .sheetSigned(let event): .sheetSigned(sheet: event.sheet)
    case .sheetUnsigned(let event): .sheetUnsigned(sheet: event.sheet)
    case .classListPrinted(let event):
      .listPrinted(rows: Dictionary(event.content.rows.map { ($0.order, $0.candidate) }) { first, _ in first })
    case .classListSigned(let event): .listSigned(list: event.list, except: event.except)
    case .classListUnsigned(let event): .listUnsigned(list: event.list)
    case .profileAdopted(let event): .profileAdopted(event.document)
    case .officerNamed, .unitDescribed, .candidateWithdrawn, .candidateRestored, .sheetPrinted, .sheetReturned: .other
    }
  }
}
