import Foundation

/// Writes Vietnamese in the old encodings, from tables of its own, as the programs that made such files did.
enum LegacyText {
  static let letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

  private static let tcvn3 = """
    µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u{AD}õøö÷ùúýûüþ
    """

  private static let vniMarks: [Character: String] = Dictionary(
    uniqueKeysWithValues: zip(
      Array("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"),
      """
      aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø où oû oõ \
      oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î
      """.split(separator: " ").map(String.init)))

  private static let tcvn3Marks: [Character: String] = Dictionary(
    uniqueKeysWithValues: zip(Array(letters), tcvn3.unicodeScalars.map { String($0) }))

  /// As seen in Windows-1252. Capitals with tones become small ones, as in the fonts for capitals.
  static func inTCVN3(_ text: String) -> String {
    let capitals: [Character: String] = ["Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"]
    return text.map { capitals[$0] ?? tcvn3Marks[Character($0.lowercased())] ?? String($0) }.joined()
  }

  static func inVNI(_ text: String) -> String {
    text.map { letter in
      guard let mapped = vniMarks[Character(letter.lowercased())] else { return String(letter) }
      return letter.isUppercase ? mapped.uppercased() : mapped
    }.joined()
  }

  /// Base letter and combining tone, each by its byte in the code page.
  static func inWindows1258(_ text: String) -> String {
    let tones: [Unicode.Scalar: String] = [
      "\u{300}": "Ì", "\u{301}": "ì", "\u{303}": "Þ", "\u{309}": "Ò", "\u{323}": "ò",
    ]
    let own: [Character: String] = [
      "ă": "ã", "Ă": "Ã", "đ": "ð", "Đ": "Ð", "ơ": "õ", "Ơ": "Õ", "ư": "ý", "Ư": "Ý",
    ]
    return text.map { letter -> String in
      var base = String.UnicodeScalarView()
      var tone = ""
      for scalar in String(letter).decomposedStringWithCanonicalMapping.unicodeScalars {
        if let byte = tones[scalar] { tone = byte } else { base.append(scalar) }
      }
      let plain = String(base).precomposedStringWithCanonicalMapping
      return (Character(plain).isLetter ? own[Character(plain)] ?? plain : plain) + tone
    }.joined()
  }

  /// UTF-8 read as Windows-1252.
  static func inUTF8AsWindows1252(_ text: String) -> String {
    let high = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    return String(
      String.UnicodeScalarView(text.utf8.map { (0x80...0x9F).contains($0) ? high[Int($0) - 0x80] : Unicode.Scalar($0) })
    )
  }

  /// The text with every letter that Windows-1252 lacks as a question mark.
  static func withQuestionMarks(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value > 0xFF ? "?" : $0 }))
  }

  /// The bytes of a text that is all Latin-1.
  static func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
  }
}

/// Names of nobody in particular.
enum Names {
  static let surnames = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Đào Đinh Trịnh Mai Lương Tạ Cao Châu \
    Chu Diệp Doãn Hà Hứa Khổng Kiều Kim La Lâm Lại Lưu Lục Mạc Nghiêm Ngụy Nhan Ông Phí Phó Phùng Quách Quản Tăng \
    Thái Thân Thạch Thẩm Tiêu Tô Tôn Tống Trà Triệu Trương Từ Văn Vi Viên Vương Ưng Ân Âu Yên Nông Bế Hoàng Lò Quàng \
    Cầm Bạch Tòng Vàng Giàng Sùng Mùa Thào Lù Cù Ứng
    """.split(separator: " ").map(String.init)

  static let given = """
    An Anh Ánh Ân Ẩn Bách Bảo Bằng Bích Bình Cảnh Cẩm Chấn Châu Chi Chí Chiến Chinh Chính Công Cúc Cương Cường Dạ \
    Danh Diễm Diệp Diệu Dung Dũng Duy Duyên Dương Đại Đạt Đăng Điền Điệp Đình Định Đông Đức Gấm Giang Giáp Giáng Hà \
    Hạ Hải Hạnh Hân Hằng Hậu Hiên Hiền Hiển Hiệp Hiếu Hoa Hoà Hòa Hoan Hoàn Hoàng Hoạt Hồng Huân Huấn Huệ Hùng Huy \
    Huyền Huynh Hương Hường Hưng Hữu Khải Khang Khánh Khiêm Khoa Khôi Khuê Khuyên Kiên Kiệt Kiều Kỳ Lam Lan Lâm Liên \
    Liễu Linh Loan Long Lộc Lợi Luân Luyến Lụa Lương Ly Lý Mạnh Mẫn Mận Miên Minh My Mỹ Nam Năm Nga Ngà Ngân Nghĩa \
    Nghi Ngọc Nguyên Nguyệt Nhã Nhàn Nhân Nhật Nhi Nhiên Nhung Như Oanh Phát Phi Phong Phú Phúc Phụng Phước Phương \
    Phượng Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quỳnh Sang Sâm Sen Sinh Sơn Sửu Tài Tâm Tân Thạch Thái Thanh \
    Thành Thảo Thắm Thắng Thẩm Thêm Thế Thi Thị Thiên Thiện Thịnh Thoa Thoại Thoan Thọ Thơ Thơm Thu Thuần Thuận Thục \
    Thuý Thúy Thuỳ Thùy Thuỷ Thủy Thuỵ Thụy Thuyết Thư Thương Thường Thức Tiên Tiến Tiệp Tín Tình Toàn Toại Trà \
    Trang Trâm Trân Trí Triết Triều Trinh Trọng Trúc Trung Trường Tú Tuân Tuấn Tuệ Tùng Tuyền Tuyến Tuyết Tường Tỵ \
    Uyên Uyển Văn Vân Vi Việt Vinh Vĩ Vịnh Vũ Vượng Vy Vỹ Xoan Xuân Xuyến Ý Yên Yến Quýt Ngoan Khoẻ Khỏe Hoè Hòe Quỹ
    """.split(separator: " ").map(String.init)

  static let others = """
    H'Bia Niê;Y Moan Êban;H'Hen Niê;H’Nuôn Mlô;Ksor H'Nê;Rơ Châm Phiang;Siu Blăh;Kpă Klơng;Hồ Kăn Lịch;Lò Văn Pọng;\
    Giàng A Páo;Vàng Thị Dế;Sùng A Dê;Thạch Sa Rây;K'Brểu;Pi Năng Tắc;Cil Múp;Lơ Mu Ha Brít;Ka Să Hà Thương;\
    Păng Ting Sin;Y Blô Ayũn;H'Lê Kbuôr;Y Kông Kđoh;Buôn Krông Tuyết Nhung;Chu Ché Xá;Pờ Dần Sinh;Alăng Thị Bé;\
    Zơrâm Đoàn;Bh'riu Liếc;Coor Ân;Rmah H'Ngêt;Y Thê Knul;H Rôk Êñuôl;Đinh Thị Hrê;Rah Lan Hùng;Pơloong Bắp;\
    A Lăng Đợi;Y Hưm Mlô Duôn Du;Hà Thị Xôm;Tẩn Lở Mẩy;Phùn Chăn Quẩy;Điểu K'Ré;Thị Bơ Răng;Zoë;Loïc;Chloé;François;\
    Müller;José Núñez;João;Søren;Åse Hå;Bjørn;Renée;Noël;Björk;Peña;Dvořák;Łukasz;D'Angelo;O’Brien;Anaïs;Maïté;Naïm;\
    Raúl;Gaël;Mª Carmen;Ñandú;Sørensen Bø;Héloïse;Zoé Lâm;Jérôme;Ákos;Gül;Işık;Ålesund;Ömer;Ægir;Þór;Sigurður;金;\
    Ольга
    """.split(separator: ";").map(String.init)
}
