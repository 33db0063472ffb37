import CanonicalForms
import EventLedger
import Testing
import TransparencyLog

@Suite struct AnchorTests {
  func printed(_ number: Int, version: Int) -> Draft {
    Draft(
      stream: LedgerFixture.stream(number), version: version, type: "sheet.printed",
      body: .anchored(digest: Hash.sha256(of: "page \(number)")) { #"{"anchor":"\#($0)","round":1}"# })
  }

  @Test func `every print of an append has an anchor of its own, signed over the head before`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<100))
    let before = fixture.ledger.head
    _ = try fixture.ledger.append(
      (0..<100).map { printed($0, version: 2) }, signer: fixture.signer, decidedAt: 103, clock: start)
    for number in 0..<100 {
      let anchor = try #require(try fixture.ledger.storedAnchor(at: 103 + number))
      #expect(anchor.position == 103 + number)
      #expect(anchor.treeSize == before.size)
      #expect(anchor.root == before.root)
      #expect(anchor.digest == Hash.sha256(of: "page \(number)"))
      #expect(anchor.isSigned(by: fixture.ledger.ledgerKey))
      #expect(try fixture.ledger.answer(for: anchor) == .genuine(try fixture.ledger.event(at: 103 + number)))
    }
    try fixture.expectSound()
  }

  @Test func `forged, foreign and rolled back codes are told apart`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    let copy = fixture.folder.path + "/copy.kiemdo"
    _ = try fixture.ledger.backup(to: copy)
    _ = try fixture.ledger.append([printed(1, version: 2)], signer: fixture.signer, decidedAt: 4, clock: start)
    let anchor = try #require(try fixture.ledger.storedAnchor(at: 4))
    var bytes = anchor.encode()
    bytes[60] ^= 1
    #expect(try fixture.ledger.answer(for: try SheetAnchor.decode(bytes)) == .badSignature)
    let other = try LedgerFixture(origin: "kiemdo/other")
    #expect(try other.ledger.answer(for: anchor) == .otherLedger(keyID: anchor.keyID))
    let old = try Ledger.open(at: copy, mode: .read)
    #expect(try old.answer(for: anchor) == .signedNotInHistory)
    try fixture.expectSound()
  }

  @Test func `an anchor that says what is not so is found`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    let draft = Draft(
      stream: LedgerFixture.stream(1), version: 2, type: "sheet.printed",
      body: .anchored(digest: Hash.sha256(of: "page")) { anchor in
        var bytes = Base64.decode(anchor) ?? []
        bytes[8] ^= 1
        return #"{"anchor":"\#(Base64.encode(bytes))"}"#
      })
    _ = try fixture.ledger.append([draft], signer: fixture.signer, decidedAt: 4, clock: start)
    #expect(try fixture.verify().findings.map(\.subject.description) == ["anchor, position"])
  }

  @Test func `digits are read strictly`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    _ = try fixture.ledger.append([printed(1, version: 2)], signer: fixture.signer, decidedAt: 4, clock: start)
    let digits = try #require(try fixture.ledger.storedAnchor(at: 4)).digits
    #expect(digits.utf8.count == 343)
    #expect(throws: AnchorFault.wrongLength(expected: 343, found: 342)) {
      try SheetAnchor.decode(digits: String(digits.dropLast()))
    }
    #expect(throws: AnchorFault.notADigit(at: 0)) { try SheetAnchor.decode(digits: "x" + digits.dropFirst()) }
    #expect(throws: AnchorFault.groupTooLarge(0)) {
      try SheetAnchor.decode(digits: "72057594037927936" + digits.dropFirst(17))
    }
    #expect(throws: AnchorFault.groupTooLarge(20)) { try SheetAnchor.decode(digits: digits.dropLast(3) + "256") }
    for bad in ["", "-", "1-23456", "01-123456", "1-1234567", "4294967296-000000", "1-12345a", "1–123456"] {
      #expect(ShortCode(bad) == nil, "\(bad)")
    }
    #expect(ShortCode("4294967295-000001")?.text == "4294967295-000001")
    try fixture.expectSound()
  }
}
