public import CanonicalForms

extension Selection {
  /// The member `selection` of a proof; members that exclude nothing are left out.
  public var json: JSON {
    var object = JSONObject()
    object["from"] = from.map(JSON.integer)
    object["to"] = to.map(JSON.integer)
    object["since"] = since.map { .string($0.text) }
    object["until"] = until.map { .string($0.text) }
    for (key, values) in [
      ("officers", officers), ("types", types), ("candidates", candidates), ("fields", fields), ("classes", classes),
    ] where !values.isEmpty {
      object[key] = .array(values.map(JSON.string))
    }
    object["reason"] = reason.map(JSON.string)
    for mark in marks { object[mark.rawValue] = true }
    return .object(object)
  }

  public init(_ json: JSON, path: String) throws(ShapeFault) {
    self.init()
    var reader = try ObjectReader(json, path: path)
    from = try reader.place("from")
    to = try reader.place("to")
    since = try reader.moment("since")
    until = try reader.moment("until")
    officers = try reader.differentTexts("officers")
    types = try reader.differentTexts("types")
    candidates = try reader.differentTexts("candidates")
    fields = try reader.differentTexts("fields")
    classes = try reader.differentTexts("classes")
    reason = try reader.optionalString("reason")
    for mark in Mark.allCases {
      guard let isSet = try reader.optionalBool(mark.rawValue) else { continue }
      guard isSet else { throw ShapeFault(path: reader.path(to: mark.rawValue), expected: "true", found: "false") }
      marks.insert(mark)
    }
    try reader.finish()
  }
}

extension ObjectReader {
  fileprivate mutating func place(_ key: String) throws(ShapeFault) -> Int? {
    guard let position = try optionalInteger(key) else { return nil }
    guard (0..<1 << 32).contains(position) else {
      throw ShapeFault(path: path(to: key), expected: "a position", found: "\(position)")
    }
    return position
  }

  fileprivate mutating func moment(_ key: String) throws(ShapeFault) -> Instant? {
    guard let text = try optionalString(key) else { return nil }
    guard let instant = Instant(ledgerText: text) else {
      throw ShapeFault(path: path(to: key), expected: "a time as 2023-04-25T09:59:59.123Z", found: "\(text)")
    }
    return instant
  }

  /// Missing stands for none.
  fileprivate mutating func differentTexts(_ key: String) throws(ShapeFault) -> [String] {
    guard let texts = try optionalStrings(key) else { return [] }
    guard !texts.isEmpty, Set(texts.map { Array($0.utf8) }).count == texts.count else {
      throw ShapeFault(
        path: path(to: key), expected: "different texts", found: "\(texts.prefix(5).joined(separator: ", "))")
    }
    return texts
  }
}
