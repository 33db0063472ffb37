public import CanonicalForms

/// What the heads of pages say of the unit and who signs for it.
public struct UnitSettings: Equatable, Sendable {
  /// `TRƯỜNG THPT BẾN SÓNG`
  public var name: String
  /// The unit's code (Mã đơn vị ĐKDT), which some units wait for.
  public var code: String?
  /// The Department above it: `SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG`.
  public var department: String?
  /// Stands before the date: `Hải Phòng`.
  public var place: String?
  /// The authority that signs lists: `HIỆU TRƯỞNG` or `KT. HIỆU TRƯỞNG`, a line break, `PHÓ HIỆU TRƯỞNG`.
  public var signatory: String
  /// Printed under the signature, without degrees.
  public var signatoryName: String?

  public init(
    name: String, code: String? = nil, department: String? = nil, place: String? = nil,
    signatory: String = "HIỆU TRƯỞNG", signatoryName: String? = nil
  ) {
    self.name = name
    self.code = code
    self.department = department
    self.place = place
    self.signatory = signatory
    self.signatoryName = signatoryName
  }

  package var json: JSON {
    var object = JSONObject([("name", .string(name)), ("signatory", .string(signatory))])
    object["code"] = code.map(JSON.string)
    object["department"] = department.map(JSON.string)
    object["place"] = place.map(JSON.string)
    object["signatoryName"] = signatoryName.map(JSON.string)
    return .object(object)
  }

  package init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    name = try reader.text("name")
    code = try reader.optionalText("code")
    department = try reader.optionalText("department")
    place = try reader.optionalText("place")
    signatory = try reader.text("signatory")
    signatoryName = try reader.optionalText("signatoryName")
    try reader.finish()
  }
}

/// `unit.described`, on stream `ledger`: all settings as they are from now on.
public struct UnitDescribed: Equatable, Sendable {
  public var settings: UnitSettings
  public var reason: String?

  public init(settings: UnitSettings, reason: String? = nil) {
    self.settings = settings
    self.reason = reason
  }

  var payload: JSON {
    var object = JSONObject([("settings", settings.json)])
    object["reason"] = reason.map(JSON.string)
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    settings = try UnitSettings(try reader.json("settings"), path: "/settings")
    reason = try reader.optionalText("reason")
    try reader.finish()
  }
}

/// `officer.named`, on stream `ledger`: the name of an officer, apart from the key so that it can be erased.
public struct OfficerNamed: Equatable, Sendable {
  public var id: String
  public var name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  var payload: JSON { ["id": .string(id), "name": .string(name)] }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    id = try reader.officer("id")
    name = try reader.text("name")
    try reader.finish()
  }
}

/// `profile.adopted`, on stream `ledger`: the exam profile that holds from now on, the whole document.
public struct ProfileAdopted: Equatable, Sendable {
  public var document: JSON
  public var reason: String?

  public init(document: JSON, reason: String? = nil) {
    self.document = document
    self.reason = reason
  }

  var payload: JSON {
    var object = JSONObject([("document", document)])
    object["reason"] = reason.map(JSON.string)
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    document = .object(try reader.object("document"))
    reason = try reader.optionalText("reason")
    try reader.finish()
  }
}
