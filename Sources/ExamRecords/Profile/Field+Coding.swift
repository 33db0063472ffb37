import CanonicalForms

extension ExamProfile.Field {
  var json: JSON {
    var object = JSONObject([
      ("name", .string(name)), ("label", .string(label)), ("labelEnglish", .string(labelEnglish)),
      ("type", .string(type.word)),
    ])
    object["item"] = item.map(JSON.string)
    type.write(to: &object)
    switch required {
    case .never: break
    case .always: object["required"] = true
    case .when(let condition): object["required"] = condition.json
    }
    if !isPersonal { object["personal"] = false }
    if !columns.isEmpty { object["columns"] = .array(columns.map(JSON.string)) }
    object["absentText"] = absentText.map(JSON.string)
    if printedPlaces != 0 { object["printedPlaces"] = .integer(printedPlaces) }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    name = try reader.string("name")
    item = try reader.optionalString("item")
    label = try reader.string("label")
    labelEnglish = try reader.string("labelEnglish")
    type = try ExamProfile.FieldType(&reader)
    switch try reader.optionalJSON("required") {
    case nil, .bool(false): required = .never
    case .bool(true): required = .always
    case let json?: required = .when(try Condition(json, path: "\(path)/required"))
    }
    isPersonal = try reader.optionalBool("personal") ?? true
    columns = try reader.optionalStrings("columns") ?? []
    absentText = try reader.optionalString("absentText")
    printedPlaces = try reader.optionalInteger("printedPlaces") ?? 0
    try reader.finish()
    guard case .decimal(_, _, let places) = type else {
      guard printedPlaces == 0 else {
        throw ShapeFault(path: "\(path)/printedPlaces", expected: "nothing", found: "\(printedPlaces)")
      }
      return
    }
    guard (0...places).contains(printedPlaces) else {
      throw ShapeFault(path: "\(path)/printedPlaces", expected: "\(0) to \(places)", found: "\(printedPlaces)")
    }
  }
}

extension ExamProfile.FieldType {
  /// The type's name in a document.
  var word: String {
    switch self {
    case .text: "text"
    case .personName: "personName"
    case .date: "date"
    case .code: "code"
    case .codeSet: "codeSet"
    case .flag: "flag"
    case .decimal: "decimal"
    case .year: "year"
    case .phone: "phone"
    case .email: "email"
    case .digits: "digits"
    case .identityNumber: "identityNumber"
    }
  }

  /// The code list of a code or a set of codes.
  public var codeList: String? {
    switch self {
    case .code(let list), .codeSet(let list): list
    default: nil
    }
  }

  fileprivate func write(to object: inout JSONObject) {
    switch self {
    case .code(let list), .codeSet(let list): object["codeList"] = .string(list)
    case .decimal(let minimum, let maximum, let places):
      object["minimum"] = .string(minimum)
      object["maximum"] = .string(maximum)
      object["places"] = .integer(places)
    case .digits(let count): object["count"] = .integer(count)
    case .text, .personName, .date, .flag, .year, .phone, .email, .identityNumber: break
    }
  }

  fileprivate init(_ reader: inout ObjectReader) throws(ShapeFault) {
    let word = try reader.string("type")
    switch word {
    case "text": self = .text
    case "personName": self = .personName
    case "date": self = .date
    case "code": self = .code(list: try reader.string("codeList"))
    case "codeSet": self = .codeSet(list: try reader.string("codeList"))
    case "flag": self = .flag
    case "decimal":
      let (minimum, maximum) = (try reader.string("minimum"), try reader.string("maximum"))
      for (key, bound) in [("minimum", minimum), ("maximum", maximum)] where FixedDecimal(canonical: bound) == nil {
        throw ShapeFault(path: reader.path(to: key), expected: "a decimal as 0 or 8.3", found: "\(bound)")
      }
      let places = try reader.integer("places")
      guard (0...FixedDecimal.mostPlaces).contains(places) else {
        throw ShapeFault(
          path: reader.path(to: "places"), expected: "\(0) to \(FixedDecimal.mostPlaces)", found: "\(places)")
      }
      self = .decimal(minimum: minimum, maximum: maximum, places: places)
    case "year": self = .year
    case "phone": self = .phone
    case "email": self = .email
    case "digits":
      let count = try reader.integer("count")
      guard (1...20).contains(count) else {
        throw ShapeFault(path: reader.path(to: "count"), expected: "\(1) to \(20)", found: "\(count)")
      }
      self = .digits(count: count)
    case "identityNumber": self = .identityNumber
    default:
      let words = "text, personName, date, code, codeSet, flag, decimal, year, phone, email, digits, identityNumber"
      throw ShapeFault(path: reader.path(to: "type"), expected: "one of \(words)", found: "\(word)")
    }
  }
}

extension ExamProfile.CodeList {
  var json: JSON {
    var object = JSONObject([("id", .string(id)), ("entries", .array(entries.map(\.json)))])
    object["source"] = source.map(JSON.string)
    if !printsCodes { object["printsCodes"] = false }
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    id = try reader.string("id")
    source = try reader.optionalString("source")
    printsCodes = try reader.optionalBool("printsCodes") ?? true
    entries = try reader.list("entries") { (json, path) throws(ShapeFault) in try Entry(json, path: path) }
    try reader.finish()
  }
}

extension ExamProfile.CodeList.Entry {
  var json: JSON {
    var object = JSONObject([("code", .string(code)), ("label", .string(label))])
    object["labelEnglish"] = labelEnglish.map(JSON.string)
    if !aliases.isEmpty { object["aliases"] = .array(aliases.map(JSON.string)) }
    object["identityPrefix"] = identityPrefix.map(JSON.string)
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    code = try reader.string("code")
    label = try reader.string("label")
    labelEnglish = try reader.optionalString("labelEnglish")
    aliases = try reader.optionalStrings("aliases") ?? []
    identityPrefix = try reader.optionalString("identityPrefix")
    try reader.finish()
  }
}
