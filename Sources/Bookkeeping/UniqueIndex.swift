public import ExamRecords

extension Records {
  /// What the rules find in one candidate's record as these records stand.
  public func findings(for candidate: Candidate, profile: ExamProfile, index: UniqueIndex) -> [ExamRecords.Finding] {
    profile.findings(for: candidate.fields) { fields, value in
      index.numbers(fields: fields, value: value).filter { $0 != candidate.number }
    }
  }
}

/// Who has which value of the fields that must be unique, among those who take the exam.
public struct UniqueIndex {
  private var numbers: [String: [String: [Int]]] = [:]

  public init(_ records: Records, profile: ExamProfile) {
    for field in profile.indexedFields {
      for candidate in records.active {
        if let text = candidate.fields[field]?.text {
          numbers[field, default: [:]][text, default: []].append(candidate.number)
        }
      }
    }
  }

  func numbers(fields: [String], value: FieldValue) -> [Int] {
    guard let text = value.text else { return [] }
    return Set(fields.flatMap { numbers[$0]?[text] ?? [] }).sorted()
  }
}
