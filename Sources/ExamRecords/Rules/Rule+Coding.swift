import CanonicalForms

extension Rule {
  var json: JSON {
    var object = JSONObject([
      ("id", .string(id)), ("level", .string(level.rawValue)), ("message", .string(message)),
      ("messageEnglish", .string(messageEnglish)), ("fields", .array(fields.map(JSON.string))),
    ])
    kind.write(to: &object)
    return .object(object)
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    id = try reader.string("id")
    level = try reader.choice("level", of: Level.self)
    message = try reader.string("message")
    messageEnglish = try reader.string("messageEnglish")
    fields = try reader.strings("fields")
    kind = try Kind(&reader)
    try reader.finish()
  }
}

extension Rule.Kind {
  fileprivate func write(to object: inout JSONObject) {
    func put(_ word: String, _ strings: [String: String] = [:], when: Condition = Condition([])) {
      object["kind"] = .string(word)
      for (key, text) in strings { object[key] = .string(text) }
      if !when.tests.isEmpty { object["when"] = when.json }
    }
    switch self {
    case .implication(let when, let then):
      put("implication", when: when)
      object["then"] = then.json
    case .shape(let field, let when, let shape): put("shape", ["field": field, "shape": shape.rawValue], when: when)
    case .identityProvince(let number, let list, let when):
      put("identityProvince", ["number": number, "codeList": list], when: when)
    case .identitySexAndCentury(let number, let sex, let femaleCode, let dateOfBirth, let when):
      put(
        "identitySexAndCentury",
        ["number": number, "sex": sex, "femaleCode": femaleCode, "dateOfBirth": dateOfBirth], when: when)
    case .identityBirthYear(let number, let dateOfBirth, let when):
      put("identityBirthYear", ["number": number, "dateOfBirth": dateOfBirth], when: when)
    case .unique(let fields):
      put("unique")
      object["of"] = .array(fields.map(JSON.string))
    case .personName(let field): put("personName", ["field": field])
    case .words(let field, let minimum):
      put("words", ["field": field])
      object["minimum"] = .integer(minimum)
    case .age(let field, let day, let minimum, let maximum, let when):
      put("age", ["field": field, "on": day.text], when: when)
      object["minimum"] = minimum.map(JSON.integer)
      object["maximum"] = maximum.map(JSON.integer)
    case .sumAtMost(let fields, let maximum):
      put("sumAtMost", ["maximum": maximum])
      object["of"] = .array(fields.map(JSON.string))
    case .oneGroup(let field, let groups, let when):
      put("oneGroup", ["field": field], when: when)
      object["groups"] = .array(groups.map { .array($0.map(JSON.string)) })
    case .certificate(
      let type, let score, let issuedOn, let expiresOn, let issuedBy, let validOn, let minimumScores, let when):
      put(
        "certificate",
        [
          "type": type, "score": score, "issuedOn": issuedOn, "expiresOn": expiresOn, "issuedBy": issuedBy.text,
          "validOn": validOn.text,
        ], when: when)
      object["minimumScores"] = .object(JSONObject(minimumScores.mapValues(JSON.string)))
    }
  }

  fileprivate init(_ reader: inout ObjectReader) throws(ShapeFault) {
    let word = try reader.string("kind")
    switch word {
    case "implication":
      self = .implication(when: try reader.optionalCondition("when"), then: try reader.condition("then"))
    case "shape":
      self = .shape(
        field: try reader.string("field"), when: try reader.optionalCondition("when"),
        try reader.choice("shape", of: Rule.Shape.self))
    case "identityProvince":
      self = .identityProvince(
        number: try reader.string("number"), list: try reader.string("codeList"),
        when: try reader.optionalCondition("when"))
    case "identitySexAndCentury":
      self = .identitySexAndCentury(
        number: try reader.string("number"), sex: try reader.string("sex"),
        femaleCode: try reader.string("femaleCode"), dateOfBirth: try reader.string("dateOfBirth"),
        when: try reader.optionalCondition("when"))
    case "identityBirthYear":
      self = .identityBirthYear(
        number: try reader.string("number"), dateOfBirth: try reader.string("dateOfBirth"),
        when: try reader.optionalCondition("when"))
    case "unique": self = .unique(fields: try reader.strings("of"))
    case "personName": self = .personName(field: try reader.string("field"))
    case "words": self = .words(field: try reader.string("field"), minimum: try reader.integer("minimum"))
    case "age":
      self = .age(
        field: try reader.string("field"), on: try reader.day("on"), minimum: try reader.optionalInteger("minimum"),
        maximum: try reader.optionalInteger("maximum"), when: try reader.optionalCondition("when"))
    case "sumAtMost": self = .sumAtMost(fields: try reader.strings("of"), maximum: try reader.decimal("maximum"))
    case "oneGroup":
      self = .oneGroup(
        field: try reader.string("field"), groups: try reader.groups("groups"),
        when: try reader.optionalCondition("when"))
    case "certificate":
      self = .certificate(
        type: try reader.string("type"), score: try reader.string("score"), issuedOn: try reader.string("issuedOn"),
        expiresOn: try reader.string("expiresOn"), issuedBy: try reader.day("issuedBy"),
        validOn: try reader.day("validOn"), minimumScores: try reader.decimals("minimumScores"),
        when: try reader.optionalCondition("when"))
    default:
      throw ShapeFault(path: reader.path(to: "kind"), expected: "one of \(Self.words)", found: "\(word)")
    }
  }

  private static let words =
    "implication, shape, identityProvince, identitySexAndCentury, identityBirthYear, unique, personName, words, age, "
    + "sumAtMost, oneGroup, certificate"
}

extension ObjectReader {
  fileprivate mutating func groups(_ key: String) throws(ShapeFault) -> [[String]] {
    try list(key) { (json, path) throws(ShapeFault) in
      let codes = json.array?.compactMap(\.string) ?? []
      guard !codes.isEmpty, codes.count == json.array?.count else {
        throw ShapeFault(path: path, expected: "array of codes", found: json.excerpt)
      }
      return codes
    }
  }

  fileprivate mutating func decimals(_ key: String) throws(ShapeFault) -> [String: String] {
    let object = try object(key)
    var members = ObjectReader(object, path: path(to: key))
    var decimals: [String: String] = [:]
    for member in object.keys { decimals[member] = try members.decimal(member) }
    return decimals
  }
}
