public import EventLedger
public import TransparencyLog

/// What the check of a report's proof gives.
public struct ReportProofAccount: Sendable {
  public enum Answer: String, Sendable, CaseIterable {
    /// Nothing was left out, nothing slipped in.
    case proved
    /// The report's positions are not those that its selection gives.
    case differs
    /// What the file shows is not sound: nothing can be said of the selection.
    case unsound
    /// The range, or the lack of payloads, does not allow to judge all clauses.
    case notProvable
    /// An event that no clause excludes can't be judged: its payload was erased.
    case notCheckable
  }

  /// SHA-256 of the file.
  public var digest: Hash
  /// Nil if there was no first line that could be read.
  public var origin: String?
  public var selection: Selection?
  public var headersOnly = false
  /// The positions that the proof shows.
  public var range: Range<Int>?
  /// The checkpoint after the range.
  public var last: Checkpoint?
  /// How many events the report selects.
  public var selected = 0
  public var trust: Account.Trust = .noKeyGiven
  /// Which of the ledger's keys the known one is, as the key events that are given say; nil if it is none.
  public var keyStanding: KeyStanding?
  /// In the order in which they were found.
  public var findings: [Finding] = []
  /// How many events could not be judged, and the first hundred of them.
  public var notCheckable = 0
  public var notCheckablePositions: [Int] = []

  public var answer: Answer {
    // What damaged evidence selects means nothing.
    let ofSelection: [FindingCode] = [.reportSelection, .reportRange]
    if origin == nil || findings.contains(where: { !ofSelection.contains($0.code) }) { return .unsound }
    if findings.contains(where: { $0.code == .reportSelection }) { return .differs }
    if !findings.isEmpty || headersOnly && selection?.needs != .header { return .notProvable }
    return notCheckable > 0 ? .notCheckable : .proved
  }
}
