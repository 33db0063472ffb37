public import EventLedger
public import ExamRecords

/// Where an auditor asks a ledger: from its events alone, without projections, so that memory does not grow with the ledger and
/// nothing that lies beside it is believed.
public struct AuditDesk {
  public let ledger: Ledger

  public init(_ ledger: Ledger) {
    self.ledger = ledger
  }

  /// The profile in force.
  ///
  /// - Throws: `BookError.noProfile`, `profileUnreadable`.
  public func profile() throws -> ExamProfile {
    var adopted: RecordedEvent?
    try ledger.events(stream: "ledger", ofTypes: [RecordEvent.Kind.profileAdopted.rawValue], below: ledger.size) {
      adopted = $0
    }
    guard let adopted else { throw BookError.noProfile }
    guard case .profileAdopted(let event) = RecordEvent.decode(adopted),
      let profile = try? ExamProfile.decode(event.document)
    else { throw BookError.profileUnreadable(position: adopted.header.position) }
    return profile
  }

  /// The names of officers as the ledger said them when it had `size` events; the erased are missing.
  public func officerNames(size: Int) throws -> [String: String] {
    var names: [String: String] = [:]
    try ledger.events(stream: "ledger", ofTypes: [RecordEvent.Kind.officerNamed.rawValue], below: size) { recorded in
      if case .officerNamed(let event) = RecordEvent.decode(recorded) { names[event.id] = event.name }
    }
    return names
  }

  /// Who could write and who held the ledger's key once the ledger had `size` events.
  public func keyCustody(size: Int) throws -> KeyCustody {
    try KeyCustody(history: ledger.keyHistory, size: size) { officer, positions in
      try ledger.hasEvent(by: officer, in: positions)
    }
  }

  /// The place, with what makes it doubtful.
  ///
  /// - Throws: `BookError.noEventAtOrBefore`, `noEventInRange` if there is no event.
  public func moment(asOf place: AsOf) throws -> Moment {
    let size = try size(asOf: place)
    let steps = if case .instant = place { try ledger.clockSteps() } else { [ClockStep]() }
    return Moment(size: size, recordedAt: try ledger.header(at: size - 1).recordedAt, clockSteps: steps)
  }

  /// How many events lie before and at a place.
  ///
  /// - Throws: `BookError.noEventAtOrBefore`, `noEventInRange` if there is none.
  public func size(asOf place: AsOf) throws -> Int {
    switch place {
    case .position(let position):
      guard position >= 0, position < ledger.size else {
        throw BookError.noEventInRange(from: position, to: position, size: ledger.size)
      }
      return position + 1
    case .instant(let instant):
      guard let position = try ledger.position(atOrBefore: instant) else {
        throw BookError.noEventAtOrBefore(instant.vietnamText)
      }
      return position + 1
    }
  }
}

extension Books {
  public var desk: AuditDesk { AuditDesk(ledger) }
}
