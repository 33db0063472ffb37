import Testing

@testable import ExamRecords

@Suite struct CollationTests {
  private func expectOrder(_ texts: [String]) {
    for (left, right) in zip(texts, texts.dropFirst()) {
      #expect(VietnameseCollation.precedes(left, right), "\(left) < \(right)")
      #expect(!VietnameseCollation.precedes(right, left), "\(left) < \(right)")
    }
  }

  @Test func `letters stand in the order of the alphabet, foreign ones where Latin has them`() {
    expectOrder(
      "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split(separator: " ").map(String.init))
  }

  @Test func `tones stand in the order none, huyền, hỏi, ngã, sắc, nặng, for each of the twelve vowels`() {
    for vowels in [
      "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự",
      "yỳỷỹýỵ",
    ] {
      expectOrder(vowels.map(String.init))
      expectOrder(vowels.uppercased().map(String.init))
    }
  }

  @Test func `tones count only where the letters are alike, case only where the tones are`() {
    expectOrder(["ma", "mà", "má", "mạ", "mai", "mài", "mảnh", "mau", "măng", "mẩn"])
    expectOrder(["an", "An", "àn", "Àn", "ang"])
    expectOrder(["cá trê", "cá tra rán", "cà tre"].sorted(by: VietnameseCollation.precedes))
    #expect(["cà tre", "cá trê", "cá tra"].sorted(by: VietnameseCollation.precedes) == ["cá tra", "cà tre", "cá trê"])
  }

  @Test func `words count before letters, numbers as numbers`() {
    expectOrder(["Hà", "Hà An", "Hà Bình", "Hải"])
    expectOrder(["12A1", "12A2", "12A10", "12B1"])
    expectOrder(["9A", "10A", "12A", "A"])
    #expect(VietnameseCollation.key("12A01") == VietnameseCollation.key("12A1"))
  }

  @Test func `apostrophes count for nothing, composed and decomposed letters are alike`() {
    #expect(VietnameseCollation.key("H'Nga") == VietnameseCollation.key("HNga"))
    #expect(VietnameseCollation.key("Nguye\u{302}\u{303}n") == VietnameseCollation.key("Nguyễn"))
    #expect(VietnameseCollation.key("Niê-Kdăm") == VietnameseCollation.key("Niê Kdăm"))
    expectOrder(["Muller", "Müller", "Muội"])
    expectOrder(["Zoe", "Жук"])
  }

  @Test func `a level never runs into the next`() {
    for text in ["", "a", "Ạ", "12", "Ж", "a b", "Đ'ê-1"] {
      #expect(VietnameseCollation.key(text).count { $0 == 0 } == 2)
    }
  }
}

@Suite struct NameOrderTests {
  @Test func `names are cut into family, middle and given name`() {
    let name = PersonName("NGUYỄN THỊ ÁNH TUYẾT")
    #expect((name.family, name.middle, name.given) == ("NGUYỄN", "THỊ ÁNH", "TUYẾT"))
    let two = PersonName("NGUYỄN THỊ ÁNH TUYẾT", givenName: "Ánh Tuyết")
    #expect((two.family, two.middle, two.given) == ("NGUYỄN", "THỊ", "ÁNH TUYẾT"))
    for other in ["Lan", "", "Nguyễn Thị Ánh Tuyết"] {
      #expect(PersonName("NGUYỄN THỊ ÁNH TUYẾT", givenName: other) == name)
    }
    #expect(PersonName("Đỗ") == PersonName("Đỗ", givenName: "Đỗ"))
    #expect(PersonName("Đỗ").given == "Đỗ")
    #expect(PersonName("").given == "")
  }

  @Test func `given name, family name, middle name, date of birth and number decide, in this order`() {
    let expected: [(String, String?, Int)] = [
      ("Trần Văn An", "2005-05-05", 9), ("Bùi Văn Ân", "2005-05-05", 8), ("Đỗ Thị Bình", "2005-05-05", 7),
      ("Nguyễn An Bình", "2005-05-05", 6), ("Nguyễn Thị Bình", "2005-05-04", 5), ("NGUYỄN THỊ BÌNH", "2005-05-05", 3),
      ("Nguyễn Thị Bình", "2005-05-05", 4), ("Nguyễn Thị Bình", nil, 1), ("Nguyễn Thị Bính", "2005-05-05", 2),
      ("Đặng Văn Dũng", "2005-05-05", 10), ("An Văn Đạt", "2005-05-05", 11),
    ]
    let keys = expected.map { NameOrder(fullName: $0.0, dateOfBirth: $0.1, number: $0.2) }
    #expect(keys.shuffled().sorted() == keys)
  }

  @Test func `a given name of two words decides where the source says it`() throws {
    let profile = try TestProfiles.year2023()
    let plain = profile.nameOrder(of: ["fullName": .text("Lê Thị Ánh Tuyết")], number: 1)
    let apart = profile.nameOrder(
      of: ["fullName": .text("Lê Thị Ánh Tuyết"), "givenName": .text("Ánh Tuyết")], number: 1)
    let bao = profile.nameOrder(of: ["fullName": .text("Lê Thị Bảo")], number: 2)
    #expect(bao < plain)
    #expect(apart < bao)
  }
}
