import EventLedger

/// When signatures of one candidate, or of the rows of lists, were in force.
struct SignatureSpans: Sendable {
  private struct Span {
    /// Position of the print: what was signed.
    let page: Int
    let signedAt: Int
    /// Position of the event that took it back; nil if none did yet.
    var takenBackAt: Int?
  }

  private var spans: [Span] = []
  /// The positions of the first and the last event on signatures that can't be read: what it did is not known.
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

  mutating func passUnreadable(at position: Int) {
    doubt = (doubt?.first ?? position, position)
  }

  /// Whether a signature was in force just before the event at `position`.
  func isInForce(at position: Int) -> Answer {
    if let doubt, doubt.first < position { return .unknown }
    return Answer(spans.contains { $0.signedAt < position && ($0.takenBackAt ?? .max) >= position })
  }

  /// Whether a signature was recorded after `position` that is in force at the end of what was followed.
  func isSigned(after position: Int) -> Answer {
    if let doubt, doubt.last > position { return .unknown }
    return Answer(spans.contains { $0.signedAt > position && $0.takenBackAt == nil })
  }

  mutating func apply(_ reading: AuditReading) {
    switch reading.content {
    case .sheetSigned(let sheet): sign(page: sheet, at: reading.header.position)
    case .sheetUnsigned(let sheet): takeBack(page: sheet, at: reading.header.position)
    case .unreadable, .unknown:
      if Self.types.contains(reading.header.type) { passUnreadable(at: reading.header.position) }
    default: break
    }
  }

  /// The types on a candidate's stream that change signatures.
  static let types: Set<String> = ["sheet.signed", "sheet.unsigned"]
}
