public import CanonicalForms

/// All that a class list says, except its code, its QR, its position and its time: what the page's digest covers.
public struct ClassListContent: Equatable, Sendable {
  /// 16 random bytes, base64.
  public var nonce: String
  /// SHA-256 of the canonical text of the profile's document, base64.
  public var profile: String
  public var unit: UnitSettings
  public var className: String
  /// A supplement holds only the rows that changed since the list before.
  public var supplement: Bool
  /// The checkpoint that the list was made at, printed in short.
  public var checkpoint: CheckpointMark
  public var rows: [Row]
  /// How many of the class's candidates there are and which of them have not signed a sheet that is in force.
  public var count: Int
  public var unsigned: [Int]

  public struct CheckpointMark: Equatable, Sendable {
    public var size: Int
    /// Root of the tree, base64.
    public var root: String

    public init(size: Int, root: String) {
      self.size = size
      self.root = root
    }
  }

  public struct Row: Equatable, Sendable {
    /// Order number in the class (STT).
    public var order: Int
    /// The stream's ULID.
    public var candidate: String
    public var number: Int
    /// Code of the candidate's newest sheet that is not stale; nil if there is none.
    public var sheet: String?
    /// The values of the list's columns; a field without a value is missing.
    public var values: FieldValues

    public init(order: Int, candidate: String, number: Int, sheet: String?, values: FieldValues) {
      self.order = order
      self.candidate = candidate
      self.number = number
      self.sheet = sheet
      self.values = values
    }
  }

  public init(
    nonce: String, profile: String, unit: UnitSettings, className: String, supplement: Bool,
    checkpoint: CheckpointMark, rows: [Row], count: Int, unsigned: [Int]
  ) {
    self.nonce = nonce
    self.profile = profile
    self.unit = unit
    self.className = className
    self.supplement = supplement
    self.checkpoint = checkpoint
    self.rows = rows
    self.count = count
    self.unsigned = unsigned
  }
}

extension ClassListContent {
  public var json: JSON {
    [
      "checkpoint": ["root": .string(checkpoint.root), "size": .integer(checkpoint.size)],
      "class": .string(className),
      "count": .integer(count),
      "nonce": .string(nonce),
      "profile": .string(profile),
      "rows": .array(rows.map(\.json)),
      "supplement": .bool(supplement),
      "unit": unit.json,
      "unsigned": .array(unsigned.map(JSON.integer)),
    ]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    var mark = try ObjectReader(try reader.json("checkpoint"), path: "\(path)/checkpoint")
    checkpoint = CheckpointMark(
      size: try mark.integer("size", in: 1...1 << 32), root: try mark.base64("root", bytes: 32))
    try mark.finish()
    className = try reader.text("class")
    count = try reader.integer("count", in: 0...JSON.largestInteger)
    nonce = try reader.base64("nonce", bytes: 16)
    profile = try reader.base64("profile", bytes: 32)
    rows = []
    for (index, row) in try reader.array("rows").enumerated() {
      rows.append(try Row(row, path: "\(path)/rows/\(index)"))
    }
    supplement = try reader.bool("supplement")
    unit = try UnitSettings(try reader.json("unit"), path: "\(path)/unit")
    unsigned = try reader.orders("unsigned")
    try reader.finish()
  }
}

extension ClassListContent.Row {
  var json: JSON {
    var object = JSONObject([
      ("candidate", .string(candidate)), ("number", .integer(number)), ("order", .integer(order)),
      ("values", values.json),
    ])
    object["sheet"] = sheet.map(JSON.string)
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    candidate = try reader.ulid("candidate")
    number = try reader.integer("number", in: 1...999_999)
    order = try reader.integer("order", in: 1...JSON.largestInteger)
    sheet = try reader.optionalCode("sheet")
    values = try FieldValues(try reader.object("values"), path: "\(path)/values")
    try reader.finish()
  }
}
