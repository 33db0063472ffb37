import CanonicalForms
import Testing

struct ULIDTests {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test func `ids order by their time, to the millisecond`() throws {
    var (generator, seed) = SeededGenerator.fresh(for: "ULID order")
    let times = [0, 1, 31, 32, 1023, 1024, 1_682_000_000_000, 1_682_000_000_001, (1 << 48) - 2, (1 << 48) - 1]
    var before: ULID?
    for time in times {
      let id = ULID(at: Instant(milliseconds: time), using: &generator)
      if let before { #expect(before < id, "\(time), seed \(seed)") }
      before = id
    }
  }

  @Test func `the first ten letters are the time`() throws {
    var (generator, _) = SeededGenerator.fresh(for: "ULID time")
    // The example of the ULID specification.
    let id = ULID(at: Instant(milliseconds: 1_469_918_176_385), using: &generator)
    #expect(id.text.prefix(10) == "01ARYZ6S41")
    #expect(ULID(at: Instant(milliseconds: (1 << 48) - 1), using: &generator).text.prefix(10) == "7ZZZZZZZZZ")
    #expect(ULID(at: Instant(milliseconds: -1), using: &generator).text.prefix(10) == "0000000000")
  }

  @Test func `new ids are well-formed, differ, and use the whole alphabet in every place of the random part`() throws {
    var (generator, seed) = SeededGenerator.fresh(for: "ULID alphabet")
    var seen = Array(repeating: Set<Character>(), count: 26)
    var ids: Set<ULID> = []
    for _ in 0..<1500 {
      let id = ULID(at: Instant(milliseconds: 1_682_000_000_000), using: &generator)
      #expect(ULID(id.text) == id, "seed \(seed)")
      ids.insert(id)
      for (place, letter) in id.text.enumerated() { seen[place].insert(letter) }
    }
    #expect(ids.count == 1500, "seed \(seed)")
    for place in 10..<26 { #expect(seen[place] == Set(Self.alphabet), "place \(place), seed \(seed)") }
  }

  @Test func `exactly the letters of Crockford's alphabet in upper case are taken`() {
    for byte in UInt8(0)...0x7F {
      let letter = Character(Unicode.Scalar(byte))
      #expect(ULID.isLetter(byte) == Self.alphabet.contains(letter))
      #expect((ULID("01GZ000000000000000000000\(letter)") != nil) == Self.alphabet.contains(letter))
    }
    for first in Self.alphabet {
      #expect((ULID("\(first)1GZ0000000000000000000000") != nil) == ("0"..."7").contains(first))
    }
    for text in ["", "01GZ", "01GZ00000000000000000000000", "01gz0000000000000000000000", "01GZ000000000000000000000Á"]
    {
      #expect(ULID(text) == nil)
    }
  }
}
