import CanonicalForms
import ExamRecords

/// Under what a candidate can be found.
struct LookupKey: Hashable {
  let kind: String
  let value: String

  /// The field has this value now.
  static func field(_ name: String, _ value: String) -> LookupKey {
    LookupKey(kind: "field \(name)", value: value)
  }

  /// The field once had this value, and has another now or none.
  static func once(_ name: String, _ value: String) -> LookupKey {
    LookupKey(kind: "once \(name)", value: value)
  }

  /// The candidate has or once had this identity number.
  static func identity(_ value: String) -> LookupKey {
    LookupKey(kind: "identity", value: value)
  }

  static func person(_ name: String, born: String, className: String) -> LookupKey {
    LookupKey(kind: "person", value: "\(Folding.key(name))|\(born)|\(Folding.key(className))")
  }

  static func className(_ name: String) -> LookupKey {
    LookupKey(kind: "class", value: Folding.key(name))
  }
}

/// Which candidate a key leads to.
struct LookupRow: Hashable {
  let key: LookupKey
  let number: Int
}

extension ExamProfile {
  /// The fields whose values must be found: the parts of a person's identity, and what the rules demand to be unique.
  var indexedFields: Set<String> {
    var fields = Set([roles.studentID, roles.identityNumber, roles.formerIdentityNumber].compactMap(\.self))
    for rule in rules {
      if case .unique(let names) = rule.kind { fields.formUnion(names) }
    }
    return fields
  }

  /// - Parameter indexed: `indexedFields`, which many candidates share.
  func keys(of candidate: Candidate, indexed: Set<String>) -> Set<LookupKey> {
    var keys: Set<LookupKey> = []
    for name in indexed {
      if let text = candidate.fields[name]?.text { keys.insert(.field(name, text)) }
      for text in (candidate.earlier[name] ?? []).compactMap(\.text) where text != candidate.fields[name]?.text {
        keys.insert(.once(name, text))
      }
    }
    for name in [roles.identityNumber, roles.formerIdentityNumber].compactMap(\.self) {
      let values = (candidate.earlier[name] ?? []) + (candidate.fields[name].map { [$0] } ?? [])
      for text in values.compactMap(\.text) { keys.insert(.identity(text)) }
    }
    if let name = candidate.fields[roles.fullName]?.text, let born = candidate.fields[roles.dateOfBirth]?.text,
      let className = candidate.fields[roles.className]?.text
    {
      keys.insert(.person(name, born: born, className: className))
    }
    if let className = candidate.fields[roles.className]?.text { keys.insert(.className(className)) }
    return keys
  }
}
