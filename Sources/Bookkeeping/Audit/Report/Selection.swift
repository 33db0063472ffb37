public import CanonicalForms

/// Which events a report is about: clauses that all must hold, those that are missing exclude nothing
/// (`Schemas/ledger-format.md`, 18).
///
/// The report and the check of its proof judge events by this same code.
public struct Selection: Equatable, Sendable {
  /// The first and the last position.
  public var from: Int?
  public var to: Int?
  /// The earliest and the latest `recordedAt`.
  public var since: Instant?
  public var until: Instant?
  public var officers: [String] = []
  public var types: [String] = []
  /// ULIDs.
  public var candidates: [String] = []
  /// Names of fields.
  public var fields: [String] = []
  /// A text in the reason, compared without case and accents.
  public var reason: String?
  /// Names of classes, compared without case and accents.
  public var classes: [String] = []
  /// The clauses on earlier state that are set.
  public var marks: Set<Mark> = []

  public init() {}

  /// What an auditor wants to know of an event besides what it says.
  public enum Mark: String, CaseIterable, Sendable {
    /// An edit while a signature of the candidate was in force.
    case afterSigning
    /// Recorded after the deadline then in force.
    case late
    /// Recorded outside the profile's hours.
    case outsideHours
    /// An edit that gives a field back the value that the last edit of it replaced.
    case undone
    /// An edit after which the candidate has not signed any more.
    case unsignedSince
  }

  /// What has to be known of an event to judge it.
  public enum Need: Comparable, Sendable {
    case header, payload, earlierState
  }

  /// What the most demanding clause needs.
  public var needs: Need {
    if !classes.isEmpty || !marks.isEmpty { return .earlierState }
    return fields.isEmpty && reason == nil ? .header : .payload
  }

  /// The positions that the clauses on positions leave, of a ledger of this size.
  public func range(size: Int) -> Range<Int> {
    let start = min(from ?? 0, size)
    return start..<max(start, min(to.map { $0 + 1 } ?? size, size))
  }
}
