import EventLedger
import ExamRecords

/// When signatures of one candidate, or of the rows of lists, were in force.
struct SignatureSpans: Sendable {
  private struct Span {
    /// Position of the print: what was signed.
    let page: Int
    let signedAt: Int
    /// Position of the event that took it back; nil if none did yet.
    var takenBackAt: Int?
    /// Position of an event that can't be read and may have taken it back.
    var doubtfulFrom: Int?
  }

  private var spans: [Span] = []
  /// The positions of the first and the last signing that can't be read: what was signed is not known.
  private var doubt: (first: Int, last: Int)?

  /// A second signature of one page takes the place of the first.
  mutating func sign(page: Int, at position: Int) {
    takeBack(page: page, at: position)
    spans.append(Span(page: page, signedAt: position))
  }

  mutating func takeBack(page: Int, at position: Int) {
    guard let index = spans.lastIndex(where: { $0.page == page && $0.takenBackAt == nil }) else { return }
    spans[index].takenBackAt = position
  }

  mutating func passUnreadableSigning(at position: Int) {
    doubt = (doubt?.first ?? position, position)
  }

  /// It may have taken back any signature that was in force, makes none, and touches none that comes later.
  mutating func passUnreadableTakingBack(at position: Int) {
    for index in spans.indices where spans[index].takenBackAt == nil && spans[index].doubtfulFrom == nil {
      spans[index].doubtfulFrom = position
    }
  }

  /// Whether a signature was in force just before the event at `position`.
  func isInForce(at position: Int) -> Answer {
    let open = spans.filter { $0.signedAt < position && ($0.takenBackAt ?? .max) >= position }
    if open.contains(where: { ($0.doubtfulFrom ?? .max) >= position }) { return Answer(true) }
    if let doubt, doubt.first < position { return .unknown }
    return open.isEmpty ? Answer(false) : .unknown
  }

  /// Whether a signature was recorded after `position` that is in force at the end of what was followed.
  func isSigned(after position: Int) -> Answer {
    let open = spans.filter { $0.signedAt > position && $0.takenBackAt == nil }
    if open.contains(where: { $0.doubtfulFrom == nil }) { return Answer(true) }
    if let doubt, doubt.last > position { return .unknown }
    return open.isEmpty ? Answer(false) : .unknown
  }

  mutating func apply(_ reading: AuditReading) {
    switch reading.content {
    case .sheetSigned(let sheet): sign(page: sheet, at: reading.header.position)
    case .sheetUnsigned(let sheet): takeBack(page: sheet, at: reading.header.position)
    case .unreadable, .unknown:
      switch reading.header.type {
      case RecordEvent.Kind.sheetSigned.rawValue: passUnreadableSigning(at: reading.header.position)
      case RecordEvent.Kind.sheetUnsigned.rawValue: passUnreadableTakingBack(at: reading.header.position)
      default: break
      }
    default: break
    }
  }

  /// The types on a candidate's stream that change signatures.
  static let types: Set<String> = ["sheet.signed", "sheet.unsigned"]
}
