extension Candidate {
  /// A correction of this record: only fields that really change, with their old values.
  ///
  /// - Parameters:
  ///   - values: the new value of each field; `nil` clears it.
  ///   - sheet: the sheet whose handwriting is keyed in; closes it if it was returned.
  public func correct(
    _ values: [(field: String, value: FieldValue?)], reason: String, evidence: String?, sheet: Sheet?,
    profile: ExamProfile
  ) throws(Refusal) -> CandidateCorrected {
    try Self.demand(reason)
    guard !values.isEmpty else { throw .nothingToChange }
    var changes: [FieldChange] = []
    for (name, value) in values {
      guard let field = profile.field(named: name) else { throw .unknownField(name) }
      if let value, !profile.isValid(value, field) { throw .invalidValue(field: name, value: value) }
      guard !changes.contains(where: { $0.field == name }) else { throw .namedTwice(field: name) }
      guard fields[name] != value else { throw .unchanged(field: name, value: value) }
      if name == profile.roles.fullName, value == nil { throw .nameMissing }
      changes.append(FieldChange(field: name, old: fields[name], new: value))
    }
    return CandidateCorrected(changes: changes, reason: reason, evidence: evidence, sheet: sheet?.position)
  }

  /// Closes a returned sheet on which nothing had to be keyed after all.
  public func closeWithoutChange(_ sheet: Sheet, reason: String) throws(Refusal) -> CandidateCorrected {
    try Self.demand(reason)
    guard sheet.returnedAt != nil else { throw .sheetNotReturned(code: sheet.code) }
    return CandidateCorrected(changes: [], reason: reason, sheet: sheet.position)
  }

  public func withdraw(reason: String) throws(Refusal) -> CandidateWithdrawn {
    try Self.demand(reason)
    guard !isWithdrawn else { throw .alreadyWithdrawn(number: number) }
    return CandidateWithdrawn(reason: reason)
  }

  public func restore(reason: String) throws(Refusal) -> CandidateRestored {
    try Self.demand(reason)
    guard isWithdrawn else { throw .notWithdrawn(number: number) }
    return CandidateRestored(reason: reason)
  }

  /// A new candidate's first event.
  public static func register(
    number: Int, fields: FieldValues, reason: String, source: ImportSource?, profile: ExamProfile
  ) throws(Refusal) -> CandidateRegistered {
    try demand(reason)
    guard fields[profile.roles.fullName] != nil else { throw .nameMissing }
    for (name, value) in fields {
      guard let field = profile.field(named: name) else { throw .unknownField(name) }
      guard profile.isValid(value, field) else { throw .invalidValue(field: name, value: value) }
    }
    return CandidateRegistered(number: number, fields: fields, reason: reason, source: source)
  }

  static func demand(_ reason: String) throws(Refusal) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
  }
}
