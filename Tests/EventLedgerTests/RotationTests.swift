import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@Suite struct RotationTests {
  /// The folder's files of the ledger's keys.
  static func files(_ fixture: LedgerFixture) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture.keys.path).filter { $0.hasPrefix("ledger") }.sorted()
  }

  static func rotate(_ fixture: LedgerFixture) throws -> VerifierKey {
    let signer = try fixture.keys.signer(officer: "lan", ledgerKey: fixture.ledger.ledgerKey)
    return try fixture.ledger.rotate(signer: signer, decidedAt: fixture.ledger.size, clock: start).key
  }

  static func append(_ number: Int, _ fixture: LedgerFixture) throws {
    let signer = try fixture.keys.signer(officer: "lan", ledgerKey: fixture.ledger.ledgerKey)
    _ = try fixture.ledger.append(
      [LedgerFixture.registered(number)], signer: signer, decidedAt: fixture.ledger.size, clock: start)
  }

  static func note(_ size: Int, _ fixture: LedgerFixture) throws -> SignedNote {
    try SignedNote.parse(try #require(try fixture.ledger.checkpointNote(size: size)))
  }

  static func id(_ key: VerifierKey) -> String { String(key.format().dropFirst(key.name.count + 1).prefix(8)) }

  @Test func `the new key is in force from the next append on, and its coming is signed three times`() throws {
    let fixture = try LedgerFixture()
    let old = fixture.ledger.ledgerKey
    try Self.append(1, fixture)
    let new = try Self.rotate(fixture)
    try Self.append(2, fixture)
    #expect(try Self.note(4, fixture).signatures.map(\.keyID) == [old.keyID, fixture.signer.officerKey.keyID])
    #expect(
      try Self.note(5, fixture).signatures.map(\.keyID) == [old.keyID, fixture.signer.officerKey.keyID, new.keyID])
    #expect(try Self.note(6, fixture).signatures.map(\.keyID) == [new.keyID, fixture.signer.officerKey.keyID])
    #expect(fixture.ledger.ledgerKeys == [old, new])
    #expect(try Self.files(fixture) == ["ledger-\(Self.id(old)).key", "ledger.key"])
    #expect(try fixture.keys.ledgerKey().verifierKey == new)
    // Genuine by the key that was and by the key that is.
    for key in [old, new] {
      let account = try Ledger.verify(at: fixture.path, trustedKey: key)
      #expect(account.isGenuine && account.ledgerKey == new)
      #expect(account.keyHistory.map(\.kind) == [.opened, .enrolled, .rotated])
    }
    #expect(throws: LedgerError.ledgerKeyNotInForce(expected: new, found: old)) { try fixture.append([3]) }
  }

  @Test func `of two rotations at once the second is told that the key was rotated meanwhile`() throws {
    let fixture = try LedgerFixture()
    let old = fixture.ledger.ledgerKey
    let second = try Ledger.open(at: fixture.path, mode: .write)
    let signer = try fixture.keys.signer(officer: "lan", ledgerKey: old)
    let new = try Self.rotate(fixture)
    let size = try Ledger.open(at: fixture.path, mode: .read).size
    #expect(throws: LedgerError.ledgerKeyRotatedMeanwhile(before: old, now: new)) {
      try second.rotate(signer: signer, decidedAt: second.size, clock: start)
    }
    #expect(try Ledger.open(at: fixture.path, mode: .read).size == size)
  }

  @Test func `a copy of a key that a killed process left half-named goes with the next append`() throws {
    let fixture = try LedgerFixture()
    let killed = Process()
    killed.executableURL = URL(filePath: "/bin/true")
    try killed.run()
    killed.waitUntilExit()
    let key = try SigningKey.generate(name: fixture.ledger.origin)
    let name = "ledger-\(Self.id(key.verifierKey)).key"
    let left = "\(name).\(killed.processIdentifier).4294967295.new"
    // What a living process is about to name, and what only looks alike, stay.
    let kept = ["\(name).\(getpid()).1.new", "\(name).1.new", "mine.0.1.new"]
    for name in [left] + kept {
      try key.format().write(toFile: "\(fixture.keys.path)/\(name)", atomically: false, encoding: .utf8)
    }
    try Self.append(1, fixture)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.keys.path)
    #expect(!names.contains(left))
    #expect(Set(names).isSuperset(of: kept))
  }

  @Test func `stopped before the commit, the next rotation takes the key that was made`() throws {
    let fixture = try LedgerFixture()
    let left = try SigningKey.generate(name: fixture.ledger.origin)
    try (left.format() + "\n").write(
      toFile: "\(fixture.keys.path)/ledger-\(Self.id(left.verifierKey)).key", atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: "\(fixture.keys.path)/ledger-\(Self.id(left.verifierKey)).key")
    try Self.append(1, fixture)
    #expect(try Self.rotate(fixture) == left.verifierKey)
    #expect(try Self.files(fixture).count == 2)
    // An earlier key of this ledger is never taken again.
    let third = try Self.rotate(fixture)
    #expect(Set(fixture.ledger.ledgerKeys).count == 3 && fixture.ledger.ledgerKey == third)
    #expect(try Self.files(fixture).count == 3)
    #expect(try Ledger.verify(at: fixture.path, trustedKey: third).isGenuine)
  }

  @Test func `stopped after the commit, the key in force is found, and the next append puts the names right`() throws {
    let fixture = try LedgerFixture()
    let old = fixture.ledger.ledgerKey
    let new = try Self.rotate(fixture)
    let folder = fixture.keys.path
    try FileManager.default.moveItem(atPath: "\(folder)/ledger.key", toPath: "\(folder)/ledger-\(Self.id(new)).key")
    try FileManager.default.moveItem(atPath: "\(folder)/ledger-\(Self.id(old)).key", toPath: "\(folder)/ledger.key")
    #expect(try fixture.keys.ledgerKey(inForce: new).verifierKey == new)
    #expect(try fixture.keys.ledgerKey(inForce: old).verifierKey == old)
    #expect(try fixture.keys.ledgerKey().verifierKey == old)
    try Self.append(1, fixture)
    #expect(try fixture.keys.ledgerKey().verifierKey == new)
    #expect(try Self.files(fixture) == ["ledger-\(Self.id(old)).key", "ledger.key"])
    #expect(try fixture.verify().findings == [])
  }

  @Test func `an older copy is continued with the key that is in force there`() throws {
    let fixture = try LedgerFixture()
    let old = fixture.ledger.ledgerKey
    let copy = fixture.folder.path + "/older.kiemdo"
    _ = try fixture.ledger.backup(to: copy)
    let new = try Self.rotate(fixture)
    let older = try Ledger.open(at: copy, mode: .write)
    let signer = try fixture.keys.signer(officer: "lan", ledgerKey: older.ledgerKey)
    #expect(throws: LedgerError.notContained(known: fixture.ledger.head, have: older.head)) {
      _ = try older.append([LedgerFixture.registered(1)], signer: signer, decidedAt: older.size, clock: start)
    }
    #expect(try fixture.keys.ledgerKey().verifierKey == new)
    _ = try older.resume(reason: "Ổ đĩa hỏng", signer: signer, clock: start)
    #expect(try fixture.keys.ledgerKey().verifierKey == old)
    #expect(try Self.files(fixture) == ["ledger-\(Self.id(new)).key", "ledger.key"])
    #expect(try Ledger.verify(at: copy, trustedKey: old).isGenuine)
  }

  @Test func `another change of keys in between is a conflict`() throws {
    let fixture = try LedgerFixture()
    let size = fixture.ledger.size
    try fixture.append([1])
    _ = try fixture.ledger.rotate(signer: fixture.signer, decidedAt: size, clock: start)
    let signer = try fixture.keys.signer(officer: "lan", ledgerKey: fixture.ledger.ledgerKey)
    let rotation = try fixture.ledger.header(at: size + 1)
    #expect(throws: LedgerError.conflict(events: [rotation])) {
      _ = try fixture.ledger.rotate(signer: signer, decidedAt: size, clock: start)
    }
    // The key that was not brought in lies on the disk already, as it must before the commit; `ledger.key` is the one in force.
    #expect(try Self.files(fixture).count == 3)
    #expect(try fixture.keys.ledgerKey().verifierKey == fixture.ledger.ledgerKey)
  }

  /// Positions 0–2 opening, 3 an event, 4 the rotation, 5 an event.
  @Test(arguments: ["old after", "new before", "third missing", "third extra", "two swapped", "third by old", "fourth"])
  func `verify knows which key was in force where`(mistake: String) throws {
    let fixture = try LedgerFixture()
    let old = fixture.signer.ledgerKey
    try Self.append(1, fixture)
    _ = try Self.rotate(fixture)
    try Self.append(2, fixture)
    let new = try fixture.keys.ledgerKey()
    let lan = fixture.signer.officerKey
    let (size, keys): (Int, [SigningKey]) =
      switch mistake {
      case "old after": (6, [old, lan])
      case "new before": (4, [new, lan])
      case "third missing": (5, [old, lan])
      case "third extra": (6, [new, lan, old])
      case "two swapped": (5, [new, lan, old])
      case "third by old": (5, [old, lan, old])
      default: (5, [old, lan, new, new])
      }
    let before = try Ledger.verify(at: fixture.path, trustedKey: old.verifierKey)
    #expect(before.isGenuine)
    let checkpoint = try Checkpoint.parse(Self.note(size, fixture).text)
    let note = SignedNote.sign(checkpoint.format(), by: keys).format()
    try fixture.tamper(
      "UPDATE checkpoint SET note = '\(note)' WHERE size = \(size)", droppingFirst: "checkpoint_update")
    let account = try Ledger.verify(at: fixture.path, trustedKey: old.verifierKey)
    #expect(account.findings.map(\.code) == [.signature], "\(mistake)")
    #expect(account.findings.first?.position == size - 1, "\(mistake)")
  }
}

@Suite struct KeyFolderLockTests {
  @Test func `two copies of one ledger are not written at once with one key folder`() throws {
    let fixture = try LedgerFixture()
    let copy = fixture.folder.path + "/copy.kiemdo"
    _ = try fixture.ledger.backup(to: copy)
    let other = try Ledger.open(at: copy, mode: .write)
    let file = open(fixture.keys.path + "/lock", O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
    let holder = Array("4711\nhoa\nimport\n2023-04-20T00:59:00.000Z\n".utf8)
    _ = pwrite(file, holder, holder.count, 0)
    #expect(
      throws: LedgerError.busy(
        Holder(pid: 4711, officer: "hoa", command: "import", since: Instant(ledgerText: "2023-04-20T00:59:00.000Z")))
    ) { try fixture.append([1]) }
    flock(file, LOCK_UN)
    try fixture.append([1])
    #expect(throws: LedgerError.notContained(known: fixture.ledger.head, have: other.head)) {
      _ = try other.append([LedgerFixture.registered(2)], signer: fixture.signer, decidedAt: 3, clock: start)
    }
    #expect(FileManager.default.fileExists(atPath: fixture.keys.path + "/lock"))
    try fixture.expectSound()
  }

  @Test func `of two appends to two copies in the same instant one is recorded`() throws {
    for _ in 0..<10 {
      let fixture = try LedgerFixture()
      let copy = fixture.folder.path + "/copy.kiemdo"
      _ = try fixture.ledger.backup(to: copy)
      let ledgers = [fixture.ledger, try Ledger.open(at: copy, mode: .write)]
      let signer = fixture.signer
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        _ = try? ledgers[index].append(
          [LedgerFixture.registered(index)], signer: signer, decidedAt: 3, clock: start)
      }
      #expect(ledgers.map(\.size).sorted() == [3, 4])
    }
  }
}
