import CanonicalForms

extension ProfileCheck {
  func require(_ text: String, at path: String) throws(ShapeFault) {
    guard !text.isEmpty else { throw ShapeFault(path: path, expected: "a text", found: "\"\"") }
  }

  /// A word of ASCII characters.
  func requireName(_ name: String, at path: String, _ isAllowed: (Character) -> Bool) throws(ShapeFault) {
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && isAllowed($0) }) else {
      throw ShapeFault(path: path, expected: "a word of ASCII letters and digits", found: "\(name)")
    }
  }

  func requireDifferent(_ names: [String], at path: String, member: String) throws(ShapeFault) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      throw ShapeFault(path: "\(path)/\(index)/\(member)", expected: "a name that occurs once", found: "\(name)")
    }
  }

  @discardableResult
  func requireField(
    _ name: String, at path: String, _ expected: String = "", _ accepts: (ExamProfile.FieldType) -> Bool = { _ in true }
  ) throws(ShapeFault) -> ExamProfile.Field {
    guard let field = profile.field(named: name) else {
      throw ShapeFault(path: path, expected: "the name of a field", found: "\(name)")
    }
    guard accepts(field.type) else {
      throw ShapeFault(path: path, expected: "a field of type \(expected)", found: "\(name) of type \(field.type.word)")
    }
    return field
  }

  func requireList(_ id: String, at path: String) throws(ShapeFault) {
    guard profile.codeList(id) != nil else {
      throw ShapeFault(path: path, expected: "the id of a code list", found: "\(id)")
    }
  }

  func hasCode(_ code: String, _ list: String) -> Bool {
    profile.index.list(list).place[code] != nil
  }

  /// Values that a condition compares a field with: codes of its list, or 0 and 1 for a flag.
  func requireValues(_ values: [String], of field: ExamProfile.Field, at path: String) throws(ShapeFault) {
    guard !values.isEmpty else { throw ShapeFault(path: path, expected: "values", found: "none") }
    for (index, value) in values.enumerated() {
      let isPossible =
        switch field.type {
        case .code(let list), .codeSet(let list): hasCode(value, list)
        case .flag: value == "0" || value == "1"
        default: profile.isValid(.text(value), field)
        }
      guard isPossible else {
        throw ShapeFault(path: "\(path)/\(index)", expected: "a value of \(field.name)", found: "\(value)")
      }
    }
  }
}
