import CanonicalForms
import Foundation
import GRDB
import Testing

@testable import EventLedger

@Suite struct FileTests {
  @Test func `what is no ledger is refused by name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/x.kiemdo"
    #expect(throws: LedgerError.noSuchFile(path: path)) { try Ledger.open(at: path, mode: .read) }
    #expect(throws: LedgerError.noSuchFile(path: path)) { try Ledger.verify(at: path) }
    #expect(folder.names == [])
    try Data("không phải sổ, chỉ là một tệp văn bản dài hơn một trăm byte, để SQLite đọc được phần đầu tệp".utf8)
      .write(to: URL(fileURLWithPath: path))
    for body in [{ _ = try Ledger.open(at: path, mode: .read) }, { _ = try Ledger.verify(at: path) }] {
      do {
        try body()
        Issue.record("a text was taken for a ledger")
      } catch let LedgerError.notALedger(found, _) {
        #expect(found == path)
      }
    }
    try FileManager.default.removeItem(atPath: path)
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE event (position INTEGER)") }
    #expect(throws: LedgerError.notALedger(path: path, detail: "application_id 0x\("0")")) {
      try Ledger.open(at: path, mode: .read)
    }
    #expect(!(try Ledger.verify(at: path).isSound))
  }

  @Test func `a newer format is refused`() throws {
    let fixture = try LedgerFixture()
    try fixture.client().writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") }
    #expect(throws: LedgerError.newerFormat(path: fixture.path, found: 2)) {
      try Ledger.open(at: fixture.path, mode: .read)
    }
    #expect(throws: LedgerError.newerFormat(path: fixture.path, found: 2)) { try Ledger.verify(at: fixture.path) }
  }

  @Test func `a closed ledger leaves one file, closed to others, and reading it changes nothing`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<300))
    try fixture.ledger.close()
    let names = fixture.folder.names
    #expect(names.filter { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") } == [])
    let mode = try FileManager.default.attributesOfItem(atPath: fixture.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    do {
      let ledger = try Ledger.open(at: fixture.path, mode: .read)
      var count = 0
      try ledger.events { _ in count += 1 }
      #expect(count == 303)
      #expect(throws: LedgerError.readOnly(path: fixture.path)) {
        try ledger.append([LedgerFixture.registered(900)], signer: fixture.signer, decidedAt: 303, clock: start)
      }
      try ledger.close()
    }
    #expect(try Ledger.verify(at: fixture.path).isSound)
    #expect(fixture.folder.names == names)
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == bytes)
    try fixture.expectSound()
  }

  @Test func `a closed ledger opens where nothing can be written, and nothing appears beside it`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<300))
    try fixture.ledger.close()
    let names = fixture.folder.names
    let ledger = try Ledger.open(at: fixture.path, mode: .read)
    #expect(ledger.size == 303)
    #expect(try ledger.event(at: 5).body != nil)
    #expect(fixture.folder.names == names)
    try ledger.close()
    #expect(fixture.folder.names == names)
    try fixture.expectSound()
  }

  @Test func `a backup is one verified file, and replaces none`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<300))
    let target = fixture.folder.path + "/backup.kiemdo"
    let account = try fixture.ledger.backup(to: target)
    #expect(account.isSound)
    #expect(account.size == 303)
    #expect(fixture.folder.names.filter { $0.hasPrefix("backup") } == ["backup.kiemdo"])
    #expect(throws: LedgerError.fileExists(path: target)) { try fixture.ledger.backup(to: target) }
    let copy = try Ledger.open(at: target, mode: .write)
    #expect(copy.headNote == fixture.ledger.headNote)
    _ = try copy.append([LedgerFixture.registered(900)], signer: fixture.signer, decidedAt: 303, clock: start)
    #expect(try Ledger.verify(at: target, trustedKey: fixture.ledger.ledgerKey).isGenuine)
  }

  @Test func `salts come from the entropy that was given, and from the system's they differ`() throws {
    #expect(Set((0..<50).map { _ in Entropy.system.bytes(1000) }).count == 50)
    let first = try LedgerFixture(entropy: Entropy { count in [UInt8](repeating: 7, count: count) })
    let salts = try first.client().read { try Data.fetchSet($0, sql: "SELECT salt FROM payload") }
    #expect(salts == [Data(repeating: 7, count: 32)])
    try first.expectSound()
  }
}
