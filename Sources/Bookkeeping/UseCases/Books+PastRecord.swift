public import ExamRecords

/// One candidate as of an earlier place.
public struct PastRecord: Equatable, Sendable {
  public let candidate: Candidate
  /// What the rules that were in force then find in the record as it was.
  public let findings: [Finding]
}

extension Books {
  /// One candidate as the first `size` events say, with what the rules of then find; nil if there was none.
  ///
  /// Reads the candidate's own stream, and the streams of those who have or once had the same value where it must be unique:
  /// the time that it takes does not grow with the ledger.
  public func record(of id: String, size: Int) throws -> PastRecord? {
    guard let candidate = try candidate(id: id, size: size) else { return nil }
    let then = try profile(size: size)
    // Other fields may have had to be unique then: they are not filed under their values.
    guard try then.indexedFields.isSubset(of: profile().indexedFields) else {
      let records = try records(size: size)
      return PastRecord(
        candidate: candidate,
        findings: records.findings(for: candidate, profile: then, index: UniqueIndex(records, profile: then)))
    }
    var fault: (any Error)?
    let findings = then.findings(for: candidate.fields) { fields, value in
      do {
        return try others(than: candidate, have: value, in: fields, size: size)
      } catch let error {
        fault = error
        return []
      }
    }
    if let fault { throw fault }
    return PastRecord(candidate: candidate, findings: findings)
  }

  /// The numbers of those who took the exam then and had the value.
  private func others(
    than candidate: Candidate, have value: FieldValue, in fields: [String], size: Int
  ) throws -> [Int] {
    guard let text = value.text else { return [] }
    let known = try read { view in
      try Set(fields.flatMap { try view.reader.numbers(.field($0, text)) + view.reader.numbers(.once($0, text)) })
        .compactMap { try view.candidate(number: $0) }
    }
    return try known.filter { $0.id != candidate.id && $0.registeredAt < size }.compactMap { other in
      guard let past = try self.candidate(id: other.id, size: size), !past.isWithdrawn,
        fields.contains(where: { past.fields[$0]?.text == text })
      else { return nil }
      return past.number
    }.sorted()
  }
}
