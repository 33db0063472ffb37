/// Why a record can't become pages. Found before anything is recorded.
public enum LayoutFault: Error, Equatable, Sendable {
  /// The profile has no check-sheet layout with this id.
  case layoutUnknown(id: String, known: [String])
  /// Characters that the face lacks would be printed as empty boxes; all of them, each with its place.
  case charactersMissing([Unprintable])
  /// One row alone is higher than a page; lengths in millimetres.
  case rowTooHigh(label: String, height: Double, available: Double)
}

/// A text that can't be printed, and what in it.
public struct Unprintable: Equatable, Sendable {
  public enum Place: Equatable, Sendable {
    /// A value of the record, by the field's name.
    case field(String)
    /// A setting of the unit.
    case unit(String)
    /// The sentence of a rule, by the rule's id.
    case finding(String)
    /// A text of the profile: title, label, signer.
    case form
  }

  public var place: Place
  public var text: String
  /// Each once, in order of appearance.
  public var characters: [Unicode.Scalar]

  public init(place: Place, text: String, characters: [Unicode.Scalar]) {
    self.place = place
    self.text = text
    self.characters = characters
  }
}
