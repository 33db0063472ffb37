import Foundation

extension Folding {
  /// Text without case and accents, its words kept apart: what is searched and compared where people type what they
  /// remember of a sentence. `Đặng  Thị Ánh` and `DANG THI ANH` both give `dang thi anh`.
  ///
  /// NFD, all characters of general category Mn removed, `đ` and `Đ` to `d`, lower case, white space at the ends removed
  /// and other runs of it one space: `Schemas/ledger-format.md`, 18, so that a report and its proof fold alike.
  public static func text(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    if appendQuickly(text, to: &bytes) { return finish(bytes) }
    bytes.removeAll(keepingCapacity: true)
    var spaceIsDue = false
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      if scalar.properties.isWhitespace {
        spaceIsDue = !bytes.isEmpty
        continue
      }
      if spaceIsDue { bytes.append(space) }
      spaceIsDue = false
      bytes += isDStroke(scalar) ? Array("d".utf8) : Array(scalar.properties.lowercaseMapping.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static var space: UInt8 { UInt8(ascii: " ") }

  private static func isDStroke(_ scalar: Unicode.Scalar) -> Bool { scalar == "đ" || scalar == "Đ" }

  /// ASCII and composed Vietnamese letters, which are all that most texts hold, without a table of decompositions.
  ///
  /// - Returns: whether the text has nothing else.
  private static func appendQuickly(_ text: String, to bytes: inout [UInt8]) -> Bool {
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
        case 0x09...0x0D, space:
          if let last = bytes.last, last != space { bytes.append(space) }
        default: bytes.append(byte)
        }
      } else if isDStroke(scalar) {
        bytes.append(UInt8(ascii: "d"))
      } else if let letter = VietnameseLetter.of(scalar) {
        bytes.append(letter.base)
      } else {
        return false
      }
    }
    return true
  }

  private static func finish(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == space ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
