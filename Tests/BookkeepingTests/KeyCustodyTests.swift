import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing
import TransparencyLog

@Suite struct KeyCustodyTests {
  static func enroll(_ id: String, _ school: TestSchool) throws -> OfficerSigner {
    let keys = school.signer.keys
    let key = try keys.createOfficerKey(id: id)
    let ledger = school.books.ledger
    _ = try school.books.record(
      [
        .enrollment(
          id: id, key: key.verifierKey, proof: Enrollment.prove(origin: ledger.origin, id: id, key: key),
          version: school.books.nextLedgerVersion())
      ], signer: lan(school), clock: school.tick(), commandName: "test")
    return try keys.signer(officer: id, ledgerKey: ledger.ledgerKey)
  }

  static func lan(_ school: TestSchool) throws -> OfficerSigner {
    try school.signer.keys.signer(officer: "lan", ledgerKey: school.books.ledger.ledgerKey)
  }

  static func write(_ signer: OfficerSigner, _ school: TestSchool) throws {
    let event = RecordEvent.officerNamed(OfficerNamed(id: signer.id, name: "Lê Thị Hoa"))
    _ = try school.books.record(
      [Draft(event, stream: "ledger", version: school.books.nextLedgerVersion())], signer: signer,
      clock: school.tick(), commandName: "test")
  }

  static func revoke(_ id: String, _ school: TestSchool) throws {
    _ = try school.books.record(
      [.revocation(id: id, reason: "Chuyển công tác", version: school.books.nextLedgerVersion())], signer: lan(school),
      clock: school.tick(), commandName: "test")
  }

  static func rotate(_ school: TestSchool) throws {
    _ = try school.books.ledger.rotate(signer: lan(school), decidedAt: school.books.ledger.size, clock: school.tick())
    try school.books.refresh()
  }

  static func needed(_ school: TestSchool) throws -> [String] {
    let ids = try school.books.rotationNeeded().map(\.id)
    // The quick way and the whole account agree.
    #expect(try school.books.keyCustody().rotationNeeded.map(\.id) == ids)
    return ids
  }

  @Test func `who held the ledger's key and was revoked makes a rotation necessary, until it is done`() throws {
    let school = try TestSchool()
    let hoa = try Self.enroll("hoa", school)
    let minh = try Self.enroll("minh", school)
    _ = minh
    #expect(try Self.needed(school) == [])
    try Self.write(hoa, school)
    #expect(try Self.needed(school) == [])
    // Never wrote, so nothing says that he had the key.
    try Self.revoke("minh", school)
    #expect(try Self.needed(school) == [])
    try Self.revoke("hoa", school)
    let outstanding = school.books.ledger.size
    #expect(try Self.needed(school) == ["hoa"])
    try Self.write(Self.lan(school), school)
    #expect(try Self.needed(school) == ["hoa"])
    try Self.rotate(school)
    #expect(try Self.needed(school) == [])
    // As it was before.
    #expect(try school.books.keyCustody(size: outstanding).rotationNeeded.map(\.id) == ["hoa"])
    #expect(try school.books.keyCustody(size: outstanding - 1).rotationNeeded == [])
    #expect(try school.verify().findings == [])
  }

  @Test func `a rotation before the revocation helps only if the officer has not written since`() throws {
    for writesAfter in [false, true] {
      let school = try TestSchool()
      let hoa = try Self.enroll("hoa", school)
      try Self.write(hoa, school)
      try Self.rotate(school)
      if writesAfter {
        try Self.write(school.signer.keys.signer(officer: "hoa", ledgerKey: school.books.ledger.ledgerKey), school)
      }
      try Self.revoke("hoa", school)
      #expect(try Self.needed(school) == (writesAfter ? ["hoa"] : []))
    }
  }

  @Test func `who rotates holds the new key`() throws {
    let school = try TestSchool()
    let hoa = try Self.enroll("hoa", school)
    _ = try school.books.ledger.rotate(signer: hoa, decidedAt: school.books.ledger.size, clock: school.tick())
    try school.books.refresh()
    let rotation = school.books.ledger.size - 1
    try Self.revoke("hoa", school)
    #expect(try Self.needed(school) == ["hoa"])
    let custody = try school.books.keyCustody()
    #expect(custody.ledgerKeys.map(\.holders) == [["hoa", "lan"], ["hoa", "lan"]])
    #expect(custody.ledgerKeys.map(\.key) == school.books.ledger.ledgerKeys)
    #expect(custody.ledgerKeys[0].ended == custody.ledgerKeys[1].brought)
    #expect(custody.ledgerKeys[1].brought.position == rotation && custody.ledgerKeys[1].brought.by == "hoa")
    #expect(custody.officers.map(\.id) == ["lan", "hoa"] && custody.officers.map(\.canWrite) == [true, false])
    #expect(custody.officers[1].enrolled.by == "lan" && custody.officers[1].revoked?.by == "lan")
    // Before the rotation counted, the new key was held by nobody else.
    let then = try school.books.keyCustody(size: rotation + 1)
    #expect(then.ledgerKeys.map(\.holders) == [["hoa", "lan"], ["hoa"]])
    #expect(then.officers.map(\.canWrite) == [true, true])
    #expect(try school.books.keyCustody(size: rotation).ledgerKeys.map(\.holders) == [["lan"]])
  }
}
