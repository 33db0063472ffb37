/// A JSON value as the ledger writes it: no floating point, object keys in code-point order.
///
/// The canonical text of a value (`canonicalText`) is unique: UTF-8 in NFC, keys sorted by code point, no insignificant
/// white space, only the escapes that JSON demands, integers of at most 2^53 − 1 in magnitude, no duplicate keys.
/// `JSON.parse(canonical:)` accepts that text and nothing else, so that what is hashed is what is stored.
///
/// Example: `{"changes":[{"field":"fullName","new":"NGUYỄN THỊ ÁNH","old":null}],"reason":"Theo giấy khai sinh"}`
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object(JSONObject)

  /// The largest magnitude of an integer that every JSON reader keeps exactly: 2^53 − 1 (RFC 8259 section 6).
  public static let largestInteger = 9_007_199_254_740_991

  /// What kind of value this is, in the words of JSON, for error messages.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  public var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  public var array: [JSON]? {
    if case .array(let values) = self { values } else { nil }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
