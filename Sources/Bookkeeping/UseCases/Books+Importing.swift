public import CanonicalForms
public import EventLedger
public import ExamRecords

extension Books {
  /// Compares the rows of a file with the records; writes nothing.
  ///
  /// - Throws: `BookError.uncertain`: a row would be held against what may hold no more.
  public func planImport(_ rows: [ImportRow], preference: ImportPreference?) throws -> ImportPlan {
    try demandWhole()
    return try read { view in
      var fault: (any Error)?
      let plan = ImportPlan(
        rows: rows, profile: view.profile, finder: school.lastNumber == 0 ? .nobody : view.finder { fault = $0 },
        preference: preference)
      if let fault { throw fault }
      return plan
    }
  }

  /// Candidates that take the exam, whose class the file has, and whom none of its rows means.
  public func absent(from plan: ImportPlan, rows: [ImportRow]) throws -> [Candidate] {
    let field = try profile().roles.className
    func key(_ values: FieldValues) -> String { Folding.key(values[field]?.text ?? "") }
    let classes = Set(rows.map { key($0.values) })
    return try read { try $0.candidates() }.filter {
      !$0.isWithdrawn && !plan.matched.contains($0.id) && classes.contains(key($0.fields))
    }
  }

  /// The events of an import, in the order of the rows. Ids are made from the clock and a random generator.
  public func drafts(
    of plan: ImportPlan, file: String, reason: String, clock: Instant, using generator: inout some RandomNumberGenerator
  ) throws -> [Draft] {
    let profile = try profile()
    let newcomers = plan.registrations.enumerated().map { index, registration in
      (
        registration: registration, number: school.lastNumber + 1 + index,
        id: ULID(at: clock, using: &generator).text
      )
    }
    var drafts = try parallelMap(newcomers) { newcomer in
      let registration = newcomer.registration
      let event = try Candidate.register(
        number: newcomer.number, fields: registration.fields, reason: reason,
        source: ImportSource(file: file, row: registration.line), profile: profile)
      return (line: registration.line, draft: Draft(event, ofNewcomer: newcomer.id))
    }
    for correction in plan.corrections {
      try demandProved(correction.candidate)
      let event = CandidateCorrected(
        changes: correction.changes, reason: reason,
        source: ImportSource(file: file, row: correction.line, seen: correction.seen))
      drafts.append((correction.line, Draft(.candidateCorrected(event), of: correction.candidate)))
    }
    return drafts.sorted { $0.line < $1.line }.map(\.draft)
  }

  /// The event that registers one candidate who comes without a file.
  public func draft(
    adding fields: FieldValues, reason: String, clock: Instant, using generator: inout some RandomNumberGenerator
  ) throws -> (number: Int, draft: Draft) {
    let event = try Candidate.register(
      number: school.lastNumber + 1, fields: fields, reason: reason, source: nil, profile: profile())
    return (event.number, Draft(event, ofNewcomer: ULID(at: clock, using: &generator).text))
  }
}

extension Draft {
  fileprivate init(_ event: CandidateRegistered, ofNewcomer id: String) {
    self.init(.candidateRegistered(event), stream: Records.stream(ofCandidate: id), version: 1)
  }
}
