import Foundation
import Testing

@testable import Exchange

@Suite struct `Text that lost its accents or is in an old encoding` {
  private func damage(_ cells: [String]) -> ExchangeError? {
    var inspector = TextInspector()
    for (index, cell) in cells.enumerated() { inspector.inspect(cell, line: index + 1, column: 2) }
    do throws(ExchangeError) { try inspector.check() } catch { return error }
    return nil
  }

  private func kind(_ cells: [String]) -> TextDamage? {
    if case .damagedText(let damage, _) = damage(cells) { damage } else { nil }
  }

  @Test func `correct names are never refused, alone or together`() {
    let names =
      Names.surnames + Names.given + Names.surnames.map { $0.uppercased() } + Names.given.map { $0.uppercased() }
    for name in names { #expect(damage([name]) == nil, "\(name)") }
    #expect(damage(names) == nil)
    for surname in Names.surnames {
      for name in Names.given { #expect(kind(["\(surname) Thị \(name)"]) == nil) }
    }
  }

  @Test func `names of minorities and foreigners are never refused alone or in a class`() {
    for name in Names.others {
      #expect(damage([name]) == nil, "\(name)")
      #expect(damage(["Nguyễn Văn An", name, "Lê Hoà", name.uppercased()]) == nil, "\(name)")
    }
    let minorities = Names.others.prefix { $0 != "Zoë" }
    #expect(damage(Array(minorities)) == nil)
  }

  @Test func `every syllable with every tone in both cases is a syllable and speaks for no encoding`() {
    let initials = [
      "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "th", "tr", "x",
    ]
    let open = [
      "a", "ai", "an", "ang", "anh", "ao", "ay", "ăn", "ân", "âu", "en", "eo", "ên", "êu", "ia", "iêm", "iên", "iêu",
      "oa", "oai", "oan", "oi", "ô", "ôi", "ông", "ơi", "ơn", "ua", "ui", "uôi", "uyên", "uy", "ưa", "ương", "ươi",
      "ưu",
    ]
    var inspector = TextInspector()
    var count = 0
    for initial in initials {
      for rime in open {
        for tone in ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"] {
          // The tone stands on the last vowel that bears a mark, or else on the first.
          let vowels = Array(rime)
          let place = vowels.lastIndex { "ăâêôơư".contains($0) } ?? 0
          let marked = vowels.enumerated().map { $0 == place ? String($1) + tone : String($1) }.joined()
          let word = (initial + marked).precomposedStringWithCanonicalMapping
          for form in [word, word.uppercased(), word.capitalized] {
            #expect(VietnameseSyllable.isSyllable(form.unicodeScalars), "\(form)")
            inspector.inspect(form, line: 1, column: 1)
            count += 1
          }
        }
      }
    }
    #expect(count == 20 * 36 * 6 * 3)
    #expect(throws: Never.self) { try inspector.check() }
  }

  @Test(
    arguments: [
      (TextDamage.tcvn3, LegacyText.inTCVN3), (.vni, LegacyText.inVNI), (.windows1258, LegacyText.inWindows1258),
      (.utf8AsWindows1252, LegacyText.inUTF8AsWindows1252),
    ] as [(TextDamage, @Sendable (String) -> String)])
  func `mojibake is recognised by its encoding and read back`(damage: TextDamage, write: @Sendable (String) -> String) {
    let name = "Nguyễn Thị Hồng Đào"
    let seen = write(name)
    #expect(
      self.damage(["Nam", seen])
        == .damagedText(damage, TextEvidence(line: 2, column: 2, text: seen, reading: name)))

    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SplitMix(seed)
    for _ in 0..<50 {
      let people = (0..<20).map { _ in
        write(
          Names.surnames[random.below(Names.surnames.count)] + " Văn " + Names.given[random.below(Names.given.count)])
      }
      #expect(kind(people) == damage, "seed \(seed)")
    }
  }

  @Test func `the examples that clerks see are recognised`() {
    #expect(kind(["NguyÔn ThÞ"]) == .tcvn3)
    #expect(kind(["NGUYÔN THÞ TUYÕT"]) == .tcvn3)
    #expect(kind(["Nguyeãn Thò"]) == .vni)
    #expect(kind(["NGUYEÃN THÒ TUYEÁT"]) == .vni)
    #expect(kind(["NguyêÞn Thiò"]) == .windows1258)
    #expect(kind(["Nguyá»…n Thá»‹"]) == .utf8AsWindows1252)
    #expect(kind(["NGUY?N TH? TUY?T"]) == .questionMarks)
    #expect(kind(["Hi?u"]) == .questionMarks)
    #expect(kind(["Nguy\u{FFFD}n"]) == .replacementCharacters)
  }

  @Test func `a few rows pasted in an old encoding into a sound list are found where they stand`() {
    let sound = Names.surnames.map { $0 + " Thị Hoà" }
    let cells = sound + [LegacyText.inTCVN3("Trần Thị Hằng")] + sound
    #expect(
      damage(cells)
        == .damagedText(
          .tcvn3, TextEvidence(line: sound.count + 1, column: 2, text: "TrÇn ThÞ H»ng", reading: "Trần Thị Hằng")))
  }

  @Test func `names that lost letters to question marks are found`() {
    for surname in Names.surnames {
      for name in ["Tuyết", "Hiếu", "Đạt", "Phượng", "Nguyệt", "Thơm", "Cường", "Hạnh"] {
        let lost = LegacyText.withQuestionMarks("\(surname) Thị \(name)")
        #expect(kind([lost]) == .questionMarks, "\(lost)")
        #expect(kind([LegacyText.withQuestionMarks("\(surname) Thị \(name)".uppercased())]) == .questionMarks)
      }
    }
  }

  @Test(arguments: [
    "Đã nộp chưa?", "Có CCCD chưa? Đã có", "?", "??", "??/??/2005", "031205?", "Có?Không", "Chưa rõ (?)", "SĐT?", "KH?",
    "Phương án B?", "https://thi.edu.vn/tra-cuu?id=5&b=c", "a?b=1", "Hay là TH?", "What?Why", "Thi lại môn gì?",
    "Ở đâu?ạ",
    "Hà? Nam? Lê?", "12A?", "\"Ai?\"", "Sao??", "không?!",
  ])
  func `a question is no lost letter`(cell: String) {
    #expect(damage([cell]) == nil)
  }

  @Test func `a file without UTF-8 is refused by the name of its encoding`() throws {
    let csv = "STT,Họ tên,Nơi sinh\r\n1,Nguyễn Thị Hồng,Hải Phòng\r\n2,Trần Đức Đạt,Quảng Ninh\r\n"
    for (damage, write) in [
      (TextDamage.tcvn3, LegacyText.inTCVN3), (.vni, LegacyText.inVNI), (.windows1258, LegacyText.inWindows1258),
    ] as [(TextDamage, (String) -> String)] {
      let found = #expect(throws: ExchangeError.self) { try CSVReader.read(LegacyText.latin1(write(csv))) }
      guard case .damagedText(damage, let evidence) = found else {
        Issue.record("\(damage) was taken for \(String(describing: found))")
        continue
      }
      #expect(evidence.column == 2)
      #expect(["Họ tên", "Nguyễn Thị Hồng"].contains(evidence.reading?.lowercased().capitalizedFirst ?? ""))
    }
  }

  @Test func `plain CSV of a western Windows is refused for its question marks`() {
    let csv = LegacyText.withQuestionMarks("STT,Họ tên\r\n1,Lê Hà\r\n2,Nguyễn Thị Tuyết\r\n")
    #expect(
      throws: ExchangeError.damagedText(
        .questionMarks, TextEvidence(line: 1, column: 2, text: "H? tên"))
    ) { try CSVReader.read(LegacyText.latin1(csv)) }
  }

  @Test func `other bytes that are not UTF-8 are shown where they stand`() {
    #expect(
      throws: ExchangeError.damagedText(.unknownEncoding, TextEvidence(line: 2, column: 2, text: "Müller"))
    ) { try CSVReader.read(Array("a,b\r\n1,".utf8) + LegacyText.latin1("Müller\r\n")) }
  }
}

extension String {
  var capitalizedFirst: String { split(separator: " ").count == 2 ? prefix(1).uppercased() + dropFirst() : capitalized }
}

/// Sebastiano Vigna's SplitMix64: the same numbers for the same seed on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
