/// The encodings that Vietnamese text had before Unicode, as far as they are needed to recognise it.
///
/// A word is given as the bytes that it has, or would have, in Windows-1252: the form in which such text is seen,
/// whether the file holds the bytes themselves or a program has already turned them into `NguyÔn`.
enum LegacyEncoding: CaseIterable {
  case tcvn3, vni, windows1258, utf8AsWindows1252

  var damage: TextDamage {
    switch self {
    case .tcvn3: .tcvn3
    case .vni: .vni
    case .windows1258: .windows1258
    case .utf8AsWindows1252: .utf8AsWindows1252
    }
  }

  /// The bytes read in this encoding, in NFC; `nil` where they are not text in it.
  func decode(_ bytes: [UInt8]) -> String? {
    switch self {
    case .tcvn3: Self.decode(bytes, by: Self.tcvn3Table)
    case .windows1258: Self.decode(bytes, by: Self.windows1258Table).map(TextMending.mend)
    case .vni: Self.decodeVNI(bytes)
    case .utf8AsWindows1252: String(validating: bytes, as: UTF8.self).map(TextMending.mend)
    }
  }

  private static func decode(_ bytes: [UInt8], by table: [UInt8: Unicode.Scalar]) -> String? {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      guard let scalar = byte < 0x80 ? Unicode.Scalar(byte) : table[byte] else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// TCVN 5712:1993 (VN3): one byte a letter; the fonts for capitals show the small letters' codes as capitals.
  static let tcvn3Table: [UInt8: Unicode.Scalar] = {
    let runs: [(first: UInt8, letters: String)] = [
      (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"),
      (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    ]
    var table: [UInt8: Unicode.Scalar] = [:]
    for run in runs {
      for (offset, scalar) in run.letters.unicodeScalars.enumerated() { table[run.first + UInt8(offset)] = scalar }
    }
    return table
  }()

  /// Windows-1258: Latin letters with `ă â đ ê ô ơ ư`, and the five tones as combining characters.
  static let windows1258Table: [UInt8: Unicode.Scalar] = {
    var table: [UInt8: Unicode.Scalar] = [:]
    for byte in UInt8(0xC0)...0xFF { table[byte] = Unicode.Scalar(byte) }
    let own: [(UInt8, UInt32)] = [
      (0xC3, 0x0102), (0xE3, 0x0103), (0xD0, 0x0110), (0xF0, 0x0111), (0xD5, 0x01A0), (0xF5, 0x01A1),
      (0xDD, 0x01AF), (0xFD, 0x01B0), (0xCC, 0x0300), (0xD2, 0x0309), (0xDE, 0x0303), (0xEC, 0x0301),
      (0xF2, 0x0323), (0xFE, 0x20AB),
    ]
    for (byte, value) in own { table[byte] = Unicode.Scalar(value) }
    return table
  }()
}
