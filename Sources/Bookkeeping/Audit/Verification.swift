public import CanonicalForms
public import EventLedger
public import ExamRecords
public import TransparencyLog

/// The account of a whole ledger: what its format demands, and what its events say of one another.
public struct Verification: Sendable {
  public var account: Account
  /// Whether projections were there to be compared with the replay.
  public var projectionsCompared: Bool
  /// What the projections say otherwise than the replay.
  public var projectionFindings: [EventLedger.Finding]
  /// What the last readable event about it says of the unit.
  public var unit: UnitSettings?
  /// When the last event was recorded.
  public var lastRecordedAt: Instant?

  public var findings: [EventLedger.Finding] { account.findings + projectionFindings }
}

extension Books {
  /// Checks everything: see `Schemas/ledger-format.md`, "What verify checks".
  ///
  /// - Parameters:
  ///   - trustedKey: the ledger's key as it is known from outside the file.
  ///   - knownCheckpoint: what the key folder last saw committed.
  ///   - witnesses: keys of witnesses as they are known from outside.
  ///   - rootsAt: sizes at which the account is to give the root of this history.
  public static func verify(
    at path: String, trustedKey: VerifierKey?, knownCheckpoint: Checkpoint?, witnesses: [WitnessVerifierKey] = [],
    rootsAt: Set<Int> = []
  ) throws -> Verification {
    var inspector = Inspector()
    let account = try Ledger.verify(
      at: path, trustedKey: trustedKey, knownCheckpoint: knownCheckpoint, witnesses: witnesses, rootsAt: rootsAt,
      read: EventReading.init,
      inspect: { inspector.inspect($0) })
    var verification = compared(account, inspector, path: Ledger.realPath(of: path))
    verification.unit = inspector.records.school.unit
    verification.lastRecordedAt = inspector.lastRecordedAt
    return verification
  }

  /// Holds the projections beside the ledger against the replay.
  private static func compared(_ account: Account, _ inspector: Inspector, path: String) -> Verification {
    switch ProjectionFile.readAsItIs(besideLedger: path, size: account.size) {
    case .absent: return Verification(account: account, projectionsCompared: false, projectionFindings: [])
    case .unreadable:
      let finding = finding("file", position: nil, expected: "readable", found: "unreadable")
      return Verification(account: account, projectionsCompared: true, projectionFindings: [finding])
    case .records(let projected, let lookups):
      let profile = inspector.profileDocument.flatMap { try? ExamProfile.decode($0) }
      let indexed = profile?.indexedFields ?? []
      let expected = Set(
        parallelMap(Array(inspector.records.candidates.values)) { candidate in
          profile?.keys(of: candidate, indexed: indexed).map { LookupRow(key: $0, number: candidate.number) } ?? []
        }.joined())
      var findings = compare(projected, with: inspector.records)
      if lookups != expected { findings.append(finding("lookup", position: nil, found: "other ways to candidates")) }
      return Verification(account: account, projectionsCompared: true, projectionFindings: findings)
    }
  }

  private static func compare(_ projected: Records, with replay: Records) -> [EventLedger.Finding] {
    var findings: [EventLedger.Finding] = []
    if projected.school != replay.school {
      findings.append(finding("school", position: nil, found: "another state"))
    }
    let ids = Array(Set(projected.candidates.keys).union(replay.candidates.keys))
    let differing = zip(ids, parallelMap(ids) { projected.candidates[$0] != replay.candidates[$0] })
    for id in differing.filter(\.1).map(\.0).sorted() {
      findings.append(
        finding(
          "candidate/\(id)", position: replay.candidates[id]?.registeredAt,
          found: projected.candidates[id] == nil ? "nothing" : "another record"))
    }
    for id in Set(projected.unknown.keys).union(replay.unknown.keys).sorted()
    where projected.unknown[id] != replay.unknown[id] {
      findings.append(
        finding("candidate/\(id)", position: replay.unknown[id]?.registeredAt, found: "another unknown record"))
    }
    for position in Set(projected.lists.keys).union(replay.lists.keys).sorted()
    where projected.lists[position] != replay.lists[position] {
      findings.append(finding("class list", position: position, found: "another state"))
    }
    return findings
  }

  private static func finding(
    _ subject: Evidence, position: Int?, expected: Evidence = "the replay", found: Evidence
  ) -> EventLedger.Finding {
    EventLedger.Finding(
      code: .projectionDiffers, position: position, subject: "projections: \(subject)", expected: expected,
      found: found)
  }
}

extension FindingCode {
  /// A payload that is not what the schema of its type says.
  public static let payloadInvalid: FindingCode = "payload.invalid"
  /// An event of a known type on a stream where it does not belong.
  public static let eventStream: FindingCode = "event.stream"
  /// A type or version that this program does not know.
  public static let payloadUnknown: FindingCode = "payload.unknown"
  /// A correction names another old value than the log before it says.
  public static let oldValueDiffers: FindingCode = "oldValue.differs"
  /// A page says something else than the record at its place, or its anchor or code belongs to another content.
  public static let pageDiffers: FindingCode = "page.differs"
  /// A running number that another candidate has.
  public static let numberTaken: FindingCode = "number.taken"
  /// An event refers to a candidate, sheet or list that is not there.
  public static let referenceMissing: FindingCode = "reference.missing"
  /// The projections file is not what a replay gives.
  public static let projectionDiffers: FindingCode = "projection.differs"
}
