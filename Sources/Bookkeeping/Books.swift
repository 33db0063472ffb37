public import CanonicalForms
public import EventLedger
public import ExamRecords
import TransparencyLog

/// The books of one unit: the ledger, what it means, and what is known of it right now.
///
/// Every use case reads here, decides with `ExamRecords`, and records here. One value serves one command; it is not shared
/// between threads.
public final class Books {
  public let ledger: Ledger
  private let projections: ProjectionFile
  public private(set) var school: School

  private init(ledger: Ledger, projections: ProjectionFile) throws {
    self.ledger = ledger
    self.projections = projections
    school = try projections.read { try $0.school() }
  }

  public static func open(at path: String, mode: Ledger.Mode) throws -> Books {
    let ledger = try Ledger.open(at: path, mode: mode)
    return try Books(ledger: ledger, projections: ProjectionFile.open(for: ledger))
  }

  /// Makes a new ledger with its first officer, the unit and the profile, all in the first append.
  public static func create(
    at path: String, signer: OfficerSigner, officerName: String, unit: UnitSettings, profile document: JSON,
    clock: Instant
  ) throws -> Books {
    let events: [RecordEvent] = [
      .officerNamed(OfficerNamed(id: signer.id, name: officerName)),
      .unitDescribed(UnitDescribed(settings: unit)),
      .profileAdopted(ProfileAdopted(document: document)),
    ]
    let ledger = try Ledger.create(
      at: path, signer: signer,
      opening: events.enumerated().map { index, event in
        Draft(event, stream: "ledger", version: Ledger.firstOpeningVersion + index)
      }, clock: clock)
    return try Books(ledger: ledger, projections: ProjectionFile.open(for: ledger, rebuild: true))
  }

  /// Makes the projections anew by replay.
  public static func rebuild(at path: String) throws -> Books {
    let ledger = try Ledger.open(at: path, mode: .read)
    return try Books(ledger: ledger, projections: ProjectionFile.open(for: ledger, rebuild: true))
  }

  /// Where the projections are kept; nil if only in memory.
  public var projectionsPath: String? { projections.path }

  // MARK: What holds now

  private var decodedProfile: (position: Int, profile: ExamProfile)?

  /// The profile in force.
  public func profile() throws -> ExamProfile {
    guard let adopted = school.profiles.last else { throw BookError.noProfile }
    if let decodedProfile, decodedProfile.position == adopted.position { return decodedProfile.profile }
    guard let profile = try ledger.profile(of: school) else { throw BookError.noProfile }
    decodedProfile = (adopted.position, profile)
    return profile
  }

  /// The profile that a page was printed with, by the digest that it holds.
  public func profile(digest: String) throws -> ExamProfile {
    if school.profiles.last?.digest == digest { return try profile() }
    guard let adopted = school.profiles.last(where: { $0.digest == digest }) else { throw BookError.noProfile }
    do {
      return try ExamProfile.decode(try ledger.profileDocument(at: adopted.position))
    } catch is ProfileFault {
      throw BookError.profileUnreadable(position: adopted.position)
    }
  }

  /// The document of the profile in force, as it was adopted.
  public func profileDocument() throws -> JSON {
    guard let adopted = school.profiles.last else { throw BookError.noProfile }
    return try ledger.profileDocument(at: adopted.position)
  }

  public func unit() throws -> UnitSettings {
    guard let unit = school.unit else { throw BookError.noUnit }
    return unit
  }

  public func read<Value>(_ body: (View) throws -> Value) throws -> Value {
    let profile = try profile()
    return try projections.read { try body(View(reader: $0, profile: profile)) }
  }

  // MARK: Recording

  /// Appends events in one append and brings the projections up to it.
  ///
  /// - Parameters:
  ///   - drafts: made from the state at `ledger.size`.
  ///   - wholeLedger: any event that came in since then is a conflict, not only one on the drafts' streams.
  @discardableResult
  public func record(
    _ drafts: [Draft], signer: OfficerSigner, wholeLedger: Bool = false, clock: Instant, commandName: String,
    progress: ((Int) -> Void)? = nil
  ) throws -> Appended {
    let appended = try ledger.append(
      drafts, signer: signer, decidedAt: ledger.size, wholeLedger: wholeLedger, clock: clock,
      commandName: commandName, progress: progress)
    try refresh()
    return appended
  }

  /// Sees what others have appended.
  public func reload() throws {
    try ledger.refresh()
    try refresh()
  }

  /// Brings the projections up to the ledger as it is seen.
  public func refresh() throws {
    try projections.catchUp(with: ledger)
    school = try projections.read { try $0.school() }
  }

  /// The version that the next event on stream `ledger` takes.
  public func nextLedgerVersion() throws -> Int {
    try ledger.version(ofStream: "ledger") + 1
  }
}

extension Draft {
  public init(_ event: RecordEvent, stream: String, version: Int) {
    self.init(
      stream: stream, version: version, type: event.kind.rawValue, schema: event.kind.schema,
      body: .text(event.payload.canonicalText))
  }

  /// The next event of a candidate.
  public init(_ event: RecordEvent, of candidate: Candidate, after events: Int = 0) {
    self.init(event, stream: Records.stream(ofCandidate: candidate.id), version: candidate.version + 1 + events)
  }
}
