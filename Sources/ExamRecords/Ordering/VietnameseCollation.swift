import CanonicalForms
import Foundation

/// The order of Vietnamese dictionaries as bytes that compare: letters first, tones second, case third (CLDR `vi`,
/// standard).
///
/// Numbers in a text are compared as numbers, so that 12A2 stands before 12A10. Spaces and hyphens part words and stand
/// before letters; apostrophes and other marks count for nothing. Letters of other scripts stand behind, by code point.
public enum VietnameseCollation {
  /// A key whose order, byte by byte, is the order of the texts.
  public static func key(_ text: String) -> [UInt8] {
    let weights = Weights(text)
    return weights.letters + [0] + weights.tones + [0] + weights.cases
  }

  /// Letters and tones without case, for names that are compared part by part.
  static func caselessKey(_ text: String) -> [UInt8] {
    let weights = Weights(text)
    return weights.letters + [0] + weights.tones
  }

  public static func precedes(_ left: String, _ right: String) -> Bool {
    key(left).lexicographicallyPrecedes(key(right))
  }

  /// The weights of the three levels; none is 0, which ends a level.
  private struct Weights {
    var letters: [UInt8] = []
    var tones: [UInt8] = []
    var cases: [UInt8] = []
    private var number: [UInt8] = []

    init(_ text: String) {
      for scalar in (text.isNFC ? text : text.nfc).unicodeScalars { take(scalar) }
      endNumber()
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
      if ("0"..."9").contains(scalar) {
        number.append(UInt8(truncatingIfNeeded: scalar.value))
        return
      }
      endNumber()
      if let letter = VietnameseLetter.of(scalar) {
        append(0x20 + letter.place, tone: 1 + letter.tone, isUpper: letter.isUpper)
      } else if scalar == "-" || scalar.properties.isWhitespace {
        letters.append(2)
      } else if let tone = VietnameseLetter.tone(ofMark: scalar) {
        if !tones.isEmpty { tones[tones.count - 1] = 1 + tone }
      } else if scalar.properties.generalCategory == .nonspacingMark {
        if !tones.isEmpty { tones[tones.count - 1] = 7 }
      } else if scalar.properties.isAlphabetic {
        takeForeign(scalar)
      }
    }

    /// A letter with marks that Vietnamese has not stands by its plain letter; one of another script behind all.
    private mutating func takeForeign(_ scalar: Unicode.Scalar) {
      let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
      if parts.count > 1 {
        for part in parts { take(part) }
        return
      }
      let value = scalar.value
      letters += [0x60, UInt8(0x80 | value >> 14 & 0x7F), UInt8(0x80 | value >> 7 & 0x7F), UInt8(0x80 | value & 0x7F)]
      tones.append(1)
      cases.append(1)
    }

    private mutating func append(_ letter: UInt8, tone: UInt8, isUpper: Bool) {
      letters.append(letter)
      tones.append(tone)
      cases.append(isUpper ? 2 : 1)
    }

    /// Longer numbers are greater; leading zeros do not count.
    private mutating func endNumber() {
      guard !number.isEmpty else { return }
      let digits = number.drop { $0 == 0x30 }.prefix(200)
      letters += [4, UInt8(1 + digits.count)] + digits
      number = []
    }
  }
}
