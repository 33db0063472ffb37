import CanonicalForms
import EventLedger
import Foundation
import Testing
import TransparencyLog

@Suite struct KeyTests {
  func enroll(_ fixture: LedgerFixture, _ id: String) throws -> OfficerSigner {
    let key = try fixture.keys.createOfficerKey(id: id)
    let version = try fixture.ledger.version(ofStream: "ledger") + 1
    let proof = Enrollment.prove(origin: fixture.ledger.origin, id: id, key: key)
    _ = try fixture.ledger.append(
      [
        .enrollment(id: id, key: key.verifierKey, proof: proof, version: version),
        LedgerFixture.named(id, "Trần Văn Minh", version: version + 1),
      ], signer: fixture.signer, decidedAt: fixture.ledger.size, clock: start)
    return try fixture.keys.signer(officer: id)
  }

  @Test func `an enrolled officer signs from the next append on, until revoked`() throws {
    let fixture = try LedgerFixture()
    let minh = try enroll(fixture, "minh")
    _ = try fixture.ledger.append([LedgerFixture.registered(1)], signer: minh, decidedAt: 5, clock: start)
    #expect(try fixture.ledger.header(at: 5).officer == "minh")
    let draft = Draft.revocation(id: "lan", reason: "Chuyển công tác", version: 6)
    _ = try fixture.ledger.append([draft], signer: minh, decidedAt: 6, clock: start)
    #expect(throws: LedgerError.officerNotAllowed(id: "lan", .revoked(at: 6))) { try fixture.append([2]) }
    #expect(throws: LedgerError.revocationRefused(id: "minh", .lastOfficer("minh"))) {
      try fixture.ledger.append(
        [.revocation(id: "minh", reason: "x", version: 7)], signer: minh, decidedAt: 7, clock: start)
    }
    #expect(fixture.ledger.keyHistory.map(\.kind) == [.opened, .enrolled, .enrolled, .revoked])
    #expect(fixture.ledger.officers.map(\.isInForce) == [false, true])
    let reopened = try Ledger.open(at: fixture.path, mode: .write)
    #expect(reopened.officers == fixture.ledger.officers)
    try fixture.expectSound()
  }

  @Test func `no id and no key is used twice, and every key is proved`() throws {
    let fixture = try LedgerFixture()
    let minh = try enroll(fixture, "minh")
    let origin = fixture.ledger.origin
    func refused(_ id: String, _ key: SigningKey, proof: String? = nil) -> LedgerError? {
      let proof = proof ?? Enrollment.prove(origin: origin, id: id, key: key)
      do {
        _ = try fixture.ledger.append(
          [.enrollment(id: id, key: key.verifierKey, proof: proof, version: 6)], signer: fixture.signer, decidedAt: 5,
          clock: start)
        return nil
      } catch {
        return error as? LedgerError
      }
    }
    let new = try SigningKey.generate(name: "\(origin)/officer/hoa")
    #expect(refused("minh", minh.officerKey) == .enrollmentRefused(id: "minh", .officerIDReused("minh")))
    #expect(
      refused("minh2", new)
        == .enrollmentRefused(
          id: "minh2", .wrongName(expected: "\(origin)/officer/minh2", found: new.name)))
    #expect(refused("hoa", new, proof: "AAAA") == .enrollmentRefused(id: "hoa", .badProof))
    #expect(refused("Hoa", new) == .enrollmentRefused(id: "Hoa", .invalidOfficerID("Hoa")))
    // The same 32 bytes under another name.
    let seed = Array(repeating: 7 as UInt8, count: 32)
    let first = try SigningKey(name: "\(origin)/officer/first", seed: seed)
    let second = try SigningKey(name: "\(origin)/officer/second", seed: seed)
    #expect(refused("first", first) == nil)
    let proof = Enrollment.prove(origin: origin, id: "second", key: second)
    #expect(throws: LedgerError.enrollmentRefused(id: "second", .keyReused(second.verifierKey))) {
      try fixture.ledger.append(
        [.enrollment(id: "second", key: second.verifierKey, proof: proof, version: 7)], signer: fixture.signer,
        decidedAt: 6, clock: start)
    }
    try fixture.expectSound()
  }

  @Test func `strangers, wrong keys and another ledger's key are refused`() throws {
    let fixture = try LedgerFixture()
    let other = try LedgerFixture()
    let key = try SigningKey.generate(name: "kiemdo/test/officer/lan")
    let impostor = OfficerSigner(
      id: "lan", officerKey: key, ledgerKey: fixture.signer.ledgerKey, keys: fixture.keys)
    #expect(
      throws: LedgerError.officerNotAllowed(
        id: "lan", .otherKey(expected: fixture.signer.officerKey.verifierKey, found: key.verifierKey))
    ) {
      try fixture.ledger.append([LedgerFixture.registered(1)], signer: impostor, decidedAt: 3, clock: start)
    }
    let stranger = OfficerSigner(id: "hoa", officerKey: key, ledgerKey: fixture.signer.ledgerKey, keys: fixture.keys)
    #expect(throws: LedgerError.officerNotAllowed(id: "hoa", .notEnrolled)) {
      try fixture.ledger.append([LedgerFixture.registered(1)], signer: stranger, decidedAt: 3, clock: start)
    }
    #expect(
      throws: LedgerError.ledgerKeyNotInForce(
        expected: fixture.signer.ledgerKey.verifierKey, found: other.signer.ledgerKey.verifierKey)
    ) {
      try fixture.ledger.append([LedgerFixture.registered(1)], signer: other.signer, decidedAt: 3, clock: start)
    }
    try fixture.expectSound()
  }

  @Test func `keys lie in closed files and are never overwritten`() throws {
    let fixture = try LedgerFixture()
    let keys = fixture.keys
    #expect(keys.path.hasSuffix("/keys/kiemdo_test"))
    func mode(_ path: String) throws -> Int {
      try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
    #expect(try mode(keys.path) == 0o700)
    for name in ["ledger.key", "officer-lan.key", "checkpoint"] { #expect(try mode(keys.path + "/" + name) == 0o600) }
    #expect(try keys.usableOfficers() == ["lan"])
    #expect(keys.warnings() == [])
    #expect(throws: LedgerError.keyExists(path: keys.path + "/ledger.key")) { try keys.createLedgerKey() }
    #expect(throws: LedgerError.keyExists(path: keys.path + "/officer-lan.key")) {
      try keys.createOfficerKey(id: "lan")
    }
    #expect(throws: LedgerError.keyMissing(path: keys.path + "/officer-hoa.key")) { try keys.officerKey(id: "hoa") }
    let path = keys.path + "/officer-lan.key"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: LedgerError.keyFileExposed(path: path, mode: 0o640)) { try keys.signer(officer: "lan") }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    _ = try keys.signer(officer: "lan")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: keys.path).sorted() == [
        "checkpoint", "ledger.key", "lock", "officer-lan.key",
      ])
    try fixture.expectSound()
  }

  @Test func `origins and officers' ids are taken by their grammar`() {
    let longest = String(repeating: "a", count: 200)
    for good in ["kiemdo/01GZ0000000000000000000000", "a", "so.gd-dt/Hai_Phong/x.y", longest] {
      #expect(Origin.isValid(good), "\(good)")
    }
    for bad in ["", "A", "a/", "/a", "a//b", "a/officer", "officer/a", "a_b", "a/b c", "a+b", "-a", "đ"]
      + [String(repeating: "a", count: 201)]
    {
      #expect(!Origin.isValid(bad), "\(bad)")
    }
    for good in ["lan", "0", "a.b-c", String(repeating: "a", count: 32)] { #expect(Origin.isValidOfficerID(good)) }
    for bad in ["", "Lan", ".a", "-a", "a b", "đ", String(repeating: "a", count: 33)] {
      #expect(!Origin.isValidOfficerID(bad))
    }
  }
}
