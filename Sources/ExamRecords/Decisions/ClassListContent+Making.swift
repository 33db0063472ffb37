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
  ///   - supplementOf: the newest list of the class; the list then holds only rows that differ from it or are new.
  ///   - layout: id of the sheet layout whose codes and signatures the list shows.
  public init(
    className: String, candidates: [Candidate], supplementOf older: [ClassList]?, profile: ExamProfile, digest: String,
    unit: UnitSettings, layout: String, checkpoint: CheckpointMark, nonce: String
  ) {
    let fields = profile.classList.fields + [profile.roles.fullName, profile.roles.className]
    let rows = candidates.enumerated().map { index, candidate in
      Row(
        order: index + 1, candidate: candidate.id, number: candidate.number,
        sheet: candidate.sheetInForce(of: layout)?.code, values: candidate.fields.filter { fields.contains($0.key) })
    }
    let shown = older.map { lists in
      rows.filter { row in
        // The newest list that shows the candidate counts: a supplement replaces its rows of the list before.
        let last = lists.last { $0.rows.contains { $0.candidate == row.candidate } }
        return last?.rows.first { $0.candidate == row.candidate }?.values != row.values
      }
    }
    self.init(
      nonce: nonce, profile: digest, unit: unit, className: className, supplement: older != nil,
      checkpoint: checkpoint, rows: shown ?? rows, count: candidates.count,
      unsigned: candidates.indices.filter { candidates[$0].state(of: layout) != .signed }.map { $0 + 1 })
  }
}
