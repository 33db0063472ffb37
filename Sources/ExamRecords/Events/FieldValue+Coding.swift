package import CanonicalForms

extension FieldValue {
  package var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .list(let codes): .array(codes.map(JSON.string))
    }
  }

  /// Texts and items of lists are never empty: an empty value is no value.
  package init(_ json: JSON, path: @autoclosure () -> String) throws(ShapeFault) {
    switch json {
    case .string(let text) where !text.isEmpty:
      self = .text(text)
    case .array(let items) where !items.isEmpty:
      var codes: [String] = []
      for item in items {
        guard let code = item.string, !code.isEmpty, !codes.contains(code) else {
          throw ShapeFault(path: path(), expected: "different texts", found: "\(item.canonicalText)")
        }
        codes.append(code)
      }
      self = .list(codes)
    default:
      throw ShapeFault(path: path(), expected: "a text or a list of texts", found: "\(json.canonicalText)")
    }
  }
}

extension FieldValues {
  package var json: JSON { .object(JSONObject(lazy.map { ($0.key, $0.value.json) })) }

  package init(_ object: JSONObject, path: String) throws(ShapeFault) {
    self.init(minimumCapacity: object.members.count)
    for member in object.members {
      guard !member.key.isEmpty else { throw ShapeFault(path: path, expected: "names of fields", found: "\"\"") }
      self[member.key] = try FieldValue(member.value, path: "\(path)/\(member.key)")
    }
  }
}

/// One field's change: `nil` stands for no value.
public struct FieldChange: Equatable, Sendable {
  public var field: String
  public var old: FieldValue?
  public var new: FieldValue?

  public init(field: String, old: FieldValue?, new: FieldValue?) {
    self.field = field
    self.old = old
    self.new = new
  }

  var json: JSON { ["field": .string(field), "new": new?.json ?? .null, "old": old?.json ?? .null] }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    field = try reader.text("field")
    old = try FieldValue.optional(try reader.json("old"), path: "\(path)/old")
    new = try FieldValue.optional(try reader.json("new"), path: "\(path)/new")
    try reader.finish()
    guard old != new else { throw ShapeFault(path: path, expected: "different values", found: "\(json.canonicalText)") }
  }
}

extension FieldValue {
  static func optional(_ json: JSON, path: String) throws(ShapeFault) -> FieldValue? {
    if json == .null { return nil }
    return try FieldValue(json, path: path)
  }
}
