import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

extension AuditDesk {
  /// Restores, clock corrections, signatures taken back, changes of the profile, revocations, rotations and erasures, in order.
  ///
  /// - Parameters:
  ///   - range: the positions looked at; nil means all.
  ///   - size: the ledger as it was at this size.
  public func exceptions(
    in range: Range<Int>? = nil, size: Int? = nil, _ body: (AuditException) throws -> Void
  ) throws {
    let size = min(size ?? ledger.size, ledger.size)
    var finder = try ExceptionFinder(ledger: ledger, size: size)
    try ledger.eventBatches(in: (range ?? 0..<size).clamped(to: 0..<size), ofTypes: ExceptionFinder.types) { events in
      for recorded in events {
        if let exception = try finder.exception(recorded) { try body(exception) }
      }
    }
  }
}

private struct ExceptionFinder {
  static let types: Set<String> = [
    "ledger.restored", "clock.corrected", "sheet.unsigned", "classList.unsigned", "profile.adopted", "officer.revoked",
    "ledgerKey.rotated", "personalData.erased",
  ]

  private let ledger: Ledger
  private let cache: StreamCache
  private var timeline = ProfileTimeline()
  private var names: [String: String] = [:]
  /// Who recorded the signatures of lists: the officer, by the position of the print, in order.
  private var listSigners: [Int: [(position: Int, officer: String)]] = [:]

  init(ledger: Ledger, size: Int) throws {
    self.ledger = ledger
    cache = StreamCache(ledger: ledger, end: size)
    var (timeline, names, signers) = (timeline, names, listSigners)
    try ledger.events(
      stream: "ledger", ofTypes: ["profile.adopted", "officer.named", "classList.signed"], below: size
    ) { recorded in
      timeline.apply(AuditReading(recorded))
      switch RecordEvent.decode(recorded) {
      case .officerNamed(let event): names[event.id] = event.name
      case .classListSigned(let event):
        signers[event.list, default: []].append((recorded.header.position, recorded.header.officer))
      default: break
      }
    }
    (self.timeline, self.names, listSigners) = (timeline, names, signers)
  }

  mutating func exception(_ recorded: RecordedEvent) throws -> AuditException? {
    let header = recorded.header
    let payload = recorded.body.flatMap { try? JSON.parse(canonical: $0) }?.object
    func make(_ kind: AuditException.Kind, _ subject: String?) -> AuditException {
      AuditException(
        kind: kind, position: header.position, recordedAt: header.recordedAt, officer: header.officer,
        officerName: names[header.officer], subject: subject, reason: payload?["reason"]?.string)
    }
    switch header.type {
    case "ledger.restored":
      let lost = payload?["lost"]?.string.flatMap { try? SignedNote.parse($0) }.flatMap {
        try? Checkpoint.parse($0.text)
      }
      return make(.restored, lost.map { String($0.size) })
    case "clock.corrected": return make(.clockCorrected, payload?["before"]?.string)
    case "officer.revoked": return make(.officerRevoked, payload?["id"]?.string)
    case "ledgerKey.rotated": return make(.keyRotated, payload?["key"]?.string)
    case "profile.adopted":
      guard timeline.terms(before: header.position) != nil else { return nil }
      return make(.profileAdopted, payload?["document"]?.object?["id"]?.string)
    case "personalData.erased": return try erasure(make(.erased, nil), payload)
    case "classList.unsigned": return try unsignedList(make(.listUnsigned, nil), payload)
    case "sheet.unsigned": return try unsignedSheet(make(.sheetUnsigned, nil), payload, header)
    default: return nil
    }
  }

  private func erasure(_ exception: AuditException, _ payload: JSONObject?) throws -> AuditException {
    var exception = exception
    let positions = (payload?["positions"]?.array ?? []).compactMap(\.integer)
      .filter { (0..<exception.position).contains($0) }
    let headers = try positions.map { try ledger.header(at: $0) }
    let own = headers.count { $0.officer == exception.officer }
    let candidates = Set(headers.compactMap { Records.candidate(ofStream: $0.stream) })
    if candidates.count == 1 {
      exception.candidate = candidates.first.map {
        AuditRow.Person(id: $0, number: nil, fullName: nil, className: nil)
      }
    }
    exception.count = positions.count
    exception.authority = payload?["authority"]?.string
    exception.byWriter = positions.isEmpty ? nil : own == positions.count ? .all : own == 0 ? .nothing : .some
    return exception
  }

  private func unsignedList(_ exception: AuditException, _ payload: JSONObject?) throws -> AuditException {
    var exception = exception
    guard let list = payload?["list"]?.integer else { return exception }
    exception.subject = try code(of: list)
    let signer = listSigners[list]?.last { $0.position < exception.position }
    exception.byWriter = signer.map { $0.officer == exception.officer ? .all : .nothing }
    return exception
  }

  private func unsignedSheet(
    _ exception: AuditException, _ payload: JSONObject?, _ header: EventHeader
  ) throws -> AuditException {
    var exception = exception
    if let id = Records.candidate(ofStream: header.stream) {
      let trace = try cache.trace(before: header, of: id)
      exception.candidate = AuditRow.Person(
        id: id, number: trace.number, fullName: timeline.fullName(of: trace, at: header.position).value,
        className: timeline.className(of: trace, at: header.position).value)
    }
    guard let sheet = payload?["sheet"]?.integer else { return exception }
    exception.subject = try code(of: sheet)
    let before = try ledger.events(stream: header.stream, versions: 1...max(1, header.version - 1))
    let signed = before.last { recorded in
      guard case .sheetSigned(let event) = RecordEvent.decode(recorded) else { return false }
      return event.sheet == sheet
    }
    exception.byWriter = signed.map { $0.header.officer == header.officer ? .all : .nothing }
    return exception
  }

  /// The code of a printed page; its position alone if the payload is gone.
  private func code(of position: Int) throws -> String {
    guard position < ledger.size,
      let body = try ledger.event(at: position).body.flatMap({ try? JSON.parse(canonical: $0) }),
      let check = body.object?["check"]?.string
    else { return "@\(position)" }
    return "\(position)-\(check)"
  }
}
