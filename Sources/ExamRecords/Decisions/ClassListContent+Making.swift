extension ClassListLayout {
  /// The fields that the columns show.
  public var fields: [String] {
    columns.flatMap { column -> [String] in
      if case .fields(let names, short: _) = column.content { names } else { [] }
    }
  }
}

extension ClassListContent {
  /// What the list of a class says if it is printed now.
  ///
  /// - Parameters:
  ///   - candidates: the class's candidates that are not withdrawn, in the order of the list.
  ///   - supplementOf: the lists of the class so far; the list then holds only rows that none of them shows as they are now.
  ///   - layout: id of the sheet layout whose codes and signatures the list shows.
  public init(
    className: String, candidates: [Candidate], supplementOf older: [ClassList]?, profile: ExamProfile, digest: String,
    unit: UnitSettings, layout: String, checkpoint: CheckpointMark, nonce: String
  ) {
    let shown = older.map { profile.rowsToSupplement($0, members: candidates) }
    let rows = candidates.enumerated().compactMap { index, candidate -> Row? in
      if let shown, !shown.contains(candidate.id) { return nil }
      return Row(
        order: index + 1, candidate: candidate.id, number: candidate.number,
        sheet: candidate.sheetInForce(of: layout)?.code, values: profile.listValues(of: candidate))
    }
    self.init(
      nonce: nonce, profile: digest, unit: unit, className: className, supplement: older != nil,
      checkpoint: checkpoint, rows: rows, count: candidates.count,
      unsigned: candidates.indices.filter { candidates[$0].state(of: layout) != .signed }.map { $0 + 1 })
  }
}

extension ExamProfile {
  /// The fields that a row of a class list shows or stands for.
  public var listFields: [String] { classList.fields + [roles.fullName, roles.className] }

  /// What a class list says of a candidate.
  public func listValues(of candidate: Candidate) -> FieldValues {
    let fields = listFields
    return candidate.fields.filter { fields.contains($0.key) }
  }

  /// The members of a class whose row went stale, or who came since: the newest list that shows them, a supplement or not, says
  /// something else than the record, or none shows them. By ULID.
  public func rowsToSupplement(_ lists: [ClassList], members: [Candidate]) -> Set<String> {
    var newest: [String: FieldValues] = [:]
    for list in lists {
      for row in list.rows { newest[row.candidate] = row.values }
    }
    return Set(members.filter { newest[$0.id] != listValues(of: $0) }.map(\.id))
  }
}
