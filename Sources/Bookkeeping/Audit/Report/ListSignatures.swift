import EventLedger

/// Which candidates have signed by a row of a class list, and when that was in force.
struct ListSignatures {
  /// Rows of the lists that were followed: the candidate by order number, by the position of the print. Nil for a list whose
  /// payload is gone.
  private var lists: [Int: [Int: String]?] = [:]
  private var spans: [String: SignatureSpans] = [:]
  /// Signatures of lists whose rows nobody knows: they may be anybody's.
  private var unknown = SignatureSpans()

  static let types: Set<String> = ["classList.printed", "classList.signed", "classList.unsigned"]

  mutating func apply(_ reading: AuditReading) {
    let position = reading.header.position
    switch reading.content {
    case .listPrinted(let rows): lists[position] = rows
    case .listSigned(let list, let except):
      guard let rows = lists[list] ?? nil else { return unknown.sign(page: list, at: position) }
      // Whom an earlier signature of the same list had, this one may except.
      for candidate in rows.values { spans[candidate]?.takeBack(page: list, at: position) }
      for (order, candidate) in rows where !except.contains(order) {
        spans[candidate, default: SignatureSpans()].sign(page: list, at: position)
      }
    case .listUnsigned(let list):
      guard let rows = lists[list] ?? nil else { return unknown.takeBack(page: list, at: position) }
      for candidate in rows.values { spans[candidate]?.takeBack(page: list, at: position) }
    default: break
    }
  }

  func isInForce(for candidate: String, at position: Int) -> Answer {
    (spans[candidate]?.isInForce(at: position) ?? .no).or(doubtful(unknown.isInForce(at: position)))
  }

  func isSigned(by candidate: String, after position: Int) -> Answer {
    (spans[candidate]?.isSigned(after: position) ?? .no).or(doubtful(unknown.isSigned(after: position)))
  }

  private func doubtful(_ answer: Answer) -> Answer { answer == .no ? .no : .unknown }
}
