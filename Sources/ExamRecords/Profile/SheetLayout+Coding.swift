import CanonicalForms

extension SheetLayout {
  var json: JSON {
    [
      "id": .string(id),
      "title": .string(title),
      "instruction": .string(instruction),
      "groups": .array(groups.map(\.json)),
      "allCorrectText": .string(allCorrectText),
      "correctedText": .string(correctedText),
      "pledge": .string(pledge),
      "signers": .array(signers.map(\.json)),
    ]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    id = try reader.string("id")
    title = try reader.string("title")
    instruction = try reader.string("instruction")
    groups = try reader.list("groups") { (json, path) throws(ShapeFault) in try Group(json, path: path) }
    allCorrectText = try reader.string("allCorrectText")
    correctedText = try reader.string("correctedText")
    pledge = try reader.string("pledge")
    signers = try reader.list("signers") { (json, path) throws(ShapeFault) in try Signer(json, path: path) }
    try reader.finish()
  }
}

extension SheetLayout.Group {
  var json: JSON { ["title": .string(title), "rows": .array(rows.map(\.json))] }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    title = try reader.string("title")
    rows = try reader.list("rows") { (json, path) throws(ShapeFault) in try SheetLayout.Row(json, path: path) }
    try reader.finish()
  }
}

extension SheetLayout.Row {
  var json: JSON {
    var object = JSONObject([
      ("number", .string(number)), ("label", .string(label)),
      ("parts", .array(parts.enumerated().map { $1.json(isFirst: $0 == 0) })),
    ])
    if style != .plain { object["style"] = .string(style.rawValue) }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    number = try reader.string("number")
    label = try reader.string("label")
    style = try reader.optionalChoice("style", of: SheetLayout.Style.self) ?? .plain
    var isFirst = true
    parts = try reader.list("parts") { (json, path) throws(ShapeFault) in
      defer { isFirst = false }
      return try SheetLayout.Part(json, path: path, isFirst: isFirst)
    }
    try reader.finish()
  }
}

extension SheetLayout.Part {
  /// What stands before a value where the document says nothing: a comma, but nothing before the first.
  private static func usualSeparator(isFirst: Bool) -> String { isFirst ? "" : ", " }

  func json(isFirst: Bool) -> JSON {
    var object = JSONObject([("field", .string(field))])
    if !prefix.isEmpty { object["prefix"] = .string(prefix) }
    if separator != Self.usualSeparator(isFirst: isFirst) { object["separator"] = .string(separator) }
    if show != .codeAndMeaning { object["show"] = .string(show.rawValue) }
    if isOptional { object["optional"] = true }
    return .object(object)
  }

  init(_ json: JSON, path: String, isFirst: Bool) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    field = try reader.string("field")
    prefix = try reader.optionalString("prefix") ?? ""
    separator = try reader.optionalString("separator") ?? Self.usualSeparator(isFirst: isFirst)
    show = try reader.optionalChoice("show", of: DisplayStyle.self) ?? .codeAndMeaning
    isOptional = try reader.optionalBool("optional") ?? false
    try reader.finish()
  }
}

extension SheetLayout.Signer {
  var json: JSON { ["title": .string(title), "note": .string(note)] }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    title = try reader.string("title")
    note = try reader.string("note")
    try reader.finish()
  }
}

extension ClassListLayout {
  var json: JSON {
    [
      "title": .string(title), "columns": .array(columns.map(\.json)), "signers": .array(signers.map(\.json)),
    ]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    title = try reader.string("title")
    columns = try reader.list("columns") { (json, path) throws(ShapeFault) in try Column(json, path: path) }
    signers = try reader.list("signers") { (json, path) throws(ShapeFault) in
      try SheetLayout.Signer(json, path: path)
    }
    try reader.finish()
  }
}

extension ClassListLayout.Column {
  var json: JSON {
    var object = JSONObject([("title", .string(title)), ("width", .integer(width))])
    if alignment != .left { object["alignment"] = .string(alignment.rawValue) }
    switch content {
    case .order: object["content"] = "order"
    case .sheetCode: object["content"] = "sheetCode"
    case .empty: object["content"] = "empty"
    case .fields(let fields, let short):
      object["content"] = "fields"
      object["fields"] = .array(fields.map(JSON.string))
      if short { object["short"] = true }
    }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    title = try reader.string("title")
    width = try reader.integer("width")
    alignment = try reader.optionalChoice("alignment", of: ClassListLayout.Alignment.self) ?? .left
    let word = try reader.string("content")
    switch word {
    case "order": content = .order
    case "sheetCode": content = .sheetCode
    case "empty": content = .empty
    case "fields":
      content = .fields(try reader.strings("fields"), short: try reader.optionalBool("short") ?? false)
    default:
      let words = "order, fields, sheetCode, empty"
      throw ShapeFault(path: "\(path)/content", expected: "one of \(words)", found: "\(word)")
    }
    try reader.finish()
    guard (1...257).contains(width) else {
      throw ShapeFault(path: "\(path)/width", expected: "\(1) to \(257)", found: "\(width)")
    }
  }
}

extension ObjectReader {
  mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws(ShapeFault) -> Choice? where Choice.RawValue == String {
    guard try optionalString(key) != nil else { return nil }
    return try choice(key, of: type)
  }
}
