/// Why a JSON value has not the shape that was asked for.
public struct ShapeFault: Error, Equatable, Sendable {
  /// Where in the document, as a JSON Pointer (RFC 6901): `/fields/12/codeList`; empty for the whole document.
  public let path: String
  public let expected: Evidence
  public let found: Evidence

  public init(path: String, expected: Evidence, found: Evidence) {
    self.path = path
    self.expected = expected
    self.found = found
  }
}

/// Reads the members of one object, each once, and refuses what nobody asked for.
///
/// ```
/// var reader = try ObjectReader(json, path: "/import")
/// let file = try reader.string("file")
/// let row = try reader.optionalInteger("row")
/// try reader.finish()
/// ```
///
/// A missing member and one of another kind are both faults; `optional…` allows the member to be missing, not to be
/// `null`.
public struct ObjectReader {
  /// The object's place in its document, as a JSON Pointer.
  public let path: String
  private let members: [JSONObject.Member]
  private var isRead: [Bool]

  public init(_ json: JSON, path: String) throws(ShapeFault) {
    guard case .object(let object) = json else {
      throw ShapeFault(path: path, expected: "object", found: json.excerpt)
    }
    self.init(object, path: path)
  }

  public init(_ object: JSONObject, path: String) {
    self.path = path
    members = object.members
    isRead = Array(repeating: false, count: members.count)
  }

  /// The JSON Pointer of a member.
  public func path(to key: String) -> String {
    "\(path)/\(key.pointerToken)"
  }

  /// Refuses members that nobody has read.
  public func finish() throws(ShapeFault) {
    guard let index = isRead.firstIndex(of: false) else { return }
    throw ShapeFault(path: path(to: members[index].key), expected: "nothing", found: members[index].value.excerpt)
  }

  /// A member of any kind, `null` included; nil if it is missing.
  public mutating func optionalJSON(_ key: String) throws(ShapeFault) -> JSON? {
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    isRead[index] = true
    return members[index].value
  }

  public mutating func json(_ key: String) throws(ShapeFault) -> JSON {
    guard let value = try optionalJSON(key) else {
      throw ShapeFault(path: path(to: key), expected: "a value", found: "nothing")
    }
    return value
  }

  private mutating func optional<Value>(
    _ key: String, expected kind: Evidence, _ take: (JSON) -> Value?
  ) throws(ShapeFault) -> Value? {
    guard let json = try optionalJSON(key) else { return nil }
    guard let value = take(json) else {
      throw ShapeFault(path: path(to: key), expected: kind, found: json.excerpt)
    }
    return value
  }

  private mutating func required<Value>(
    _ key: String, expected kind: Evidence, _ take: (JSON) -> Value?
  ) throws(ShapeFault) -> Value {
    guard let value = try optional(key, expected: kind, take) else {
      throw ShapeFault(path: path(to: key), expected: kind, found: "nothing")
    }
    return value
  }
}

extension ObjectReader {
  public mutating func string(_ key: String) throws(ShapeFault) -> String {
    try required(key, expected: "string", \.string)
  }

  public mutating func optionalString(_ key: String) throws(ShapeFault) -> String? {
    try optional(key, expected: "string", \.string)
  }

  public mutating func integer(_ key: String) throws(ShapeFault) -> Int {
    try required(key, expected: "integer", \.integer)
  }

  public mutating func optionalInteger(_ key: String) throws(ShapeFault) -> Int? {
    try optional(key, expected: "integer", \.integer)
  }

  public mutating func bool(_ key: String) throws(ShapeFault) -> Bool {
    try required(key, expected: "boolean", \.bool)
  }

  public mutating func optionalBool(_ key: String) throws(ShapeFault) -> Bool? {
    try optional(key, expected: "boolean", \.bool)
  }

  public mutating func array(_ key: String) throws(ShapeFault) -> [JSON] {
    try required(key, expected: "array", \.array)
  }

  public mutating func optionalArray(_ key: String) throws(ShapeFault) -> [JSON]? {
    try optional(key, expected: "array", \.array)
  }

  public mutating func object(_ key: String) throws(ShapeFault) -> JSONObject {
    try required(key, expected: "object", \.object)
  }

  public mutating func optionalObject(_ key: String) throws(ShapeFault) -> JSONObject? {
    try optional(key, expected: "object", \.object)
  }

  public mutating func strings(_ key: String) throws(ShapeFault) -> [String] {
    try elements(try array(key), of: key, expected: "string", \.string)
  }

  public mutating func optionalStrings(_ key: String) throws(ShapeFault) -> [String]? {
    guard let values = try optionalArray(key) else { return nil }
    return try elements(values, of: key, expected: "string", \.string)
  }

  public mutating func integers(_ key: String) throws(ShapeFault) -> [Int] {
    try elements(try array(key), of: key, expected: "integer", \.integer)
  }

  public mutating func optionalIntegers(_ key: String) throws(ShapeFault) -> [Int]? {
    guard let values = try optionalArray(key) else { return nil }
    return try elements(values, of: key, expected: "integer", \.integer)
  }

  private func elements<Value>(
    _ values: [JSON], of key: String, expected kind: Evidence, _ take: (JSON) -> Value?
  ) throws(ShapeFault) -> [Value] {
    var taken: [Value] = []
    taken.reserveCapacity(values.count)
    for (index, json) in values.enumerated() {
      guard let value = take(json) else {
        throw ShapeFault(path: "\(path(to: key))/\(index)", expected: kind, found: json.excerpt)
      }
      taken.append(value)
    }
    return taken
  }
}

extension JSON {
  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// What stands there, for a message: short values whole, long ones by their kind and beginning.
  public var excerpt: Evidence {
    switch self {
    case .null, .bool, .integer: "\(canonicalText)"
    case .string(let text): text.count <= 60 ? "\"\(text)\"" : "\"\(text.prefix(60))…\""
    case .array(let values): "array of \(values.count)"
    case .object(let object): "object with \(object.keys.prefix(5).joined(separator: ", "))"
    }
  }
}

extension String {
  /// A key as one step of a JSON Pointer (RFC 6901 section 3).
  var pointerToken: String {
    guard utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return self }
    var token = ""
    for character in self {
      switch character {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.append(character)
      }
    }
    return token
  }
}
