import EventLedger
import Foundation
import Testing
import TransparencyLog

@Suite struct `Heads seen earlier are found in what people keep` {
  private func sizes(_ text: String) -> [Int] { SeenHead.find(in: Array(text.utf8), source: "x").map(\.size) }

  @Test func `a note as it is, quoted, indented, with other line ends, broken at spaces`() throws {
    let fixture = try LedgerFixture()
    let note = fixture.ledger.headNote
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let size = fixture.ledger.size
    #expect(sizes(note) == [size])
    #expect(sizes("Kính gửi\n\n" + note + "\nTrân trọng\n") == [size])
    for (mark, end) in [("> ", "\r\n"), ("    ", "\n"), (">> ", "\n"), ("", "\r\n"), ("", "  \n")] {
      #expect(
        sizes(lines.map { mark + $0 + end }.joined()) == [size], "\(mark.debugDescription) \(end.debugDescription)")
    }
    let broken = lines.map { $0.hasPrefix("—") ? $0.replacing(" ", with: "\n") : $0 }.joined(separator: "\n")
    #expect(sizes(broken) == [size])
    #expect(sizes(String(note.dropLast())) == [size], "the last line feed was lost")
  }

  @Test func `every note of a mail once, and whoever signed it is known`() throws {
    let fixture = try LedgerFixture()
    let first = fixture.ledger.headNote
    try fixture.append([1, 2])
    let second = fixture.ledger.headNote
    let heads = SeenHead.find(in: Array((first + "\n" + second + "\n" + first).utf8), source: "thu")
    #expect(heads.map(\.size) == [3, 5])
    #expect(heads.map(\.source) == ["thu (3)", "thu (5)"])
    for head in heads {
      #expect(head.signer(among: fixture.ledger.ledgerKeys) == fixture.ledger.ledgerKey)
      #expect(head.origin == fixture.ledger.origin)
    }
    let forged = second.replacing("\n5\n", with: "\n4\n")
    let head = try #require(SeenHead.find(in: Array(forged.utf8), source: "gia").first)
    #expect(head.signer(among: fixture.ledger.ledgerKeys) == nil)
  }

  @Test(arguments: ["", "\n\n\n", "a\n1\nb\n\n", "kiemdo/x\n3\nAAAA\n\n— x AAAA\n", "1234567890", "—\n—\n—\n"])
  func `and nothing where there is none`(_ text: String) {
    #expect(sizes(text).isEmpty)
  }

  @Test func `whatever one byte of a note becomes, it is another note, none, or not signed`() throws {
    let fixture = try LedgerFixture()
    let note = Array(fixture.ledger.headNote.utf8)
    let end = try #require(fixture.ledger.headNote.range(of: "/officer/")).lowerBound
    let checked = fixture.ledger.headNote[..<end].utf8.count
    for offset in 0..<checked {
      var changed = note
      changed[offset] ^= 1
      for head in SeenHead.find(in: changed, source: "x") where head.signer(among: fixture.ledger.ledgerKeys) != nil {
        #expect(head.size == 3 && head.root == fixture.ledger.head.root, "byte \(offset)")
      }
    }
  }
}
