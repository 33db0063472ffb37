import CanonicalForms
import ExamRecords

/// How projected state is written into a row of the projections file. The file can be dropped at any time, so its shape is
/// nobody's contract; `ProjectionFile.shape` is raised when it changes.
protocol ProjectionRow {
  var row: JSON { get }
  init(row: JSON) throws(ShapeFault)
}

extension Candidate: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("earlier", .object(JSONObject(earlier.mapValues { .array($0.map(\.json)) }))), ("fields", fields.json),
      ("id", .string(id)), ("number", .integer(number)), ("registeredAt", .integer(registeredAt)),
      ("sheets", .array(sheets.map(\.row))), ("version", .integer(version)), ("withdrawn", .bool(isWithdrawn)),
    ])
    // Most records are as an import left them: then these are the fields.
    if imported != fields { object["imported"] = imported.json }
    if !unread.isEmpty { object["unread"] = .array(unread.map(JSON.integer)) }
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    var earlier: [String: [FieldValue]] = [:]
    for member in try reader.object("earlier").members {
      for json in member.value.array ?? [] { earlier[member.key, default: []].append(try FieldValue(json, path: "")) }
    }
    let fields = try FieldValues(try reader.object("fields"), path: "")
    let imported = try reader.optionalObject("imported").map { object throws(ShapeFault) in
      try FieldValues(object, path: "")
    }
    self.init(
      id: try reader.string("id"), number: try reader.integer("number"), version: try reader.integer("version"),
      fields: fields, earlier: earlier, imported: imported ?? fields,
      isWithdrawn: try reader.bool("withdrawn"), sheets: try reader.rows("sheets"),
      registeredAt: try reader.integer("registeredAt"), unread: try reader.optionalIntegers("unread") ?? [])
  }
}

extension Sheet: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("code", .string(code)), ("fields", .array(printedFields.sorted().map(JSON.string))), ("layout", .string(layout)),
      ("position", .integer(position)), ("printedAt", .integer(printedAt.milliseconds)),
      ("recordVersion", .integer(recordVersion)), ("round", .integer(round)), ("run", .string(run)),
      ("values", values.json),
    ])
    object["returnedAt"] = returnedAt.map(JSON.integer)
    object["signature"] = signature?.row
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      position: try reader.integer("position"), code: try reader.string("code"), layout: try reader.string("layout"),
      round: try reader.integer("round"), run: try reader.string("run"),
      printedAt: Instant(milliseconds: try reader.integer("printedAt")),
      recordVersion: try reader.integer("recordVersion"),
      values: try FieldValues(try reader.object("values"), path: ""),
      printedFields: Set(try reader.strings("fields")), signature: try reader.row("signature"),
      returnedAt: try reader.optionalInteger("returnedAt"))
  }
}

extension Sheet.Signature: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("position", .integer(position)), ("recordedAt", .integer(recordedAt.milliseconds)),
      ("way", .string(way.rawValue)),
    ])
    object["place"] = place.map(JSON.string)
    object["signedOn"] = signedOn.map(JSON.string)
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      position: try reader.integer("position"),
      recordedAt: Instant(milliseconds: try reader.integer("recordedAt")),
      way: try reader.choice("way", of: SigningWay.self), signedOn: try reader.optionalString("signedOn"),
      place: try reader.optionalString("place"))
  }
}

extension ClassList: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("class", .string(className)), ("code", .string(code)), ("position", .integer(position)),
      ("printedAt", .integer(printedAt.milliseconds)), ("rows", .array(rows.map(\.row))),
      ("supplement", .bool(isSupplement)),
    ])
    object["signature"] = signature?.row
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      position: try reader.integer("position"), code: try reader.string("code"), className: try reader.string("class"),
      isSupplement: try reader.bool("supplement"),
      printedAt: Instant(milliseconds: try reader.integer("printedAt")), rows: try reader.rows("rows"),
      signature: try reader.row("signature"))
  }
}

extension ClassList.Row: ProjectionRow {
  var row: JSON {
    [
      "candidate": .string(candidate), "number": .integer(number), "order": .integer(order),
      "values": values.json,
    ]
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      order: try reader.integer("order"), candidate: try reader.string("candidate"),
      number: try reader.integer("number"), values: try FieldValues(try reader.object("values"), path: ""))
  }
}

extension ClassList.Signature: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("except", .array(except.map(JSON.integer))), ("position", .integer(position)),
      ("recordedAt", .integer(recordedAt.milliseconds)), ("way", .string(way.rawValue)),
    ])
    object["place"] = place.map(JSON.string)
    object["signedOn"] = signedOn.map(JSON.string)
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      position: try reader.integer("position"),
      recordedAt: Instant(milliseconds: try reader.integer("recordedAt")),
      way: try reader.choice("way", of: SigningWay.self), signedOn: try reader.optionalString("signedOn"),
      place: try reader.optionalString("place"), except: try reader.integers("except"))
  }
}

extension School: ProjectionRow {
  var row: JSON {
    var object = JSONObject([
      ("lastNumber", .integer(lastNumber)),
      ("officerNames", .object(JSONObject(officerNames.mapValues(JSON.string)))),
      ("profiles", .array(profiles.map { ["digest": .string($0.digest), "position": .integer($0.position)] })),
      ("rounds", .object(JSONObject(rounds.mapValues(JSON.integer)))),
    ])
    object["lastLayout"] = lastLayout.map(JSON.string)
    object["lastImport"] = lastImport.map(JSON.integer)
    object["unit"] = unit?.json
    if !unread.isEmpty { object["unread"] = .array(unread.map(\.row)) }
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    self.init()
    var reader = try ObjectReader(row, path: "")
    lastLayout = try reader.optionalString("lastLayout")
    lastImport = try reader.optionalInteger("lastImport")
    lastNumber = try reader.integer("lastNumber")
    for member in try reader.object("officerNames").members { officerNames[member.key] = member.value.string }
    for profile in try reader.array("profiles") {
      var reader = try ObjectReader(profile, path: "/profiles")
      profiles.append(
        AdoptedProfile(digest: try reader.string("digest"), position: try reader.integer("position")))
    }
    for member in try reader.object("rounds").members { rounds[member.key] = member.value.integer }
    unit = try reader.optionalJSON("unit").map { json throws(ShapeFault) in try UnitSettings(json, path: "/unit") }
    for json in try reader.optionalArray("unread") ?? [] { unread.append(try UnreadEvent(row: json)) }
  }
}

extension UnreadEvent: ProjectionRow {
  var row: JSON {
    var object = JSONObject([("position", .integer(position))])
    object["kind"] = kind.map { .string($0.rawValue) }
    object["candidate"] = candidate.map(JSON.string)
    return .object(object)
  }

  init(row: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(row, path: "")
    self.init(
      position: try reader.integer("position"),
      kind: try reader.optionalString("kind").flatMap(RecordEvent.Kind.init),
      candidate: try reader.optionalString("candidate"))
  }
}

extension ObjectReader {
  fileprivate mutating func row<Row: ProjectionRow>(_ key: String) throws(ShapeFault) -> Row? {
    guard let json = try optionalJSON(key) else { return nil }
    return try Row(row: json)
  }

  fileprivate mutating func rows<Row: ProjectionRow>(_ key: String) throws(ShapeFault) -> [Row] {
    var rows: [Row] = []
    for json in try array(key) { rows.append(try Row(row: json)) }
    return rows
  }
}
