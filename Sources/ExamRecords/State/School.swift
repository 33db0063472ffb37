import CanonicalForms

/// What the events on stream `ledger` say of one unit, and the counters that its candidates have moved.
public struct School: Equatable, Sendable {
  public var unit: UnitSettings?
  /// Every profile that was adopted, the one in force last.
  public var profiles: [AdoptedProfile]
  public var officerNames: [String: String]
  /// The last running number given.
  public var lastNumber: Int
  /// The highest round used, by layout.
  public var rounds: [String: Int]
  /// The layout of the newest print: what commands mean that name none.
  public var lastLayout: String?
  /// Position of the last event of an import.
  public var lastImport: Int?
  /// The events of the records that nobody could read: erased, lost, changed, or of a newer program. Those about the profile or the
  /// unit only until a later one is read.
  public var unread: [UnreadEvent]

  public struct AdoptedProfile: Equatable, Sendable {
    /// SHA-256 of the canonical text of the document, base64; empty if that can't be read.
    public var digest: String
    /// Position of its adoption.
    public var position: Int

    public init(digest: String, position: Int) {
      self.digest = digest
      self.position = position
    }
  }

  public init() {
    profiles = []
    officerNames = [:]
    lastNumber = 0
    rounds = [:]
    unread = []
  }

  /// The layout with this id or, where none is named, the one in use: the last printed, or the profile's first. Nil if there is
  /// none of this id.
  public func layout(_ id: String?, of profile: ExamProfile) -> SheetLayout? {
    if let id { return profile.layout(id) }
    return lastLayout.flatMap(profile.layout) ?? profile.layouts[0]
  }

  /// The state after one more event that can't be read. What an earlier profile or an earlier description says is not taken for
  /// what holds.
  ///
  public mutating func pass(_ event: UnreadEvent) {
    unread.append(event)
    switch event.kind {
    case .profileAdopted where event.candidate == nil:
      profiles.append(AdoptedProfile(digest: "", position: event.position))
    case .unitDescribed where event.candidate == nil: unit = nil
    default: break
    }
  }

  /// The state after one more event, of whichever stream. Never fails.
  ///
  /// - Parameter digest: SHA-256 of a text, base64; hashing is not this module's.
  public mutating func evolve(_ event: RecordEvent, _ mark: EventMark, digest: (String) -> String) {
    switch event {
    case .officerNamed(let event): officerNames[event.id] = event.name
    case .unitDescribed(let event):
      unit = event.settings
      unread.removeAll { $0.kind == .unitDescribed }
    case .profileAdopted(let event):
      unread.removeAll { $0.kind == .profileAdopted }
      profiles.append(AdoptedProfile(digest: digest(event.document.canonicalText), position: mark.position))
    case .candidateRegistered(let event):
      lastNumber = max(lastNumber, event.number)
      if event.source != nil { lastImport = mark.position }
    case .candidateCorrected(let event):
      if event.source != nil { lastImport = mark.position }
    case .sheetPrinted(let event):
      lastLayout = event.content.layout
      rounds[event.content.layout] = max(rounds[event.content.layout] ?? 0, event.content.round)
    case .candidateWithdrawn, .candidateRestored, .sheetReturned, .sheetSigned, .sheetUnsigned, .classListPrinted,
      .classListSigned, .classListUnsigned:
      break
    }
  }
}
