import Foundation

/// Text without case, accents, spaces and punctuation, for comparing what people and files write.
public enum Folding {
  /// `Họ và tên` and `HỌ VÀ TÊN:` both give `hovaten`; `đ` gives `d`. Digits stay; letters of other scripts stay in
  /// lower case.
  public static func key(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: break
      }
    } else if scalar.looksLikeDStroke || scalar == "\u{00F0}" {
      bytes.append(UInt8(ascii: "d"))
    } else if let letter = VietnameseLetter.of(scalar) {
      bytes.append(letter.base)
    } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      // Compatibility decomposition: a full-width letter is the letter.
      let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
      if parts.count > 1 || parts.first != scalar {
        for part in parts { append(part, to: &bytes) }
      } else {
        bytes += scalar.properties.lowercaseMapping.utf8
      }
    }
  }
}
