/// Looks for text that lost its accents or is in an encoding from before Unicode, cell by cell, and refuses the file.
///
/// **Legacy encodings and mojibake.** A word (ASCII letters and everything that is not ASCII) speaks for an encoding if
/// all of its characters exist in Windows-1252, as it stands it is no Vietnamese syllable, and read in that encoding it
/// is one, with marks. Correct Vietnamese never speaks for any: its words are syllables as they stand, or have letters
/// that Windows-1252 lacks. A foreign name may by chance (`Loïc` read as VNI is `Lọc`), so one word is not enough: each
/// distinct word counts 1, one that becomes a common word of such lists (`NguyÔn`, `ThÞ`, `huyÖn`) counts 3, and the
/// file is refused at 3. The encoding with most wins.
///
/// **Question marks.** A `?` between letters counts 2, except between two whole syllables or after a small and before a
/// capital letter (`Có?Không`, a forgotten space). A `?` that begins a word (`?inh`), or follows a bare initial that is
/// not the cell's last word (`TH? HOA`), counts 1. The file is refused at 2 from distinct words. A `?` at the end of a
/// cell or after a whole word counts nothing, nor do words with digits, `/ = & @ :` (addresses of pages), or with
/// letters of U+1EA0–U+1EF9 (such text kept its accents).
///
/// **U+FFFD** is refused wherever it stands.
public struct TextInspector: Sendable {
  static let refusalWeight = 3
  static let questionMarkRefusalWeight = 2

  private var seen: Set<UInt64> = []
  private var findings: [TextDamage: (weight: Int, evidence: TextEvidence)] = [:]

  public init() {}

  /// Looks at one cell as it came, before any mending.
  public mutating func inspect(_ cell: String, line: Int, column: Int) {
    var copy = cell
    copy.withUTF8 { inspect($0, areUTF8: true, line: line, column: column) }
  }

  /// Refuses the file if what was seen so far is enough.
  ///
  /// - Throws: ``ExchangeError/damagedText(_:_:)`` with the first cell that shows the damage.
  public func check() throws(ExchangeError) {
    if let lost = findings[.replacementCharacters] { throw .damagedText(.replacementCharacters, lost.evidence) }
    if let lost = findings[.questionMarks], lost.weight >= Self.questionMarkRefusalWeight {
      throw .damagedText(.questionMarks, lost.evidence)
    }
    var best: (damage: TextDamage, weight: Int, evidence: TextEvidence)?
    for damage in LegacyEncoding.allCases.map(\.damage) {
      guard let finding = findings[damage], finding.weight >= Self.refusalWeight else { continue }
      if finding.weight > best?.weight ?? 0 { best = (damage, finding.weight, finding.evidence) }
    }
    if let best { throw .damagedText(best.damage, best.evidence) }
  }

  /// Looks at one cell's bytes: UTF-8, or one byte a character in an encoding still unknown.
  mutating func inspect(_ bytes: UnsafeBufferPointer<UInt8>, areUTF8: Bool, line: Int, column: Int) {
    let place = Place(line: line, column: column, cell: bytes, areUTF8: areUTF8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "?") {
        inspectQuestionMarks(place)
        break
      }
      index += 1
    }
    index = 0
    while index < bytes.count {
      guard Self.isWordByte(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      var isAccented = false
      var mayBeWindows1252 = true
      while index < bytes.count, Self.isWordByte(bytes[index]) {
        let byte = bytes[index]
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        if byte >= 0x80 { isAccented = true }
        if areUTF8, byte >= 0xC0, !Self.windows1252Leads.contains(byte) {
          mayBeWindows1252 = false
          if byte == 0xEF { findReplacementCharacter(place) }
        }
        index += 1
      }
      if isAccented, mayBeWindows1252, seen.insert(hash).inserted {
        inspectWord(UnsafeBufferPointer(rebasing: bytes[start..<index]), place)
      }
    }
  }

  private mutating func inspectWord(_ word: UnsafeBufferPointer<UInt8>, _ place: Place) {
    guard let bytes = Self.windows1252(word, areUTF8: place.areUTF8) else { return }
    let letters = Self.trim(Windows1252.decode(bytes).unicodeScalars)
    guard !VietnameseSyllable.isSyllable(letters) else { return }
    for encoding in LegacyEncoding.allCases {
      guard let reading = encoding.decode(bytes), reading.unicodeScalars.contains(where: { $0.value >= 0x80 }),
        VietnameseSyllable.isSyllable(reading.unicodeScalars)
      else { continue }
      let weight = Self.commonWords.contains(reading.lowercased()) ? 3 : 1
      note(encoding.damage, weight, place) {
        Self.windows1252(place.cell, areUTF8: place.areUTF8).flatMap { encoding.decode($0) }
      }
    }
  }

  private mutating func findReplacementCharacter(_ place: Place) {
    guard findings[.replacementCharacters] == nil, place.text.unicodeScalars.contains("\u{FFFD}") else { return }
    note(.replacementCharacters, 1, place) { nil }
  }

  private mutating func inspectQuestionMarks(_ place: Place) {
    for (word, weight) in QuestionMarks.lostLetters(in: place.text) {
      // Told apart from the other words by the mark that they can't have.
      let hash = word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      if seen.insert(hash).inserted { note(.questionMarks, weight, place) { nil } }
    }
  }

  private mutating func note(_ damage: TextDamage, _ weight: Int, _ place: Place, reading: () -> String?) {
    if let earlier = findings[damage] {
      findings[damage] = (earlier.weight + weight, earlier.evidence)
    } else {
      let evidence = TextEvidence(line: place.line, column: place.column, text: place.text, reading: reading())
      findings[damage] = (weight, evidence)
    }
  }
}

extension TextInspector {
  private struct Place {
    let line: Int
    let column: Int
    let cell: UnsafeBufferPointer<UInt8>
    let areUTF8: Bool

    var text: String { areUTF8 ? String(decoding: cell, as: UTF8.self) : Windows1252.decode(cell) }
  }

  /// Words of class lists that no word of another language becomes by chance.
  private static let commonWords: Set<String> = [
    "nguyễn", "trần", "phạm", "hoàng", "huỳnh", "đặng", "dương", "đoàn", "trịnh", "lương", "thị", "văn", "đức",
    "ngọc", "hồng", "phương", "trường", "tỉnh", "tiếng", "huyện", "phường",
  ]

  /// First bytes in UTF-8 of the characters of Windows-1252, and of a few more that the exact check sorts out.
  private static let windows1252Leads: Set<UInt8> = [0xC2, 0xC3, 0xC5, 0xC6, 0xCB, 0xE2]

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>, areUTF8: Bool) -> [UInt8]? {
    guard areUTF8 else { return Array(bytes) }
    var result: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      guard let byte = Windows1252.encode(scalar) else { return nil }
      result.append(byte)
    }
    return result
  }

  private static func trim(_ scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
    var letters = ArraySlice(Array(scalars))
    while let first = letters.first, !first.properties.isAlphabetic { letters.removeFirst() }
    while let last = letters.last, !last.properties.isAlphabetic { letters.removeLast() }
    return Array(letters)
  }
}
