import CanonicalForms
import TransparencyLog

/// Who may sign: the state after the key events of a prefix of the ledger.
struct KeyRegistry: Equatable {
  private(set) var origin: String?
  private(set) var format: Int?
  private(set) var ledgerKey: VerifierKey?
  /// Every ledger key there was, in order.
  private(set) var ledgerKeys: [VerifierKey] = []
  private(set) var officers: [String: OfficerRecord] = [:]
  private(set) var history: [KeyEvent] = []
  /// Public keys, so that the same key under another name is found too.
  private var usedKeys: Set<[UInt8]> = []

  var officersInForce: [OfficerRecord] { officers.values.filter(\.isInForce) }
  var sortedOfficers: [OfficerRecord] { officers.values.sorted { $0.enrolledAt < $1.enrolledAt } }

  /// Applies an event of stream `ledger`; any other is passed over.
  ///
  /// - Throws: the rule that it breaks; the registry is then as it was before.
  mutating func apply(_ header: EventHeader, body: String?) throws(KeyFault) {
    guard header.stream == Draft.ledgerStream, let type = LedgerEventType(rawValue: header.type), type.changesKeys
    else { return }
    let body = try Self.object(body)
    switch type {
    case .ledgerOpened: try open(header, body)
    case .officerEnrolled: try enroll(header, body)
    case .officerRevoked: try revoke(header, body)
    case .ledgerKeyRotated: try rotate(header, body)
    case .ledgerRestored, .clockCorrected, .personalDataErased: break
    }
  }

  private mutating func open(_ header: EventHeader, _ body: JSONObject) throws(KeyFault) {
    guard header.position == 0 else { throw .malformed(detail: "ledger.opened stands at position 0 only") }
    guard let format = body["format"]?.integer else { throw .malformed(detail: "format") }
    let origin = try Self.text(body, "origin")
    guard Origin.isValid(origin) else { throw .malformed(detail: "origin") }
    let key = try newKey(body, "ledgerKey", name: origin)
    (self.origin, self.format) = (origin, format)
    install(ledgerKey: key)
    record(.opened, header, officer: nil, key: key)
  }

  private mutating func enroll(_ header: EventHeader, _ body: JSONObject) throws(KeyFault) {
    let id = try Self.text(body, "id")
    guard Origin.isValidOfficerID(id) else { throw .invalidOfficerID(id) }
    guard officers[id] == nil else { throw .officerIDReused(id) }
    guard let origin else { throw .malformed(detail: "no ledger.opened before") }
    let key = try newKey(body, "key", name: Origin.officerKeyName(origin: origin, id: id))
    guard Enrollment.check(origin: origin, id: id, key: key, proof: try Self.text(body, "proof")) else {
      throw .badProof
    }
    usedKeys.insert(key.publicKey)
    officers[id] = OfficerRecord(id: id, key: key, enrolledAt: header.position, revokedAt: nil)
    record(.enrolled, header, officer: id, key: key)
  }

  private mutating func revoke(_ header: EventHeader, _ body: JSONObject) throws(KeyFault) {
    let id = try Self.text(body, "id")
    guard let officer = officers[id] else { throw .unknownOfficer(id) }
    guard officer.isInForce else { throw .revokedAlready(id) }
    guard officersInForce.count > 1 else { throw .lastOfficer(id) }
    officers[id] = OfficerRecord(
      id: id, key: officer.key, enrolledAt: officer.enrolledAt, revokedAt: header.position)
    record(.revoked, header, officer: id, key: nil)
  }

  private mutating func rotate(_ header: EventHeader, _ body: JSONObject) throws(KeyFault) {
    guard let origin else { throw .malformed(detail: "no ledger.opened before") }
    if let last = history.last(where: { $0.kind == .rotated }), last.command == header.command {
      throw .malformed(detail: "a second rotation in one append, whose checkpoint has three signatures")
    }
    let key = try newKey(body, "key", name: origin)
    install(ledgerKey: key)
    record(.rotated, header, officer: nil, key: key)
  }

  private mutating func install(ledgerKey key: VerifierKey) {
    usedKeys.insert(key.publicKey)
    ledgerKey = key
    ledgerKeys.append(key)
  }

  private mutating func record(_ kind: KeyEvent.Kind, _ header: EventHeader, officer: String?, key: VerifierKey?) {
    history.append(
      KeyEvent(
        position: header.position, recordedAt: header.recordedAt, kind: kind, officer: officer, key: key,
        by: header.officer, command: header.command))
  }

  private func newKey(_ body: JSONObject, _ name: String, name expected: String) throws(KeyFault) -> VerifierKey {
    let text = try Self.text(body, name)
    let key: VerifierKey
    do {
      key = try VerifierKey.parse(text)
    } catch {
      throw .malformed(detail: "\(name): \(Evidence(error))")
    }
    guard key.name == expected else { throw .wrongName(expected: expected, found: key.name) }
    guard !usedKeys.contains(key.publicKey) else { throw .keyReused(key) }
    return key
  }

  private static func object(_ body: String?) throws(KeyFault) -> JSONObject {
    guard let body else { throw .malformed(detail: "the payload is missing") }
    guard let object = (try? JSON.parse(canonical: body))?.object else {
      throw .malformed(detail: "the payload is not an object in canonical JSON")
    }
    return object
  }

  private static func text(_ body: JSONObject, _ name: String) throws(KeyFault) -> String {
    guard let text = body[name]?.string else { throw .malformed(detail: "\(name)") }
    return text
  }
}
