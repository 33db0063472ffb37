import CanonicalForms
import TransparencyLog

/// A file of `keys`: one line of canonical JSON with the payload of a key event as it is stored, its salt, and for a rotation the
/// note of its append, which binds the key before it to all that came after.
struct PublishedKey: Equatable {
  let payload: String
  let salt: [UInt8]
  let note: String?

  /// With the line's end.
  func format() -> [UInt8] {
    let members: [(String, JSON)] = [("payload", .string(payload)), ("salt", .string(Base64.encode(salt)))]
    let line = JSON.object(JSONObject(note.map { [("note", .string($0))] + members } ?? members))
    return Array((line.canonicalText + "\n").utf8)
  }

  /// Nil for anything that `format` would not write.
  static func parse(_ bytes: [UInt8]) -> PublishedKey? {
    guard bytes.last == UInt8(ascii: "\n"), let line = String(validating: bytes.dropLast(), as: UTF8.self),
      let object = (try? JSON.parse(canonical: line))?.object,
      let payload = object["payload"]?.string, let text = object["salt"]?.string, let salt = Base64.decode(text)
    else { return nil }
    let note = object["note"]?.string
    guard object.keys.count == (note == nil ? 2 : 3) else { return nil }
    return PublishedKey(payload: payload, salt: salt, note: note)
  }
}
