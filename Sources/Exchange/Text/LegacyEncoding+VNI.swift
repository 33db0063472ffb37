/// VNI: a vowel and, after it, a byte for its marks; `ơ ư đ` and the forms of `i` and `ỵ` have bytes of their own.
extension LegacyEncoding {
  static func decodeVNI(_ bytes: [UInt8]) -> String? {
    var scalars = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      if index + 1 < bytes.count, let scalar = vniPairs[UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])] {
        scalars.append(scalar)
        index += 2
        continue
      }
      guard let scalar = bytes[index] < 0x80 ? Unicode.Scalar(bytes[index]) : vniSingles[bytes[index]] else {
        return nil
      }
      scalars.append(scalar)
      index += 1
    }
    return String(scalars)
  }

  static let vniSingles: [UInt8: Unicode.Scalar] = [
    0xF1: "đ", 0xD1: "Đ", 0xF4: "ơ", 0xD4: "Ơ", 0xF6: "ư", 0xD6: "Ư", 0xED: "í", 0xCD: "Í", 0xEC: "ì", 0xCC: "Ì",
    0xE6: "ỉ", 0xC6: "Ỉ", 0xF3: "ĩ", 0xD3: "Ĩ", 0xF2: "ị", 0xD2: "Ị", 0xEE: "ỵ", 0xCE: "Ỵ",
  ]

  /// By base byte and mark byte. The mark has a small and a capital form; with either, the base tells the case.
  static let vniPairs: [UInt16: Unicode.Scalar] = {
    let marks = "ùøûõïâáàåãäêéèúüë".unicodeScalars.map(\.value)
    let rows: [(small: UInt8, capital: UInt8, smalls: String, capitals: String)] = [
      (0x61, 0x41, "áàảãạâấầẩẫậăắằẳẵặ", "ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶ"),
      (0x65, 0x45, "éèẻẽẹêếềểễệ", "ÉÈẺẼẸÊẾỀỂỄỆ"),
      (0x6F, 0x4F, "óòỏõọôốồổỗộ", "ÓÒỎÕỌÔỐỒỔỖỘ"),
      (0x75, 0x55, "úùủũụ", "ÚÙỦŨỤ"),
      (0x79, 0x59, "ýỳỷỹ", "ÝỲỶỸ"),
      (0xF4, 0xD4, "ớờởỡợ", "ỚỜỞỠỢ"),
      (0xF6, 0xD6, "ứừửữự", "ỨỪỬỮỰ"),
    ]
    var table: [UInt16: Unicode.Scalar] = [:]
    for row in rows {
      for (base, letters) in [(row.small, row.smalls), (row.capital, row.capitals)] {
        for (mark, scalar) in zip(marks, letters.unicodeScalars) {
          table[UInt16(base) << 8 | UInt16(mark)] = scalar
          // In Latin-1 a capital letter lies 0x20 below the small one.
          table[UInt16(base) << 8 | UInt16(mark - 0x20)] = scalar
        }
      }
    }
    return table
  }()
}
