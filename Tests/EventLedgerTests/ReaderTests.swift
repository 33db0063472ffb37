import Foundation
import GRDB
import Testing

@testable import EventLedger

/// Readers beside writers, in one process: the shared lock belongs to an open file, so both meet as two processes would.
@Suite struct ReaderTests {
  private func logSize(_ fixture: LedgerFixture) -> Int { FileSystem.size(fixture.path + "-wal") ?? 0 }

  private func bytes(_ fixture: LedgerFixture) throws -> Data { try Data(contentsOf: URL(filePath: fixture.path)) }

  @Test func `a reader sees one history until it asks for what is new`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1, 2])
    let reader = try Ledger.open(at: fixture.path, mode: .read)
    #expect(reader.size == 5)
    try fixture.append([3])
    #expect(reader.size == 5)
    #expect(try reader.events(stream: LedgerFixture.stream(3)).isEmpty)
    try reader.refresh()
    #expect(reader.size == 6)
    #expect(try reader.events(stream: LedgerFixture.stream(3)).count == 1)
    try fixture.append([4, 5])
    try reader.refresh()
    #expect(reader.headNote == fixture.ledger.headNote)
    try fixture.expectSound()
  }

  @Test func `the log is folded back at the close of the last connection, and never under a reader`() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.close()
    let before = try bytes(fixture)
    var reader: Ledger? = try Ledger.open(at: fixture.path, mode: .read)
    for number in 1...3 {
      let writer = try Ledger.open(at: fixture.path, mode: .write)
      _ = try writer.append(
        [LedgerFixture.registered(number)], signer: fixture.signer, decidedAt: writer.size, clock: start)
      try writer.close()
      #expect(try bytes(fixture) == before)
      #expect(logSize(fixture) > 0)
    }
    #expect(try reader?.event(at: 2).body != nil)
    #expect(reader?.size == 3)
    reader = nil
    try Ledger.open(at: fixture.path, mode: .write).close()
    #expect(!FileSystem.exists(fixture.path + "-wal"))
    #expect(try Ledger.open(at: fixture.path, mode: .read).size == 6)
    try fixture.expectSound()
  }

  @Test func `an append of many pages makes no checkpoint of its own`() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.close()
    let before = try bytes(fixture)
    let writer = try Ledger.open(at: fixture.path, mode: .write)
    // More than the thousand pages after which SQLite would.
    for start in stride(from: 0, to: 12_000, by: 4000) {
      let drafts = (start..<start + 4000).map { LedgerFixture.registered($0) }
      _ = try writer.append(drafts, signer: fixture.signer, decidedAt: writer.size, clock: EventLedgerTests.start)
    }
    #expect(try bytes(fixture) == before)
    #expect(logSize(fixture) > 1000 * 4096)
    try writer.close()
    #expect(logSize(fixture) == 0)
  }

  @Test func `the log can be folded back at once, unless somebody reads`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    #expect(logSize(fixture) > 0)
    var reader: Ledger? = try Ledger.open(at: fixture.path, mode: .read)
    #expect(try !fixture.ledger.foldLog())
    #expect(reader?.size == 4)
    reader = nil
    #expect(try fixture.ledger.foldLog())
    #expect(logSize(fixture) == 0)
    try fixture.append([2])
    #expect(fixture.ledger.size == 5)
    try fixture.expectSound()
  }

  @Test func `a reader that closes leaves a writer of this process its lock`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    for _ in 0..<2 { try Ledger.open(at: fixture.path, mode: .read).close() }
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/sqlite3")
    client.arguments = [fixture.path, "PRAGMA journal_mode = DELETE"]
    client.standardOutput = FileHandle.nullDevice
    client.standardError = FileHandle.nullDevice
    try client.run()
    client.waitUntilExit()
    #expect(client.terminationStatus != 0, "another program could change the file's mode under a writer")
    #expect(logSize(fixture) > 0)
    try fixture.expectSound()
  }

  @Test func `a hot rollback journal is rolled back in the copy only`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<100))
    try fixture.ledger.close()
    try fixture.client().writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    // Killed in the middle of a transaction that has begun to write into the file.
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/sqlite3")
    client.arguments = ["-batch", fixture.path]
    let input = Pipe()
    client.standardInput = input
    client.standardOutput = FileHandle.nullDevice
    client.standardError = FileHandle.nullDevice
    try client.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(
        """
        PRAGMA cache_size = 1; BEGIN IMMEDIATE; DROP TRIGGER payload_update; UPDATE payload SET body = 'x' || body;
        .shell kill -9 $PPID

        """.utf8))
    client.waitUntilExit()
    try #require(FileSystem.size(fixture.path + "-journal") ?? 0 > 0)
    let (file, journal) = (try bytes(fixture), try Data(contentsOf: URL(filePath: fixture.path + "-journal")))
    let names = fixture.folder.names
    let reader = try Ledger.open(at: fixture.path, mode: .read)
    #expect(try reader.event(at: 50).body?.hasPrefix("{") == true)
    try fixture.expectSound()
    #expect(try bytes(fixture) == file)
    #expect(try Data(contentsOf: URL(filePath: fixture.path + "-journal")) == journal)
    #expect(fixture.folder.names == names)
  }

  @Test func `a log that is no log is passed over as SQLite does`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1])
    try fixture.ledger.close()
    for text in ["", "x", String(repeating: "không phải nhật ký ", count: 500)] {
      try Data(text.utf8).write(to: URL(filePath: fixture.path + "-wal"))
      #expect(try Ledger.open(at: fixture.path, mode: .read).size == 4)
      #expect(try Data(contentsOf: URL(filePath: fixture.path + "-wal")) == Data(text.utf8))
      try fixture.expectSound()
    }
  }
}
