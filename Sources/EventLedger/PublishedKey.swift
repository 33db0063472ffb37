import CanonicalForms
import TransparencyLog

/// A file of `keys`: one line of canonical JSON with the payload of a key event as it is stored, and its salt.
struct PublishedKey: Equatable {
  let payload: String
  let salt: [UInt8]

  /// With the line's end.
  func format() -> [UInt8] {
    let line: JSON = ["payload": .string(payload), "salt": .string(Base64.encode(salt))]
    return Array((line.canonicalText + "\n").utf8)
  }

  /// Nil for anything that `format` would not write.
  static func parse(_ bytes: [UInt8]) -> PublishedKey? {
    guard bytes.last == UInt8(ascii: "\n"), let line = String(validating: bytes.dropLast(), as: UTF8.self),
      let object = (try? JSON.parse(canonical: line))?.object, object.keys.count == 2,
      let payload = object["payload"]?.string, let text = object["salt"]?.string, let salt = Base64.decode(text)
    else { return nil }
    return PublishedKey(payload: payload, salt: salt)
  }
}
