/// The value of one field of a record: a string, or an array of strings for a field that holds a set of codes.
///
/// What the text means is the profile's: dates are `2005-03-09`, decimals `8.3`, flags `1` (yes) and `0` (no), codes
/// are codes of the field's list. A cleared field has no value at all (`nil`; `null` in an event).
public enum FieldValue: Hashable, Sendable {
  case text(String)
  case list([String])

  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// One code or several, alike for whoever asks whether a code is among them.
  public var codes: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let codes): codes
    }
  }
}

/// The fields of one record that have a value, by the profile's field name.
public typealias FieldValues = [String: FieldValue]
