/// Everything that can happen to the records of one exam, apart from what the ledger itself keeps (keys, clock, restores).
///
/// The set is closed: a new event does not compile until every place that reads events has answered. Stored names are the
/// raw values of `Kind`, chosen once and never changed; a payload that changes its shape gets a higher `schema`.
public enum RecordEvent: Equatable, Sendable {
  case officerNamed(OfficerNamed)
  case unitDescribed(UnitDescribed)
  case profileAdopted(ProfileAdopted)
  case candidateRegistered(CandidateRegistered)
  case candidateCorrected(CandidateCorrected)
  case candidateWithdrawn(CandidateWithdrawn)
  case candidateRestored(CandidateRestored)
  case sheetPrinted(SheetPrinted)
  case sheetReturned(SheetReturned)
  case sheetSigned(SheetSigned)
  case sheetUnsigned(SheetUnsigned)
  case classListPrinted(ClassListPrinted)
  case classListSigned(ClassListSigned)
  case classListUnsigned(ClassListUnsigned)

  public enum Kind: String, CaseIterable, Sendable {
    case officerNamed = "officer.named"
    case unitDescribed = "unit.described"
    case profileAdopted = "profile.adopted"
    case candidateRegistered = "candidate.registered"
    case candidateCorrected = "candidate.corrected"
    case candidateWithdrawn = "candidate.withdrawn"
    case candidateRestored = "candidate.restored"
    case sheetPrinted = "sheet.printed"
    case sheetReturned = "sheet.returned"
    case sheetSigned = "sheet.signed"
    case sheetUnsigned = "sheet.unsigned"
    case classListPrinted = "classList.printed"
    case classListSigned = "classList.signed"
    case classListUnsigned = "classList.unsigned"

    /// Whether events of this type stand on a stream of this name and nowhere else (`Schemas/ledger-format.md`, 11).
    public func belongs(onStream name: String) -> Bool {
      isOfCandidate ? Records.candidate(ofStream: name) != nil : name == "ledger"
    }

    /// What an event of this type makes of whether the candidate is withdrawn, whatever else it says; nil if nothing.
    var withdraws: Bool? {
      switch self {
      case .candidateWithdrawn: true
      case .candidateRestored: false
      default: nil
      }
    }

    /// Whether events of this kind stand on a candidate's stream; the others stand on stream `ledger`.
    public var isOfCandidate: Bool {
      switch self {
      case .candidateRegistered, .candidateCorrected, .candidateWithdrawn, .candidateRestored, .sheetPrinted,
        .sheetReturned, .sheetSigned, .sheetUnsigned:
        true
      case .officerNamed, .unitDescribed, .profileAdopted, .classListPrinted, .classListSigned, .classListUnsigned:
        false
      }
    }

    /// The version of the payload's shape that this program writes.
    public var schema: Int { 1 }
  }

  public var kind: Kind {
    switch self {
    case .officerNamed: .officerNamed
    case .unitDescribed: .unitDescribed
    case .profileAdopted: .profileAdopted
    case .candidateRegistered: .candidateRegistered
    case .candidateCorrected: .candidateCorrected
    case .candidateWithdrawn: .candidateWithdrawn
    case .candidateRestored: .candidateRestored
    case .sheetPrinted: .sheetPrinted
    case .sheetReturned: .sheetReturned
    case .sheetSigned: .sheetSigned
    case .sheetUnsigned: .sheetUnsigned
    case .classListPrinted: .classListPrinted
    case .classListSigned: .classListSigned
    case .classListUnsigned: .classListUnsigned
    }
  }

  /// Why the one who acted did so, where the event has a reason.
  public var reason: String? {
    switch self {
    case .candidateRegistered(let event): event.reason
    case .candidateCorrected(let event): event.reason
    case .candidateWithdrawn(let event): event.reason
    case .candidateRestored(let event): event.reason
    case .sheetUnsigned(let event): event.reason
    case .classListUnsigned(let event): event.reason
    case .profileAdopted(let event): event.reason
    case .unitDescribed(let event): event.reason
    case .officerNamed, .sheetPrinted, .sheetReturned, .sheetSigned, .classListPrinted, .classListSigned: nil
    }
  }
}
