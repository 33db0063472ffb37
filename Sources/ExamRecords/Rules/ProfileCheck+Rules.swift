import CanonicalForms

extension ProfileCheck {
  func checkRules() throws(ShapeFault) {
    for (index, rule) in profile.rules.enumerated() {
      let path = "/rules/\(index)"
      try require(rule.id, at: "\(path)/id")
      guard rule.id != Finding.requiredRule else {
        throw ShapeFault(path: "\(path)/id", expected: "another id, as this one is the program's", found: "\(rule.id)")
      }
      guard !rule.fields.isEmpty else { throw ShapeFault(path: "\(path)/fields", expected: "a field", found: "none") }
      for (fieldIndex, field) in rule.fields.enumerated() {
        try requireField(field, at: "\(path)/fields/\(fieldIndex)")
      }
      try check(rule.message, of: rule, at: "\(path)/message")
      try check(rule.messageEnglish, of: rule, at: "\(path)/messageEnglish")
      try check(rule.kind, at: path)
    }
    let slots = profile.index.rules.slots
    for (field, values) in zip(slots.fields, slots.named) where values.count >= RowSlots.mostValues {
      throw ShapeFault(
        path: "/rules", expected: "fewer than \(RowSlots.mostValues) values of \(field)", found: "\(values.count)")
    }
  }

  private func check(_ message: String, of rule: Rule, at path: String) throws(ShapeFault) {
    try require(message, at: path)
    for name in MessageTemplate.names(in: message) where profile.field(named: name) == nil {
      if case .unique = rule.kind, name == "value" || name == "others" { continue }
      throw ShapeFault(path: path, expected: "the name of a field in braces", found: "{\(name)}")
    }
  }

  private func check(_ kind: Rule.Kind, at path: String) throws(ShapeFault) {
    switch kind {
    case .implication(let when, let then):
      try check(when, at: "\(path)/when")
      try check(then, at: "\(path)/then")
    case .shape(let field, let when, _):
      try requireField(field, at: "\(path)/field")
      try check(when, at: "\(path)/when")
    case .identityProvince(let number, let list, let when):
      try requireField(number, at: "\(path)/number", "identityNumber") { $0 == .identityNumber }
      try requireList(list, at: "\(path)/codeList")
      try check(when, at: "\(path)/when")
    case .identitySexAndCentury(let number, let sex, let femaleCode, let dateOfBirth, let when):
      try requireField(number, at: "\(path)/number", "identityNumber") { $0 == .identityNumber }
      let sex = try requireField(sex, at: "\(path)/sex", "code") { $0.isCode }
      if let list = sex.type.codeList, !hasCode(femaleCode, list) {
        throw ShapeFault(path: "\(path)/femaleCode", expected: "a code of \(list)", found: "\(femaleCode)")
      }
      try requireField(dateOfBirth, at: "\(path)/dateOfBirth", "date") { $0 == .date }
      try check(when, at: "\(path)/when")
    case .identityBirthYear(let number, let dateOfBirth, let when):
      try requireField(number, at: "\(path)/number", "identityNumber") { $0 == .identityNumber }
      try requireField(dateOfBirth, at: "\(path)/dateOfBirth", "date") { $0 == .date }
      try check(when, at: "\(path)/when")
    case .unique(let fields): try requireFields(fields, at: "\(path)/of")
    case .personName(let field), .words(let field, _): try requireField(field, at: "\(path)/field")
    case .age(let field, _, _, _, let when):
      try requireField(field, at: "\(path)/field", "date") { $0 == .date }
      try check(when, at: "\(path)/when")
    case .sumAtMost(let fields, _): try requireFields(fields, at: "\(path)/of", "decimal") { $0.isNumeric }
    case .oneGroup(let field, let groups, let when):
      let field = try requireField(field, at: "\(path)/field", "codeSet") { $0.codeList != nil }
      for (index, codes) in groups.enumerated() {
        try requireValues(codes, of: field, at: "\(path)/groups/\(index)")
      }
      try check(when, at: "\(path)/when")
    case .certificate(let type, let score, let issuedOn, let expiresOn, _, _, let minimumScores, let when):
      let type = try requireField(type, at: "\(path)/type", "code") { $0.isCode }
      try requireField(score, at: "\(path)/score", "decimal") { $0.isNumeric }
      try requireField(issuedOn, at: "\(path)/issuedOn", "date") { $0 == .date }
      try requireField(expiresOn, at: "\(path)/expiresOn", "date") { $0 == .date }
      for code in minimumScores.keys.sorted() {
        try requireValues([code], of: type, at: "\(path)/minimumScores/\(code)")
      }
      try check(when, at: "\(path)/when")
    }
  }

  private func requireFields(
    _ names: [String], at path: String, _ expected: String = "",
    _ accepts: (ExamProfile.FieldType) -> Bool = { _ in true }
  ) throws(ShapeFault) {
    guard !names.isEmpty else { throw ShapeFault(path: path, expected: "a field", found: "none") }
    for (index, name) in names.enumerated() { try requireField(name, at: "\(path)/\(index)", expected, accepts) }
  }

  func check(_ condition: Condition, at path: String) throws(ShapeFault) {
    for (index, test) in condition.tests.enumerated() { try check(test, at: "\(path)/\(index)") }
  }

  private func check(_ test: Condition.Test, at path: String) throws(ShapeFault) {
    switch test {
    case .present(let field): try requireField(field, at: "\(path)/present")
    case .absent(let field): try requireField(field, at: "\(path)/absent")
    case .anyOf(let field, let values):
      try requireValues(values, of: try requireField(field, at: "\(path)/field"), at: "\(path)/anyOf")
    case .noneOf(let field, let values):
      try requireValues(values, of: try requireField(field, at: "\(path)/field"), at: "\(path)/noneOf")
    case .count(let field, let codes, let minimum, let maximum):
      let field = try requireField(field, at: "\(path)/field", "codeSet") { $0.codeList != nil }
      try requireValues(codes, of: field, at: "\(path)/count")
      guard minimum >= 0, maximum >= minimum else {
        throw ShapeFault(path: "\(path)/maximum", expected: "\(minimum) or more", found: "\(maximum)")
      }
    case .same(let left, let right):
      try requireField(left, at: "\(path)/same/0")
      try requireField(right, at: "\(path)/same/1")
    case .range(let field, let minimum, let maximum):
      try requireField(field, at: "\(path)/field", "decimal, year, digits") { $0.isNumeric }
      guard minimum != nil || maximum != nil else {
        throw ShapeFault(path: "\(path)/range", expected: "a minimum or a maximum", found: "{}")
      }
    case .either(let conditions):
      guard !conditions.isEmpty else { throw ShapeFault(path: "\(path)/either", expected: "conditions", found: "none") }
      for (index, condition) in conditions.enumerated() { try check(condition, at: "\(path)/either/\(index)") }
    }
  }
}
