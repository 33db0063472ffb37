import CanonicalForms
import Testing

struct JSONRoundTripTests {
  @Test func `random values come back from their canonical text, which no other text gives`() throws {
    var (generator, seed) = SeededGenerator.fresh(for: "JSON round trip")
    for _ in 0..<1000 {
      let value = randomValue(depth: 4, using: &generator)
      let text = value.canonicalText
      #expect(try JSON.parse(canonical: text) == value, "seed \(seed)")
      #expect(try JSON.parse(relaxed: value.indentedText) == value, "seed \(seed)")
      #expect(try JSON.parse(relaxed: text).canonicalText.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
  }

  @Test func `a text with one byte changed is refused or is the canonical text of another value`() throws {
    var (generator, seed) = SeededGenerator.fresh(for: "JSON mutation")
    var refused = 0
    for _ in 0..<3000 {
      let text = randomValue(depth: 3, using: &generator).canonicalText
      var bytes = Array(text.utf8)
      let place = Int.random(in: bytes.indices, using: &generator)
      let byte = UInt8.random(in: 0...255, using: &generator)
      guard bytes[place] != byte else { continue }
      bytes[place] = byte
      do throws(JSONFault) {
        let result = bytes.withUnsafeBufferPointer { buffer in
          Result { () throws(JSONFault) in try JSON.parse(canonical: buffer) }
        }
        let value = try result.get()
        #expect(Array(value.canonicalText.utf8) == bytes, "seed \(seed)")
      } catch {
        refused += 1
        #expect((0...bytes.count).contains(error.offset), "seed \(seed)")
      }
    }
    #expect(refused > 0)
  }

  private func randomValue(depth: Int, using generator: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int.random(in: -JSON.largestInteger...JSON.largestInteger, using: &generator))
    case 3: return .integer(Int.random(in: -10...10, using: &generator))
    case 4: return .string(randomText(using: &generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in randomValue(depth: depth - 1, using: &generator) })
    default:
      var members: [String: JSON] = [:]
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        members[randomText(using: &generator)] = randomValue(depth: depth - 1, using: &generator)
      }
      return .object(JSONObject(members))
    }
  }

  private func randomText(using generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let range: ClosedRange<UInt32> =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: 0...0x1F
        case 1: 0x1EA0...0x1EF9
        case 2: 0x300...0x323
        case 3: 0x80...0x2FFF
        case 4: 0xE000...0x10FFFF
        default: 0x20...0x7F
        }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
    }
    return String(text).nfc
  }
}
