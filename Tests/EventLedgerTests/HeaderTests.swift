import CanonicalForms
import EventLedger
import Testing
import TransparencyLog

@Suite struct HeaderTests {
  static let text =
    #"{"command":"01GZ0000000000000000000002","officer":"lan","payload":"44iwV8lA05NiPpv6fch3+AY0G6S9acHwqbfehkPYRt0="#
    + #"","position":3,"recordedAt":"2023-04-20T01:00:01.250Z","schema":1,"#
    + #""stream":"candidate/01GZ00000000000000000000C1","type":"candidate.registered","version":1}"#

  @Test func `a header is read and written back`() throws {
    let header = try EventHeader.parse(Self.text)
    #expect(header.format() == Self.text)
    #expect(header.officer == "lan")
    #expect(header.recordedAt.text == "2023-04-20T01:00:01.250Z")
    #expect(header.stream == "candidate/01GZ00000000000000000000C1")
  }

  @Test func `whatever byte is changed, the text is refused or means something else`() throws {
    let header = try EventHeader.parse(Self.text)
    for index in Self.text.utf8.indices {
      for byte in Array("09zA \"\n".utf8) {
        var bytes = Array(Self.text.utf8)
        let offset = Self.text.utf8.distance(from: Self.text.startIndex, to: index)
        guard bytes[offset] != byte else { continue }
        bytes[offset] = byte
        let changed = String(decoding: bytes, as: UTF8.self)
        guard let other = try? EventHeader.parse(changed) else { continue }
        #expect(other != header)
        #expect(other.format() == changed)
      }
    }
    for end in 0..<Self.text.utf8.count {
      #expect(throws: HeaderFault.self) { try EventHeader.parse(String(Self.text.prefix(end))) }
    }
    #expect(throws: HeaderFault.self) { try EventHeader.parse(Self.text + "\n") }
  }

  @Test func `values outside of the grammar are refused by name`() {
    let changes: [(String, String, HeaderFault.Reason)] = [
      (#""position":3"#, #""position":03"#, .badInteger),
      (#""position":3"#, #""position":4294967296"#, .positionTooLarge),
      (#""position":3"#, #""position":-3"#, .badInteger), (#""schema":1"#, #""schema":0"#, .zeroSchema),
      (#""version":1"#, #""version":0"#, .zeroVersion), ("2023-04-20", "2023-02-29", .badTime),
      ("T01:", "T24:", .badTime), (".250Z", ".25Z", .badTime), ("\"lan\"", "\"Lan\"", .badOfficer),
      ("\"lan\"", "\"\(String(repeating: "a", count: 33))\"", .badOfficer), ("candidate/01", "ledgers", .badStream),
      ("candidate/01", "candidate/81", .badULID), ("candidate.reg", "candidate_reg", .badType),
      ("Rt0=", "Rt1=", .badCommitment), ("01GZ0000000000000000000002", "01GZ000000000000000000000I", .badULID),
      (#""schema":1"#, #""schema":\#(String(repeating: "9", count: 30))"#, .badInteger),
      ("candidate.registered", "candidate.\(String(repeating: "a", count: 300))", .tooLong),
    ]
    for (old, new, reason) in changes {
      let text = Self.text.replacing(old, with: new, maxReplacements: 1)
      #expect(text != Self.text)
      do {
        _ = try EventHeader.parse(text)
        Issue.record("\(new) was accepted")
      } catch {
        #expect(error.reason == reason, "\(new)")
      }
    }
  }
}
