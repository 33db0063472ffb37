public import CanonicalForms

extension ExamProfile {
  /// Reads a profile's document, `Schemas/exam-profile.schema.json`, and refuses members it does not know, references
  /// to what is not there, and names that occur twice.
  public static func decode(_ document: JSON) throws(ProfileFault) -> ExamProfile {
    do throws(ShapeFault) {
      let profile = try ExamProfile(document)
      try ProfileCheck(profile).run()
      return profile
    } catch {
      throw ProfileFault(error)
    }
  }

  /// The profile as a document: members that have their default value are left out.
  public func encode() -> JSON {
    var object = JSONObject([
      ("id", .string(id)),
      ("examName", .string(examName)),
      ("year", .integer(year)),
      ("firstDay", .string(firstDay.text)),
      ("roles", roles.json),
      ("fields", .array(fields.map(\.json))),
      ("codeLists", .array(codeLists.map(\.json))),
      ("rules", .array(rules.map(\.json))),
      ("layouts", .array(layouts.map(\.json))),
      ("classList", classList.json),
      ("deadlines", .array(deadlines.map(\.json))),
    ])
    object["hours"] = hours?.json
    object["editsUntil"] = editsUntil.map(JSON.string)
    return .object(object)
  }

  private init(_ document: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(document, path: "")
    let id = try reader.string("id")
    let examName = try reader.string("examName")
    let year = try reader.integer("year")
    let firstDay = try reader.day("firstDay")
    let roles = try Roles(try reader.json("roles"), path: "/roles")
    let fields = try reader.list("fields") { (json, path) throws(ShapeFault) in try Field(json, path: path) }
    let codeLists = try reader.list("codeLists") { (json, path) throws(ShapeFault) in try CodeList(json, path: path) }
    let rules = try reader.list("rules") { (json, path) throws(ShapeFault) in try Rule(json, path: path) }
    let layouts = try reader.list("layouts") { (json, path) throws(ShapeFault) in try SheetLayout(json, path: path) }
    let classList = try ClassListLayout(try reader.json("classList"), path: "/classList")
    let deadlines = try reader.list("deadlines") { (json, path) throws(ShapeFault) in try Deadline(json, path: path) }
    let hours = try reader.optionalJSON("hours").map { json throws(ShapeFault) in
      try OfficeHours(json, path: "/hours")
    }
    let editsUntil = try reader.optionalString("editsUntil")
    try reader.finish()
    self.init(
      id: id, examName: examName, year: year, firstDay: firstDay, roles: roles, fields: fields, codeLists: codeLists,
      rules: rules, layouts: layouts, classList: classList, deadlines: deadlines, hours: hours, editsUntil: editsUntil)
  }
}

extension ExamProfile.Roles {
  var json: JSON {
    var object = JSONObject([
      ("fullName", .string(fullName)), ("dateOfBirth", .string(dateOfBirth)), ("className", .string(className)),
    ])
    object["givenName"] = givenName.map(JSON.string)
    object["sex"] = sex.map(JSON.string)
    object["identityNumber"] = identityNumber.map(JSON.string)
    object["identityKind"] = identityKind.map(JSON.string)
    object["formerIdentityNumber"] = formerIdentityNumber.map(JSON.string)
    object["studentID"] = studentID.map(JSON.string)
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    fullName = try reader.string("fullName")
    dateOfBirth = try reader.string("dateOfBirth")
    className = try reader.string("className")
    givenName = try reader.optionalString("givenName")
    sex = try reader.optionalString("sex")
    identityNumber = try reader.optionalString("identityNumber")
    identityKind = try reader.optionalString("identityKind")
    formerIdentityNumber = try reader.optionalString("formerIdentityNumber")
    studentID = try reader.optionalString("studentID")
    try reader.finish()
  }
}

extension ExamProfile.Deadline {
  var json: JSON {
    ["id": .string(id), "label": .string(label), "labelEnglish": .string(labelEnglish), "at": .string(at.text)]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    id = try reader.string("id")
    label = try reader.string("label")
    labelEnglish = try reader.string("labelEnglish")
    let text = try reader.string("at")
    guard let at = Instant(ledgerText: text) else {
      throw ShapeFault(path: "\(path)/at", expected: "a moment as 2023-05-13T10:00:00.000Z", found: "\(text)")
    }
    self.at = at
    try reader.finish()
  }
}
