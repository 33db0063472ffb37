/// What an import would record, and all that stands in its way: a pure comparison of rows with records.
public struct ImportPlan: Equatable, Sendable {
  public var registrations: [Registration] = []
  public var corrections: [Correction] = []
  public var problems: [Problem] = []
  /// Only the ledger moved since the last import: its value stays.
  public var kept: [Kept] = []
  /// Rows of candidates that are withdrawn.
  public var withdrawn: [(line: Int, number: Int)] = []
  /// Rows that say what the ledger says.
  public var unchanged = 0
  /// The candidates that rows mean, refused rows too.
  public var matched: Set<String> = []

  public struct Registration: Equatable, Sendable {
    public var line: Int
    public var fields: FieldValues
  }

  public struct Correction: Equatable, Sendable {
    public var line: Int
    public var candidate: Candidate
    public var changes: [FieldChange]
    /// Decided in favour of the ledger: what the file showed is only remembered.
    public var seen: FieldValues
  }

  public struct Kept: Equatable, Sendable {
    public var line: Int
    public var number: Int
    public var field: String
    public var file: FieldValue
    public var ledger: FieldValue?
  }

  /// Why a row is not recorded.
  public struct Problem: Equatable, Sendable {
    public var line: Int
    public var kind: Kind

    public enum Kind: Equatable, Sendable {
      case unreadable(ImportRow.Cell, Unreadable)
      case nameMissing
      /// The keys of the row belong to different candidates.
      case ambiguous([KeyMatch])
      /// Another row of the same file is the same candidate.
      case sameCandidate(line: Int)
      case conflict(Conflict)
    }
  }

  /// One key of a row and the candidates it belongs to.
  public struct KeyMatch: Equatable, Sendable {
    /// The field, or nil for name, birth date and class together.
    public var field: String?
    public var value: String
    /// Running numbers and classes.
    public var candidates: [Person]

    public struct Person: Equatable, Sendable {
      public var id: String
      public var number: Int
      public var className: String?
    }
  }

  /// Both the file and the ledger moved since the last import, to different values.
  public struct Conflict: Equatable, Sendable {
    public var candidate: String
    public var number: Int
    public var field: String
    public var column: String
    public var file: FieldValue
    public var ledger: FieldValue?
  }

  public static func == (left: ImportPlan, right: ImportPlan) -> Bool {
    left.registrations == right.registrations && left.corrections == right.corrections
      && left.problems == right.problems && left.kept == right.kept && left.unchanged == right.unchanged
      && left.matched == right.matched && left.withdrawn.elementsEqual(right.withdrawn, by: ==)
  }

  /// Lines that can't be recorded, each once.
  public var rejectedLines: Set<Int> { Set(problems.map(\.line)) }
}

/// How an import finds candidates; the program's storage answers.
public struct CandidateFinder {
  /// Candidates whose field has this value now.
  public var byField: (_ field: String, _ value: String) -> [Candidate]
  /// Candidates who ever had this identity number, present or earlier.
  public var byIdentity: (_ value: String) -> [Candidate]
  public var byPerson: (_ fullName: String, _ dateOfBirth: String, _ className: String) -> [Candidate]

  public init(
    byField: @escaping (String, String) -> [Candidate], byIdentity: @escaping (String) -> [Candidate],
    byPerson: @escaping (String, String, String) -> [Candidate]
  ) {
    self.byField = byField
    self.byIdentity = byIdentity
    self.byPerson = byPerson
  }

  /// Of books without candidates.
  public static var nobody: CandidateFinder {
    CandidateFinder(byField: { _, _ in [] }, byIdentity: { _ in [] }, byPerson: { _, _, _ in [] })
  }
}
