public import ExamRecords

/// How a class, or the whole school, stands with the sheets of one layout.
public struct Overview: Equatable, Sendable {
  public var className: String
  /// Candidates that take the exam.
  public var total = 0
  /// Those of them whose record has an error, by the rules that the layout shows.
  public var withErrors = 0
  public var states: [SheetState: Int] = [:]
  /// Apart from these.
  public var withdrawn = 0
  /// Sheets that came back with handwriting and wait to be keyed.
  public var returned: [ReturnedSheet] = []
  /// Whether the newest class list is printed, signed, and which order numbers changed since.
  public var list: ListState = .unprinted

  public struct ReturnedSheet: Equatable, Sendable {
    public var code: String
    public var number: Int
    public var fullName: String?
  }

  public enum ListState: Equatable, Sendable {
    case unprinted
    case printed(code: String, staleRows: Int)
    case signed(code: String, staleRows: Int)
  }
}

extension Overview {
  /// An overview of each class, in the order of their names.
  public static func byClass(
    _ records: Records, profile: ExamProfile, layout: SheetLayout, only className: String? = nil
  ) -> [Overview] {
    let index = UniqueIndex(records, profile: profile)
    var overviews: [String: Overview] = [:]
    for candidate in records.candidates.values.sorted(by: { $0.number < $1.number }) {
      let name = candidate.fields[profile.roles.className]?.text ?? ""
      if let className, Folding.key(className) != Folding.key(name) { continue }
      var overview = overviews[name] ?? Overview(className: name)
      overview.count(candidate, records: records, profile: profile, layout: layout, index: index)
      overviews[name] = overview
    }
    for name in overviews.keys {
      overviews[name]?.list = listState(ofClass: name, records, profile: profile)
    }
    return overviews.values.sorted {
      VietnameseCollation.key($0.className).lexicographicallyPrecedes(VietnameseCollation.key($1.className))
    }
  }

  private mutating func count(
    _ candidate: Candidate, records: Records, profile: ExamProfile, layout: SheetLayout, index: UniqueIndex
  ) {
    guard !candidate.isWithdrawn else {
      withdrawn += 1
      return
    }
    total += 1
    states[candidate.state(of: layout.id), default: 0] += 1
    let findings = profile.findings(records.findings(for: candidate, profile: profile, index: index), shownBy: layout)
    if findings.contains(where: { $0.level == .error }) { withErrors += 1 }
    returned += candidate.returnedSheets.map {
      ReturnedSheet(
        code: $0.code, number: candidate.number, fullName: candidate.fields[profile.roles.fullName]?.text)
    }
  }

  private static func listState(ofClass name: String, _ records: Records, profile: ExamProfile) -> ListState {
    let lists = records.lists.values.filter { $0.className == name }.sorted { $0.position < $1.position }
    guard let newest = lists.last(where: { !$0.isSupplement }) else { return .unprinted }
    let members = records.active.filter { $0.fields[profile.roles.className]?.text == name }
    let stale = profile.rowsToSupplement(lists, members: members).count
    return newest.signature == nil
      ? .printed(code: newest.code, staleRows: stale) : .signed(code: newest.code, staleRows: stale)
  }
}
