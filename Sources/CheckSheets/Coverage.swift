import Typesetting

/// Which characters the faces have, remembered.
struct Coverage {
  private var known: Set<Unicode.Scalar> = []
  private let typefaces: Typefaces

  init(_ typefaces: Typefaces) { self.typefaces = typefaces }

  /// What of the text the faces lack, each character once.
  mutating func missing(in text: String) -> [Unicode.Scalar] {
    var missing: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if (0x20...0x7E).contains(scalar.value) || known.contains(scalar) { continue }
      if typefaces.missingCharacters(in: String(scalar)).isEmpty {
        known.insert(scalar)
      } else if !missing.contains(scalar) {
        missing.append(scalar)
      }
    }
    return missing
  }
}
