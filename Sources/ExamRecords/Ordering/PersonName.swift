/// A Vietnamese name in its parts: the family name is the first word, the given name the last, all between is the
/// middle name.
public struct PersonName: Equatable, Sendable {
  public var family: String
  public var middle: String
  public var given: String

  /// - Parameter givenName: the given name alone, where a source says it apart: it may have two words. Counts only if
  ///   the full name ends with it.
  public init(_ fullName: String, givenName: String? = nil) {
    let words = fullName.split(separator: " ")
    var givenCount = min(1, words.count)
    if let givenName {
      let given = givenName.split(separator: " ")
      if !given.isEmpty, given.count < words.count,
        Folding.key(words.suffix(given.count).joined(separator: " ")) == Folding.key(givenName)
      {
        givenCount = given.count
      }
    }
    given = words.suffix(givenCount).joined(separator: " ")
    let rest = words.dropLast(givenCount)
    family = rest.first.map(String.init) ?? ""
    middle = rest.dropFirst().joined(separator: " ")
  }
}
