import CanonicalForms

extension JSON {
  /// A member that may have no value is `null`, not missing, in everything that the tool prints.
  init(_ text: String?) {
    self = text.map(JSON.string) ?? .null
  }

  init(_ number: Int?) {
    self = number.map(JSON.integer) ?? .null
  }

  init(_ flag: Bool?) {
    self = flag.map(JSON.bool) ?? .null
  }
}
