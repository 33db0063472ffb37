import CanonicalForms

extension ImportPlan {
  /// Compares the rows with the records.
  ///
  /// Each cell is compared with the value that an import last set for the field. Only the file moved: a correction. Only the
  /// ledger moved: kept. Both moved and differ: a conflict, unless the row's choice or `preference` decides it. An empty
  /// cell says nothing. A row with any problem records nothing.
  public init(
    rows: [ImportRow], profile: ExamProfile, finder: CandidateFinder, preference: ImportPreference? = nil
  ) {
    var earlier = EarlierRows()
    var lineOfCandidate: [String: Int] = [:]
    for row in rows {
      let unreadable = row.cells.compactMap { cell -> Problem? in
        guard case .failure(let fault) = cell.reading else { return nil }
        return Problem(line: row.line, kind: .unreadable(cell, fault))
      }
      problems += unreadable
      let values = row.values
      guard unreadable.isEmpty else {
        matched.formUnion(Keys(values, profile: profile).everyone(finder))
        continue
      }
      let keys = Keys(values, profile: profile)
      if let line = earlier.line(ofSame: keys) {
        problems.append(Problem(line: row.line, kind: .sameCandidate(line: line)))
        continue
      }
      earlier.remember(keys, line: row.line)
      switch keys.match(finder) {
      case .nobody where values[profile.roles.fullName] == nil:
        problems.append(Problem(line: row.line, kind: .nameMissing))
      case .nobody: registrations.append(Registration(line: row.line, fields: values))
      case .one(let candidate):
        if let line = lineOfCandidate[candidate.id] {
          problems.append(Problem(line: row.line, kind: .sameCandidate(line: line)))
          continue
        }
        lineOfCandidate[candidate.id] = row.line
        matched.insert(candidate.id)
        if candidate.isWithdrawn {
          withdrawn.append((row.line, candidate.number))
        } else {
          compare(row, with: candidate, preference: row.choice ?? preference)
        }
      case .several(let matches):
        matched.formUnion(keys.everyone(finder))
        problems.append(Problem(line: row.line, kind: .ambiguous(matches)))
      }
    }
  }

  private mutating func compare(_ row: ImportRow, with candidate: Candidate, preference: ImportPreference?) {
    var changes: [FieldChange] = []
    var seen: FieldValues = [:]
    var conflicts: [Problem] = []
    for cell in row.cells {
      guard case .success(let value?) = cell.reading else { continue }
      let (last, now) = (candidate.imported[cell.field], candidate.fields[cell.field])
      if value == now { continue }
      if value == last {
        kept.append(
          Kept(line: row.line, number: candidate.number, field: cell.field, file: value, ledger: now))
      } else if last == now {
        changes.append(FieldChange(field: cell.field, old: now, new: value))
      } else {
        switch preference {
        case .file: changes.append(FieldChange(field: cell.field, old: now, new: value))
        case .ledger: seen[cell.field] = value
        case nil:
          conflicts.append(
            Problem(
              line: row.line,
              kind: .conflict(
                Conflict(
                  candidate: candidate.id, number: candidate.number, field: cell.field, column: cell.column,
                  file: value, ledger: now))))
        }
      }
    }
    if !conflicts.isEmpty {
      problems += conflicts
    } else if changes.isEmpty && seen.isEmpty {
      unchanged += 1
    } else {
      corrections.append(Correction(line: row.line, candidate: candidate, changes: changes, seen: seen))
    }
  }
}

/// The rows of the file that were seen before, by their keys.
private struct EarlierRows {
  private struct Key: Hashable {
    var rank: Int
    var text: String
  }

  private var rows: [Key: [(line: Int, texts: [String?])]] = [:]

  /// The line of an earlier row that is the same candidate: they share a key, and no stronger key tells them apart. (An
  /// identity number that two students share is a finding of the rules, not one person twice, if their Ministry's ids differ.)
  func line(ofSame keys: Keys) -> Int? {
    let texts = keys.texts
    for (rank, text) in texts.enumerated() {
      guard let text else { continue }
      for row in rows[Key(rank: rank, text: text)] ?? [] {
        let apart = (0..<rank).contains { stronger in
          guard let mine = texts[stronger], let theirs = row.texts[stronger] else { return false }
          return mine != theirs
        }
        if !apart { return row.line }
      }
    }
    return nil
  }

  mutating func remember(_ keys: Keys, line: Int) {
    let texts = keys.texts
    for (rank, text) in texts.enumerated() {
      guard let text else { continue }
      rows[Key(rank: rank, text: text), default: []].append((line, texts))
    }
  }
}

/// The keys by which a row is recognised, the strongest first.
private struct Keys {
  enum Match {
    case nobody
    case one(Candidate)
    case several([ImportPlan.KeyMatch])
  }

  let profile: ExamProfile
  let studentID: String?
  let identityNumber: String?
  let person: (name: String, born: String, className: String)?

  init(_ values: FieldValues, profile: ExamProfile) {
    self.profile = profile
    studentID = profile.roles.studentID.flatMap { values[$0]?.text }
    identityNumber = profile.roles.identityNumber.flatMap { values[$0]?.text }
    if let name = values[profile.roles.fullName]?.text, let born = values[profile.roles.dateOfBirth]?.text,
      let className = values[profile.roles.className]?.text
    {
      person = (name, born, className)
    } else {
      person = nil
    }
  }

  /// The keys as texts, the strongest first; nil where the row has none.
  var texts: [String?] {
    [
      studentID, identityNumber,
      person.map { "\(Folding.key($0.name))|\($0.born)|\(Folding.key($0.className))" },
    ]
  }

  func match(_ finder: CandidateFinder) -> Match {
    let students = profile.roles.studentID.flatMap { field in
      studentID.map { (field: field, value: $0, found: finder.byField(field, $0)) }
    }
    // A new id of the Ministry's is a new person, though name or number agree with a candidate who has another id: two of
    // one name exist, and two with one number are a finding of the rules. An id that is known must agree with every key.
    let isNew = students?.found.isEmpty ?? false
    func plausible(_ candidates: [Candidate]) -> [Candidate] {
      isNew ? candidates.filter(hasNoOtherID) : candidates
    }
    var matches: [(field: String?, value: String, found: [Candidate])] = []
    if let students { matches.append(students) }
    if let field = profile.roles.identityNumber, let identityNumber {
      matches.append((field, identityNumber, plausible(finder.byIdentity(identityNumber))))
    }
    if let person {
      matches.append(
        (
          nil, "\(person.name), \(CalendarDate(person.born)?.vietnameseText ?? person.born), \(person.className)",
          plausible(finder.byPerson(person.name, person.born, person.className))
        ))
    }
    let found = matches.filter { !$0.found.isEmpty }
    guard let first = found.first else { return .nobody }
    let common = found.dropFirst().reduce(first.found) { rest, match in
      rest.filter { candidate in match.found.contains { $0.id == candidate.id } }
    }
    if common.count == 1 { return .one(common[0]) }
    return .several(
      found.map { match in
        ImportPlan.KeyMatch(
          field: match.field, value: match.value,
          candidates: match.found.map {
            .init(id: $0.id, number: $0.number, className: $0.fields[profile.roles.className]?.text)
          })
      })
  }

  /// Everyone whom any key of the row may mean: they are not absent from the file, whatever is wrong with the row.
  func everyone(_ finder: CandidateFinder) -> Set<String> {
    switch match(finder) {
    case .nobody: []
    case .one(let candidate): [candidate.id]
    case .several(let matches): Set(matches.flatMap(\.candidates).map(\.id))
    }
  }

  private func hasNoOtherID(_ candidate: Candidate) -> Bool {
    guard let field = profile.roles.studentID, let theirs = candidate.fields[field]?.text else { return true }
    return theirs == studentID
  }
}
