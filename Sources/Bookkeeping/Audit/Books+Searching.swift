import EventLedger
import ExamRecords

extension Books {
  /// Hands over everything that holds the text among the first `size` events, in their order. A value is looked for as it is
  /// stored and as it is shown by the profile in force when it was set; each is told once, where it was set, so old values
  /// are found like present ones.
  public func search(
    for search: TextSearch, size: Int, _ body: (TextSearch.Hit) throws -> Void
  ) throws -> TextSearch.Extent {
    var extent = TextSearch.Extent()
    var shown = ShownValues(search, profile: try profile(size: 0))
    var last: Candidate?
    try ledger.eventBatches(in: 0..<size) { events in
      for (recorded, event) in RecordEvent.decodeAll(events) {
        extent.events += 1
        if event == nil, recorded.body == nil || !LedgerPayload.types.contains(recorded.header.type) {
          extent.unreadable += 1
        }
        if case .profileAdopted = event { shown = ShownValues(search, profile: try profile(size: extent.events)) }
        let words = EventWords(recorded, event)
        let values = words.values.compactMap { name, value in
          shown.match(value, of: name).map { (field: name, value: value, text: $0) }
        }
        let texts = words.texts.filter { search.matches($0.text) }
        guard !values.isEmpty || !texts.isEmpty else { continue }
        let id = Records.candidate(ofStream: recorded.header.stream)
        if let id, last?.id != id {
          last = try CandidateTrail(id, of: ledger, size: size, altered: .refused).candidate(size: size)
        }
        let candidate = id == nil ? nil : last
        func hit(_ place: TextSearch.Hit.Place, _ text: String) -> TextSearch.Hit {
          TextSearch.Hit(
            place: place, text: text, cause: Cause(recorded, event), stream: id, candidate: candidate)
        }
        for (name, value, text) in values {
          try body(hit(.value(field: name, isPresent: candidate?.fields[name] == value), text))
        }
        for (place, text) in texts { try body(hit(place, text)) }
        extent.hits += values.count + texts.count
      }
    }
    return extent
  }
}

/// The texts that values of the fields are looked for in. Values of code lists are few and come again and again: each is
/// compared once.
private struct ShownValues {
  let search: TextSearch
  let profile: ExamProfile
  private var known: [String: [FieldValue: String?]] = [:]

  init(_ search: TextSearch, profile: ExamProfile) {
    self.search = search
    self.profile = profile
  }

  /// The value as it is shown, if it holds the text as it is shown or stored.
  mutating func match(_ value: FieldValue, of name: String) -> String? {
    guard let field = profile.field(named: name) else { return matched(value.stored, value.stored) }
    switch field.type {
    // Every record has its yes and no: nobody looks for those words.
    case .flag: return nil
    case .code, .codeSet:
      if let known = known[name]?[value] { return known }
      let found = matched(profile.display(value, field), value.stored)
      known[name, default: [:]][value] = .some(found)
      return found
    case .date, .decimal: return matched(profile.display(value, field), value.stored)
    case .text, .personName, .year, .phone, .email, .digits, .identityNumber:
      return matched(value.stored, value.stored)
    }
  }

  private func matched(_ shown: String, _ stored: String) -> String? {
    search.matches(shown) || (stored != shown && search.matches(stored)) ? shown : nil
  }
}

extension FieldValue {
  fileprivate var stored: String { codes.joined(separator: ", ") }
}
