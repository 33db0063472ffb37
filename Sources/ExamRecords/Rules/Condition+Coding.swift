import CanonicalForms

extension Condition {
  var json: JSON { .array(tests.map(\.json)) }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    guard let values = json.array else {
      throw ShapeFault(path: path, expected: "array of tests", found: json.excerpt)
    }
    tests = []
    for (index, value) in values.enumerated() {
      tests.append(try Test(value, path: "\(path)/\(index)"))
    }
  }
}

extension Condition.Test {
  var json: JSON {
    switch self {
    case .present(let field): return ["present": .string(field)]
    case .absent(let field): return ["absent": .string(field)]
    case .anyOf(let field, let codes): return ["field": .string(field), "anyOf": .array(codes.map(JSON.string))]
    case .noneOf(let field, let codes): return ["field": .string(field), "noneOf": .array(codes.map(JSON.string))]
    case .count(let field, let codes, let minimum, let maximum):
      return [
        "field": .string(field), "count": .array(codes.map(JSON.string)), "minimum": .integer(minimum),
        "maximum": .integer(maximum),
      ]
    case .same(let left, let right): return ["same": [.string(left), .string(right)]]
    case .range(let field, let minimum, let maximum):
      var bounds = JSONObject()
      bounds["minimum"] = minimum.map(JSON.string)
      bounds["maximum"] = maximum.map(JSON.string)
      return ["field": .string(field), "range": .object(bounds)]
    case .either(let conditions): return ["either": .array(conditions.map(\.json))]
    }
  }

  /// Which test it is, is told by the member that only this one has.
  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    if let field = try reader.optionalString("present") {
      self = .present(field)
    } else if let field = try reader.optionalString("absent") {
      self = .absent(field)
    } else if let codes = try reader.optionalStrings("anyOf") {
      self = .anyOf(field: try reader.string("field"), codes)
    } else if let codes = try reader.optionalStrings("noneOf") {
      self = .noneOf(field: try reader.string("field"), codes)
    } else if let codes = try reader.optionalStrings("count") {
      self = .count(
        field: try reader.string("field"), of: codes, minimum: try reader.integer("minimum"),
        maximum: try reader.integer("maximum"))
    } else if let fields = try reader.optionalStrings("same") {
      guard fields.count == 2 else {
        throw ShapeFault(path: "\(path)/same", expected: "two fields", found: "\(fields.count)")
      }
      self = .same(fields[0], fields[1])
    } else if let object = try reader.optionalObject("range") {
      var bounds = ObjectReader(object, path: "\(path)/range")
      let field = try reader.string("field")
      self = .range(
        field: field, minimum: try bounds.optionalDecimal("minimum"), maximum: try bounds.optionalDecimal("maximum"))
      try bounds.finish()
    } else if try reader.optionalJSON("either") != nil {
      self = .either(
        try reader.list("either") { (json, path) throws(ShapeFault) in try Condition(json, path: path) })
    } else {
      let words = "present, absent, anyOf, noneOf, count, same, range, either"
      throw ShapeFault(path: path, expected: "one of \(words)", found: json.excerpt)
    }
    try reader.finish()
  }
}

extension ObjectReader {
  mutating func decimal(_ key: String) throws(ShapeFault) -> String {
    let text = try string(key)
    guard FixedDecimal(text) != nil else {
      throw ShapeFault(path: path(to: key), expected: "a decimal as 8.3", found: "\(text)")
    }
    return text
  }

  mutating func optionalDecimal(_ key: String) throws(ShapeFault) -> String? {
    guard try optionalString(key) != nil else { return nil }
    return try decimal(key)
  }
}
