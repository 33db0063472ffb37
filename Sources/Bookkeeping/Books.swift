public import CanonicalForms
public import EventLedger
public import ExamRecords
import GRDB
import TransparencyLog

/// The books of one unit: the ledger, what it means, and what is known of it right now.
///
/// Every use case reads here, decides with `ExamRecords`, and records here. One value serves one command; it is not shared
/// between threads.
public final class Books {
  public let ledger: Ledger
  private var projections: ProjectionFile
  public private(set) var school: School

  /// The size that this command's decisions rest on.
  private(set) var decidedAt: Int
  /// Whether the opening has finished an erasure that had been stopped.
  public private(set) var hasFinishedErasure = false

  private init(ledger: Ledger, projections: ProjectionFile) throws {
    self.ledger = ledger
    self.projections = projections
    school = School()
    decidedAt = ledger.size
    school = try readProjections { try $0.school() }
    decidedAt = ledger.size
  }

  /// Who opens to write finishes first what a kill or a reader has left of an erasure.
  ///
  /// - Throws: `BookError.erasureUnfinished` if that can't be done now; and what `Ledger.open` throws.
  public static func open(at path: String, mode: Ledger.Mode) throws -> Books {
    let ledger = try Ledger.open(at: path, mode: mode)
    let hasFinished = try mode == .write && finishErasures(of: ledger)
    let books = try Books(ledger: ledger, projections: projections(for: ledger))
    books.hasFinishedErasure = hasFinished
    return books
  }

  /// Only who may write the ledger writes the file of projections.
  private static func projections(for ledger: Ledger, anew: Bool = false) throws -> ProjectionFile {
    switch ledger.mode {
    case .write: try ProjectionFile.openToWrite(for: ledger, rebuild: anew)
    case .read: try anew ? ProjectionFile.inMemory(for: ledger) : ProjectionFile.openToRead(for: ledger)
    }
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
    let opening = events.enumerated().map { index, event in
      Draft(event, stream: "ledger", version: Ledger.firstOpeningVersion + index)
    }
    if let fault = opening.lazy.compactMap(RecordEvent.fault).first { throw BookError.unwritable(fault) }
    let ledger = try Ledger.create(at: path, signer: signer, opening: opening, clock: clock)
    return try Books(ledger: ledger, projections: ProjectionFile.openToWrite(for: ledger, rebuild: true))
  }

  /// Makes the projections anew by replay.
  public static func rebuild(at path: String) throws -> Books {
    let ledger = try Ledger.open(at: path, mode: .read)
    // Where a ledger can't be read to its end, what is there stays: it may be the last that tells of the rest.
    try ledger.eventBatches(altered: .told) { _ in }
    return try Books(ledger: ledger, projections: ProjectionFile.openToWrite(for: ledger, rebuild: true))
  }

  /// Where the projections are kept; nil if only in memory.
  public var projectionsPath: String? { projections.path }

  // MARK: What holds now

  /// The profile in force.
  public func profile() throws -> ExamProfile {
    guard let profile = try projections.profile(of: school, in: ledger) else { throw BookError.noProfile }
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
    return try readProjections { try body(View(reader: $0, profile: profile)) }
  }

  /// What is read belongs to `ledger.size`. If another process has written, this one looks again; what it decided before
  /// rests on the size it was decided at, and the append will tell.
  func readProjections<Value>(_ body: (ProjectionReader) throws -> Value) throws -> Value {
    do {
      return try readWhenCaughtUp(body)
    } catch let error where ProjectionFile.isInDoubt(error) {
      try makeProjectionsAnew()
      return try readWhenCaughtUp(body)
    }
  }

  private func readWhenCaughtUp<Value>(_ body: (ProjectionReader) throws -> Value) throws -> Value {
    while true {
      if let value = try projections.read(at: ledger.size, body) { return value }
      try ledger.refresh()
      try catchUp()
    }
  }

  /// The file may have gone from under this process (deleted, or its disk full): what is recorded is recorded, so it is opened
  /// anew, in memory if need be.
  private func catchUp() throws {
    do {
      if projections.isWritable {
        try projections.catchUp(with: ledger)
      } else {
        projections = try ProjectionFile.openToRead(for: ledger)
      }
    } catch is DatabaseError {
      projections = try Self.projections(for: ledger)
    } catch let error where ProjectionFile.isInDoubt(error) {
      projections = try Self.projections(for: ledger, anew: true)
    }
    try readSchool()
  }

  /// Left as it is if another process has written meanwhile: the next read catches up.
  private func readSchool() throws {
    if let now = try projections.read(at: ledger.size, { try $0.school() }) { school = now }
  }

  // MARK: Recording

  /// A candidate as its own events say.
  ///
  /// What is told of one candidate, and what is about to be recorded, rests on this and not on the projections alone: they are a
  /// cache, and an old value or a page that came from a damaged one would stay in the ledger for ever. If they differ, they are
  /// made anew.
  public func proved(_ candidate: Candidate) throws -> Candidate {
    guard let own = try self.candidate(id: candidate.id, size: ledger.size) else {
      try makeProjectionsAnew()
      guard let unknown = try read({ try $0.unknown(id: candidate.id) }) else {
        throw BookError.noCandidate(String(candidate.number))
      }
      throw BookError.unknownCandidate(String(candidate.number), unknown, try erasure(of: unknown.registeredAt))
    }
    if own != candidate { try makeProjectionsAnew() }
    return own
  }

  /// For what was decided from many projected records at once: it is decided again if this one is not as projected.
  ///
  /// - Throws: `BookError.uncertain` if that is for a gap, else `projectionsRebuilt`.
  func demandProved(_ candidate: Candidate) throws {
    guard try proved(candidate) != candidate else { return }
    try demandWhole()
    throw BookError.projectionsRebuilt
  }

  func makeProjectionsAnew() throws {
    projections = try Self.projections(for: ledger, anew: true)
    try readSchool()
  }

  /// Appends events in one append and brings the projections up to it.
  ///
  /// - Parameters:
  ///   - drafts: made from the state at `ledger.size`.
  ///   - wholeLedger: any event that came in since then is a conflict, not only one on the drafts' streams.
  ///   - watches: events on other streams that are one too.
  @discardableResult
  public func record(
    _ drafts: [Draft], signer: OfficerSigner, wholeLedger: Bool = false, watching watches: [Watch] = [],
    clock: Instant, commandName: String, progress: ((Int) -> Void)? = nil
  ) throws -> Appended {
    if let fault = parallelMap(drafts, RecordEvent.fault).lazy.compactMap(\.self).first {
      throw BookError.unwritable(fault)
    }
    if !drafts.allSatisfy({ Self.recordedDespiteGaps.contains($0.type) }) { try demandWhole() }
    let appended = try ledger.append(
      drafts, signer: signer, decidedAt: decidedAt, wholeLedger: wholeLedger, watching: watches,
      clock: clock, commandName: commandName, progress: progress)
    // What is committed is recorded, whatever becomes of the projections: an error here would make the clerk do it twice.
    do {
      try refresh()
    } catch {
      projections = (try? ProjectionFile.inMemory(for: ledger)) ?? projections
      try? refresh()
    }
    return appended
  }

  /// Sees what others have appended.
  public func reload() throws {
    try ledger.refresh()
    try refresh()
  }

  /// Brings the projections up to the ledger as it is seen.
  public func refresh() throws {
    try catchUp()
    decidedAt = ledger.size
  }

  /// The version that the next event on stream `ledger` takes.
  public func nextLedgerVersion() throws -> Int {
    try ledger.version(ofStream: "ledger") + 1
  }
}

extension Watch {
  /// A profile adopted meanwhile: values were judged by the one before.
  public static let profile = Watch(stream: "ledger", types: [RecordEvent.Kind.profileAdopted.rawValue])
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
