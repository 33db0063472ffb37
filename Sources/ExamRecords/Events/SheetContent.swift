public import CanonicalForms

/// All that a check-sheet says, except its code, its QR, its position and its time: what the page's digest covers.
///
/// The digest is the SHA-256 of the canonical text of `json`; the random nonce keeps values from being guessed from it.
/// The event holds the content whole, so that a reprint is what was signed even where a later program would judge the record
/// differently, and `verify` holds its values against the record at that place.
public struct SheetContent: Equatable, Sendable {
  /// 16 random bytes, base64.
  public var nonce: String
  /// Id of the layout in the profile.
  public var layout: String
  /// SHA-256 of the canonical text of the profile's document, base64.
  public var profile: String
  public var unit: UnitSettings
  public var round: Int
  /// The stream's ULID.
  public var candidate: String
  public var number: Int
  /// Order number in the class list at the time of printing; never makes a sheet stale.
  public var order: Int
  /// Version of the candidate's stream before the print.
  public var recordVersion: Int
  /// The fields that the page shows: the layout's, the name and the class, in the order of the page.
  public var printedFields: [String]
  /// Their values; a field without a value is missing.
  public var values: FieldValues
  /// What is marked as changed, with the value before, and since which sheet.
  public var changes: [Change]
  public var replaces: Replaced?
  public var findings: [PrintedFinding]

  public struct Change: Equatable, Sendable {
    public var field: String
    public var old: FieldValue?

    public init(field: String, old: FieldValue?) {
      self.field = field
      self.old = old
    }
  }

  /// The sheet that the changes are counted from.
  public struct Replaced: Equatable, Sendable {
    public var code: String
    /// `2023-04-21`: the day written on it or else the day its signature was recorded; nil if it was only printed.
    public var signedOn: String?

    public init(code: String, signedOn: String?) {
      self.code = code
      self.signedOn = signedOn
    }
  }

  public struct PrintedFinding: Equatable, Sendable {
    public var rule: String
    public var level: Rule.Level
    public var text: String
    public var fields: [String]

    public init(rule: String, level: Rule.Level, text: String, fields: [String]) {
      self.rule = rule
      self.level = level
      self.text = text
      self.fields = fields
    }
  }

  public init(
    nonce: String, layout: String, profile: String, unit: UnitSettings, round: Int, candidate: String, number: Int,
    order: Int, recordVersion: Int, printedFields: [String], values: FieldValues, changes: [Change],
    replaces: Replaced?, findings: [PrintedFinding]
  ) {
    self.nonce = nonce
    self.layout = layout
    self.profile = profile
    self.unit = unit
    self.round = round
    self.candidate = candidate
    self.number = number
    self.order = order
    self.recordVersion = recordVersion
    self.printedFields = printedFields
    self.values = values
    self.changes = changes
    self.replaces = replaces
    self.findings = findings
  }
}

extension SheetContent {
  public var json: JSON {
    var object = JSONObject([
      ("candidate", .string(candidate)),
      ("changes", .array(changes.map { ["field": .string($0.field), "old": $0.old?.json ?? .null] })),
      ("fields", .array(printedFields.map(JSON.string))),
      ("findings", .array(findings.map(\.json))),
      ("layout", .string(layout)),
      ("nonce", .string(nonce)),
      ("number", .integer(number)),
      ("order", .integer(order)),
      ("profile", .string(profile)),
      ("recordVersion", .integer(recordVersion)),
      ("round", .integer(round)),
      ("unit", unit.json),
      ("values", values.json),
    ])
    if let replaces {
      var replaced = JSONObject([("code", .string(replaces.code))])
      replaced["signedOn"] = replaces.signedOn.map(JSON.string)
      object["replaces"] = .object(replaced)
    }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    candidate = try reader.ulid("candidate")
    changes = []
    for (index, change) in try reader.array("changes").enumerated() {
      changes.append(try Change(change, path: "\(path)/changes/\(index)"))
    }
    findings = []
    for (index, finding) in try reader.array("findings").enumerated() {
      findings.append(try PrintedFinding(finding, path: "\(path)/findings/\(index)"))
    }
    printedFields = try reader.names("fields")
    layout = try reader.text("layout")
    nonce = try reader.base64("nonce", bytes: 16)
    number = try reader.integer("number", in: 1...999_999)
    order = try reader.integer("order", in: 0...JSON.largestInteger)
    profile = try reader.base64("profile", bytes: 32)
    recordVersion = try reader.integer("recordVersion", in: 1...JSON.largestInteger)
    replaces = try reader.optionalJSON("replaces").map { json throws(ShapeFault) in
      try Replaced(json, path: "\(path)/replaces")
    }
    round = try reader.integer("round", in: 1...JSON.largestInteger)
    unit = try UnitSettings(try reader.json("unit"), path: "\(path)/unit")
    values = try FieldValues(try reader.object("values"), path: "\(path)/values")
    try reader.finish()
    try checkFields(path: path)
  }

  /// Each field stands on the page once, and nothing is said of a field that is not on it.
  private func checkFields(path: String) throws(ShapeFault) {
    let printed = Set(printedFields)
    guard printed.count == printedFields.count else {
      let found = printedFields.joined(separator: ", ")
      throw ShapeFault(path: "\(path)/fields", expected: "each field once", found: "\(found)")
    }
    if let name = values.keys.filter({ !printed.contains($0) }).min() {
      throw ShapeFault(path: "\(path)/values/\(name)", expected: "nothing", found: "a field that is not on the page")
    }
    let changed = changes.map(\.field)
    guard printed.isSuperset(of: changed), Set(changed).count == changed.count else {
      throw ShapeFault(
        path: "\(path)/changes", expected: "fields of the page, each once", found: "\(changed.joined(separator: ", "))")
    }
  }
}

extension SheetContent.Change {
  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    field = try reader.text("field")
    old = try FieldValue.optional(try reader.json("old"), path: "\(path)/old")
    try reader.finish()
  }
}

extension SheetContent.Replaced {
  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    code = try reader.code("code")
    signedOn = try reader.optionalDay("signedOn")
    try reader.finish()
  }
}

extension SheetContent.PrintedFinding {
  var json: JSON {
    [
      "fields": .array(fields.map(JSON.string)), "level": .string(level.rawValue), "rule": .string(rule),
      "text": .string(text),
    ]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    fields = try reader.names("fields")
    level = try reader.choice("level", of: Rule.Level.self)
    rule = try reader.text("rule")
    text = try reader.text("text")
    try reader.finish()
  }
}
