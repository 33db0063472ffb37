import Foundation

/// Composes Vietnamese letters from their parts, as NFC does, without the cost of a general normaliser for every cell.
enum VietnameseComposition {
  /// The text with each letter and the marks of Vietnamese after it composed; `nil` if something in it is beyond this
  /// table and needs the Unicode algorithm.
  static func compose(_ scalars: some Sequence<Unicode.Scalar>) -> String? {
    var result = String.UnicodeScalarView()
    // The last letter, held back until its marks are known.
    var held: Unicode.Scalar?
    var parts: Parts?
    for scalar in scalars {
      switch scalar.value {
      case 0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323:
        guard let letter = held, let marked = (parts ?? decomposed[letter] ?? Parts(base: letter)).adding(scalar) else {
          return nil
        }
        parts = marked
      case 0..<0x300, 0x1E00...0x1EFF:
        guard append(held, parts, to: &result) else { return nil }
        held = scalar
        parts = nil
      default: return nil
      }
    }
    return append(held, parts, to: &result) ? String(result) : nil
  }

  private static func append(
    _ held: Unicode.Scalar?, _ parts: Parts?, to result: inout String.UnicodeScalarView
  ) -> Bool {
    guard let letter = parts.map({ composed[$0] }) ?? held else { return parts == nil }
    result.append(letter)
    return true
  }

  /// A letter taken apart: circumflex, breve or horn, and tone.
  private struct Parts: Hashable {
    let base: Unicode.Scalar
    var shape: Unicode.Scalar?
    var tone: Unicode.Scalar?

    func adding(_ mark: Unicode.Scalar) -> Parts? {
      var parts = self
      switch mark {
      case "\u{302}", "\u{306}", "\u{31B}":
        guard shape == nil else { return nil }
        parts.shape = mark
      default:
        guard tone == nil else { return nil }
        parts.tone = mark
      }
      return parts
    }
  }

  private static let decomposed: [Unicode.Scalar: Parts] = {
    var table: [Unicode.Scalar: Parts] = [:]
    let shapes: [Unicode.Scalar?] = [nil, "\u{302}", "\u{306}", "\u{31B}"]
    let tones: [Unicode.Scalar?] = [nil, "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    for base in "aeiouyAEIOUY".unicodeScalars {
      for shape in shapes {
        for tone in tones where shape != nil || tone != nil {
          let text = String(String.UnicodeScalarView([base, shape, tone].compactMap(\.self)))
          let letter = text.precomposedStringWithCanonicalMapping.unicodeScalars
          if letter.count == 1, let scalar = letter.first {
            table[scalar] = Parts(base: base, shape: shape, tone: tone)
          }
        }
      }
    }
    return table
  }()

  private static let composed = Dictionary(uniqueKeysWithValues: decomposed.map { ($0.value, $0.key) })
}
