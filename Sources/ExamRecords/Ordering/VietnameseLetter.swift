/// One letter of the Vietnamese alphabet in one code point: which letter, which tone, which case.
///
/// The table is our own, so that no library's version can change an order or a comparison that pages depend on.
struct VietnameseLetter: Equatable, Sendable {
  /// Place in the alphabet a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z, from 1; f, j, w and z,
  /// which only foreign names have, stand where the Latin alphabet has them.
  let place: UInt8
  /// 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng: the order of dictionaries (CLDR `vi`).
  let tone: UInt8
  let isUpper: Bool

  /// The plain letter that is left without accents, lower-case ASCII: `đ` gives `d`.
  var base: UInt8 { Self.bases[Int(place) - 1] }

  private static let alphabet: [(letter: Unicode.Scalar, base: Unicode.Scalar)] = [
    ("a", "a"), ("ă", "a"), ("â", "a"), ("b", "b"), ("c", "c"), ("d", "d"), ("đ", "d"), ("e", "e"), ("ê", "e"),
    ("f", "f"), ("g", "g"), ("h", "h"), ("i", "i"), ("j", "j"), ("k", "k"), ("l", "l"), ("m", "m"), ("n", "n"),
    ("o", "o"), ("ô", "o"), ("ơ", "o"), ("p", "p"), ("q", "q"), ("r", "r"), ("s", "s"), ("t", "t"), ("u", "u"),
    ("ư", "u"), ("v", "v"), ("w", "w"), ("x", "x"), ("y", "y"), ("z", "z"),
  ]

  /// Each vowel without a tone and with the five tones, in their order.
  private static let vowels: [[Unicode.Scalar]] = [
    ["a", "à", "ả", "ã", "á", "ạ"], ["ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"], ["â", "ầ", "ẩ", "ẫ", "ấ", "ậ"],
    ["e", "è", "ẻ", "ẽ", "é", "ẹ"], ["ê", "ề", "ể", "ễ", "ế", "ệ"], ["i", "ì", "ỉ", "ĩ", "í", "ị"],
    ["o", "ò", "ỏ", "õ", "ó", "ọ"], ["ô", "ồ", "ổ", "ỗ", "ố", "ộ"], ["ơ", "ờ", "ở", "ỡ", "ớ", "ợ"],
    ["u", "ù", "ủ", "ũ", "ú", "ụ"], ["ư", "ừ", "ử", "ữ", "ứ", "ự"], ["y", "ỳ", "ỷ", "ỹ", "ý", "ỵ"],
  ]

  private static let bases = alphabet.map { UInt8(ascii: $0.base) }

  /// By code point below U+01B1 and, shifted, from U+1EA0 to U+1EF9.
  private static let table: [VietnameseLetter?] = {
    var table: [VietnameseLetter?] = Array(repeating: nil, count: lowCount + highCount)
    for (index, entry) in alphabet.enumerated() {
      let toned = vowels.first { $0[0] == entry.letter } ?? [entry.letter]
      for (tone, scalar) in toned.enumerated() {
        for (variant, isUpper) in [(scalar, false), (scalar.properties.uppercaseMapping.unicodeScalars.first, true)] {
          guard let variant, let slot = slot(of: variant) else { continue }
          table[slot] = VietnameseLetter(place: UInt8(index + 1), tone: UInt8(tone), isUpper: isUpper)
        }
      }
    }
    return table
  }()

  private static let lowCount = 0x1B1
  private static let highCount = 0x1EFA - 0x1EA0

  private static func slot(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0..<0x1B1: Int(scalar.value)
    case 0x1EA0..<0x1EFA: Int(scalar.value) - 0x1EA0 + lowCount
    default: nil
    }
  }

  static func of(_ scalar: Unicode.Scalar) -> VietnameseLetter? {
    slot(of: scalar).flatMap { table[$0] }
  }

  private init(place: UInt8, tone: UInt8, isUpper: Bool) {
    self.place = place
    self.tone = tone
    self.isUpper = isUpper
  }

  /// The tone or the shape that a combining mark gives a letter: tones as above.
  static func tone(ofMark scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x300: 1
    case 0x309: 2
    case 0x303: 3
    case 0x301: 4
    case 0x323: 5
    default: nil
    }
  }
}
