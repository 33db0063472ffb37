import CanonicalForms

/// Where an import found what it recorded.
public struct ImportSource: Equatable, Sendable {
  public var file: String
  /// Line of the file, from 1.
  public var row: Int
  /// What the file showed for fields that an import decided about without changing the record; together with the changes
  /// these are the values that the next import compares with.
  public var seen: FieldValues

  public init(file: String, row: Int, seen: FieldValues = [:]) {
    self.file = file
    self.row = row
    self.seen = seen
  }

  var json: JSON {
    var object = JSONObject([("file", .string(file)), ("row", .integer(row))])
    if !seen.isEmpty { object["seen"] = seen.json }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    file = try reader.text("file")
    row = try reader.integer("row", in: 1...JSON.largestInteger)
    let seen = try reader.optionalObject("seen").map { object throws(ShapeFault) in
      try FieldValues(object, path: "\(path)/seen")
    }
    try reader.finish()
    if let seen, seen.isEmpty { throw ShapeFault(path: "\(path)/seen", expected: "values", found: "none") }
    self.seen = seen ?? [:]
  }
}

/// `candidate.registered`, the first event of a candidate's stream.
public struct CandidateRegistered: Equatable, Sendable {
  /// Running number in the ledger, from 1.
  public var number: Int
  public var fields: FieldValues
  public var reason: String
  public var source: ImportSource?

  public init(number: Int, fields: FieldValues, reason: String, source: ImportSource? = nil) {
    self.number = number
    self.fields = fields
    self.reason = reason
    self.source = source
  }

  var payload: JSON {
    var object = JSONObject([("fields", fields.json), ("number", .integer(number)), ("reason", .string(reason))])
    object["import"] = source?.json
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    number = try reader.integer("number", in: 1...999_999)
    fields = try FieldValues(try reader.object("fields"), path: "/fields")
    reason = try reader.text("reason")
    source = try reader.optionalJSON("import").map { json throws(ShapeFault) in
      try ImportSource(json, path: "/import")
    }
    try reader.finish()
    guard !fields.isEmpty else { throw ShapeFault(path: "/fields", expected: "values", found: "none") }
  }
}

/// `candidate.corrected` (đính chính): changed fields with old and new values, reason and evidence.
///
/// Without changes it only closes the returned sheet that it names, or records what an import decided.
public struct CandidateCorrected: Equatable, Sendable {
  public var changes: [FieldChange]
  public var reason: String
  public var evidence: String?
  /// Position of the print of the sheet whose handwriting this correction keys in.
  public var sheet: Int?
  public var source: ImportSource?

  public init(
    changes: [FieldChange], reason: String, evidence: String? = nil, sheet: Int? = nil, source: ImportSource? = nil
  ) {
    self.changes = changes
    self.reason = reason
    self.evidence = evidence
    self.sheet = sheet
    self.source = source
  }

  var payload: JSON {
    var object = JSONObject([("changes", .array(changes.map(\.json))), ("reason", .string(reason))])
    object["evidence"] = evidence.map(JSON.string)
    object["import"] = source?.json
    object["sheet"] = sheet.map(JSON.integer)
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    changes = []
    for (index, change) in try reader.array("changes").enumerated() {
      changes.append(try FieldChange(change, path: "/changes/\(index)"))
    }
    reason = try reader.text("reason")
    evidence = try reader.optionalText("evidence")
    sheet = try reader.optionalPosition("sheet")
    source = try reader.optionalJSON("import").map { json throws(ShapeFault) in
      try ImportSource(json, path: "/import")
    }
    try reader.finish()
    guard Set(changes.map(\.field)).count == changes.count else {
      let found = changes.map(\.field).joined(separator: ", ")
      throw ShapeFault(path: "/changes", expected: "each field once", found: "\(found)")
    }
    guard !changes.isEmpty || sheet != nil || source?.seen.isEmpty == false else {
      throw ShapeFault(path: "/changes", expected: "a change, or a sheet or values seen by an import", found: "nothing")
    }
  }
}

/// `candidate.withdrawn`: no longer takes the exam. Nothing is deleted.
public struct CandidateWithdrawn: Equatable, Sendable {
  public var reason: String

  public init(reason: String) {
    self.reason = reason
  }

  var payload: JSON { ["reason": .string(reason)] }

  init(_ payload: JSON) throws(ShapeFault) {
    reason = try ObjectReader.onlyText("reason", of: payload)
  }
}

/// `candidate.restored`: takes the exam after all.
public struct CandidateRestored: Equatable, Sendable {
  public var reason: String

  public init(reason: String) {
    self.reason = reason
  }

  var payload: JSON { ["reason": .string(reason)] }

  init(_ payload: JSON) throws(ShapeFault) {
    reason = try ObjectReader.onlyText("reason", of: payload)
  }
}

extension ObjectReader {
  /// The text of an object's only member.
  static func onlyText(_ key: String, of json: JSON) throws(ShapeFault) -> String {
    var reader = try ObjectReader(json, path: "")
    let text = try reader.text(key)
    try reader.finish()
    return text
  }
}
