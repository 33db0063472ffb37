public import ExamRecords

/// The projected state inside one read: what the use cases ask of the books.
public struct View {
  let reader: ProjectionReader
  public let profile: ExamProfile

  public func candidate(number: Int) throws -> Candidate? { try reader.candidate(number: number) }
  public func candidate(id: String) throws -> Candidate? { try reader.candidate(id: id) }

  public func unknown(id: String) throws -> UnknownCandidate? { try reader.unknown(id: id) }

  /// Everyone, in the order of their numbers.
  public func candidates() throws -> [Candidate] { try reader.allCandidates() }

  /// The candidates of a class, the withdrawn too, in the order of the list. The name may be typed without capitals and accents.
  public func candidates(ofClass name: String) throws -> [Candidate] {
    profile.inListOrder(try reader.candidates(.className(name)))
  }

  public func lists() throws -> [ClassList] { try reader.lists() }
  public func lists(ofClass name: String) throws -> [ClassList] { try reader.lists(ofClass: name) }
  public func list(at position: Int) throws -> ClassList? { try reader.list(at: position) }

  public func records() throws -> Records { try reader.records() }

  /// What the rules find in a candidate's record. A withdrawn candidate takes nobody's number.
  public func findings(for candidate: Candidate) throws -> [Finding] {
    var fault: (any Error)?
    let findings = profile.findings(for: candidate.fields) { fields, value in
      guard let text = value.text else { return [] }
      do {
        let numbers = try Set(fields.flatMap { try reader.numbers(.field($0, text)) })
        return try numbers.filter { number in
          guard number != candidate.number else { return false }
          return try reader.candidate(number: number)?.isWithdrawn == false
        }.sorted()
      } catch let error {
        fault = error
        return []
      }
    }
    if let fault { throw fault }
    return findings
  }

  /// How an import finds candidates.
  public func finder(onError: @escaping (any Error) -> Void) -> CandidateFinder {
    // The keys of one row lead to one candidate as a rule.
    var last: Candidate?
    func find(_ key: LookupKey) -> [Candidate] {
      do {
        return try reader.numbers(key).compactMap { number in
          if last?.number != number { last = try reader.candidate(number: number) }
          return last
        }
      } catch {
        onError(error)
        return []
      }
    }
    return CandidateFinder(
      byField: { find(.field($0, $1)) }, byIdentity: { find(.identity($0)) },
      byPerson: { find(.person($0, born: $1, className: $2)) })
  }
}

extension ExamProfile {
  /// Classes in the order of their names, in each the candidates as Vietnamese schools list them.
  public func inListOrder(_ candidates: [Candidate]) -> [Candidate] {
    candidates.map { (key: listKey(of: $0), candidate: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map(\.candidate)
  }

  private func listKey(of candidate: Candidate) -> [UInt8] {
    let className = candidate.fields[roles.className]?.text ?? ""
    return VietnameseCollation.key(className) + [0] + nameOrder(of: candidate.fields, number: candidate.number).key
  }

  /// Each candidate's order number (STT) in the list of the class, by ULID; the withdrawn have none.
  public func classOrders(_ candidates: some Sequence<Candidate>) -> [String: Int] {
    let active = candidates.filter { !$0.isWithdrawn }
    var orders: [String: Int] = [:]
    for (_, members) in Dictionary(grouping: active, by: { $0.fields[roles.className]?.text ?? "" }) {
      for (index, candidate) in inListOrder(members).enumerated() { orders[candidate.id] = index + 1 }
    }
    return orders
  }
}
