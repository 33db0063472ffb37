import Foundation

/// The shape of a written Vietnamese syllable: an initial, a rime, at most one tone, and a tone that its final allows.
///
/// It tells text in Vietnamese from text in a foreign encoding, nothing more: it knows no words, and names of other
/// languages are simply not of this shape.
enum VietnameseSyllable {
  /// Whether the letters are one syllable, in either case.
  static func isSyllable(_ letters: some Sequence<Unicode.Scalar>) -> Bool {
    var word: [UInt8] = []
    var tone = Tone.level
    for scalar in letters {
      guard word.count < 7, let letter = letterTable[scalar.value] else { return false }
      word.append(letter.code)
      guard letter.tone != .level else { continue }
      guard tone == .level else { return false }
      tone = letter.tone
    }
    return (0...min(3, word.count)).contains { length in
      (length == 0 || initials.contains(pack(word[..<length]))) && accepts(word[length...], tone)
    }
  }

  /// Whether the letters are an initial and nothing more, as what is left of `Thị` when its vowel is lost.
  static func isInitial(_ letters: some Sequence<Unicode.Scalar>) -> Bool {
    let word = letters.map { letterTable[$0.value]?.code ?? 0 }
    return word.count <= 3 && initials.contains(pack(word[...]))
  }

  private static func accepts(_ rime: ArraySlice<UInt8>, _ tone: Tone) -> Bool {
    guard rimes.contains(pack(rime)), let final = rime.last else { return false }
    // A syllable that ends in a stop has only the tones sắc and nặng.
    let stopped = stops.contains(final) || rime.suffix(2).elementsEqual(codes("ch"))
    return !stopped || tone == .rising || tone == .heavy
  }

  private enum Tone { case level, falling, broken, rising, asking, heavy }

  private static let tones: [UInt32: Tone] = [
    0x0300: .falling, 0x0303: .broken, 0x0301: .rising, 0x0309: .asking, 0x0323: .heavy,
  ]

  private static let alphabet: [Character] = Array("aăâbcdđeêghiklmnoôơpqrstuưvxy")

  /// Every letter with every tone in both cases, by scalar.
  private static let letterTable: [UInt32: (code: UInt8, tone: Tone)] = {
    var table: [UInt32: (code: UInt8, tone: Tone)] = [:]
    for (index, letter) in alphabet.enumerated() {
      for form in [String(letter), letter.uppercased()] {
        let marks: [(String, Tone)] =
          "aăâeêioôơuưy".contains(letter)
          ? [("", .level)] + tones.map { (String(Unicode.Scalar($0.key).map(Character.init) ?? " "), $0.value) }
          : [("", .level)]
        for (mark, tone) in marks {
          let composed = (form + mark).precomposedStringWithCanonicalMapping.unicodeScalars
          if let scalar = composed.first, composed.count == 1 {
            table[scalar.value] = (UInt8(index + 1), tone)
          }
        }
      }
    }
    return table
  }()

  private static func codes(_ letters: some StringProtocol) -> [UInt8] {
    letters.unicodeScalars.map { letterTable[$0.value]?.code ?? 0 }
  }

  /// Five bits a letter: unlike for unlike words of up to twelve letters.
  private static func pack(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 5 | UInt64($1) }
  }

  private static func set(_ list: String) -> Set<UInt64> {
    Set(list.split(whereSeparator: \.isWhitespace).map { pack(codes($0)[...]) })
  }

  private static let stops = Set(codes("cptk"))

  private static let initials = set("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")

  private static let rimes = set(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc
    oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn
    uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu yn ynh yt
    """)
}
