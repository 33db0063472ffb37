import CanonicalForms
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import EventLedger

/// An erasure that a kill stopped. What the disk holds after a step is copied when the step is reached, with everything that lies
/// beside the ledger.
@Suite struct StoppedErasureTests {
  /// The state of a ledger's folder, as a kill leaves it.
  private struct Image {
    let folder: TemporaryFolder
    var path: String { folder.path + "/so.kiemdo" }

    init(of fixture: LedgerFixture) throws {
      folder = try TemporaryFolder()
      for name in fixture.folder.names where name.hasPrefix("so.kiemdo") {
        try FileManager.default.copyItem(atPath: "\(fixture.folder.path)/\(name)", toPath: "\(folder.path)/\(name)")
      }
    }

    func contents() throws -> [String: Data] {
      try Dictionary(
        uniqueKeysWithValues: folder.names.map { ($0, try Data(contentsOf: URL(filePath: "\(folder.path)/\($0)"))) })
    }
  }

  private static let erased = [4, 10, 11, 12, 40]
  private static let others = (0..<40).filter { !erased.contains($0 + 3) }

  private static func image(at step: ErasureStep) throws -> (LedgerFixture, Image) {
    let fixture = try ErasureTests.fixture()
    var image: Result<Image, any Error>?
    _ = try fixture.ledger.erase(
      erased, reason: "r", authority: "a", signer: fixture.signer, decidedAt: fixture.ledger.size, clock: start,
      reached: { if $0 == step { image = Result { try Image(of: fixture) } } })
    return (fixture, try #require(image).get())
  }

  @Test(arguments: ErasureStep.allCases)
  func `after each step readers see that it is not finished, and the next writer finishes it`(
    _ step: ErasureStep
  ) throws {
    let (fixture, image) = try Self.image(at: step)
    #expect(try ErasureTests.named(in: fixture.folder) == Self.others)
    let isFinished = step == .unmarked
    let isClean = [.logGone, .copiesGone, .unmarked].contains(step)
    #expect(try (ErasureTests.named(in: image.folder) == Self.others) == isClean)

    #expect(image.folder.names.contains("so.kiemdo.erasing") != isFinished)
    let before = try image.contents()
    #expect(try Ledger.open(at: image.path, mode: .read).isErasureUnfinished() != isFinished)
    let account = try Ledger.verify(at: image.path, trustedKey: fixture.signer.ledgerKey.verifierKey)
    #expect(account.isErasureUnfinished != isFinished)
    #expect(account.findings.map(\.code) == (step == .marked ? Self.erased.map { _ in .erasureUndone } : []))
    #expect(try image.contents() == before, "who reads changes nothing")

    let writer = try Ledger.open(at: image.path, mode: .write)
    #expect(try writer.isErasureUnfinished() != isFinished)
    #expect(try writer.finishErasures() == (step == .marked ? Self.erased : []))
    #expect(try ErasureTests.named(in: image.folder) == Self.others)
    #expect(try !writer.isErasureUnfinished())
    #expect(try Ledger.verify(at: image.path, trustedKey: fixture.signer.ledgerKey.verifierKey).isGenuine)
    #expect(!image.folder.names.contains("so.kiemdo.erasing"))
  }

  @Test func `a row that is deleted is overwritten at once, even if nobody comes to rewrite the file`() throws {
    let (_, image) = try Self.image(at: .rowsDeleted)
    try DatabaseQueue(path: image.path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(try ErasureTests.named(in: image.folder) == Self.others)
  }

  @Test func `stopped before the mark, the rows that are still there tell it`() throws {
    let (fixture, image) = try Self.image(at: .marked)
    try FileManager.default.removeItem(atPath: image.path + ".erasing")
    #expect(try Ledger.open(at: image.path, mode: .read).isErasureUnfinished())
    #expect(try Ledger.open(at: image.path, mode: .write).finishErasures() == Self.erased)
    #expect(try ErasureTests.named(in: image.folder) == Self.others)
    try fixture.expectSound()
  }

  @Test func `a copy of what the caller keeps goes before the mark, and a failure leaves the mark`() throws {
    let stuck = LedgerError.inputOutput(path: "copy", operation: "remove", errno: EBUSY)
    let fixture = try ErasureTests.fixture()
    var isMarked: Bool?
    #expect(throws: LedgerError.erasureIncomplete(.fault(stuck))) {
      _ = try fixture.ledger.erase(
        [7], reason: "r", authority: "a", signer: fixture.signer, decidedAt: fixture.ledger.size, clock: start,
        removingCopies: { () throws(LedgerError) in
          isMarked = fixture.folder.names.contains("so.kiemdo.erasing")
          throw stuck
        })
    }
    #expect(isMarked == true)
    #expect(try fixture.ledger.isErasureUnfinished())
    try fixture.ledger.finishErasures()
    #expect(try !fixture.ledger.isErasureUnfinished())
  }

  @Test func `a backup that is made meanwhile holds nothing of what was erased`() throws {
    let (_, image) = try Self.image(at: .rowsDeleted)
    let backup = image.folder.path + "/so.kiemdo-2"
    func freePages(_ path: String) throws -> Int? {
      try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") }
    }
    #expect(try freePages(image.path) != 0)
    _ = try Ledger.open(at: image.path, mode: .read).backup(to: backup)
    #expect(try freePages(backup) == 0)
    for name in ["so.kiemdo", "so.kiemdo-wal", "so.kiemdo-shm", "so.kiemdo.erasing"] {
      try? FileManager.default.removeItem(atPath: "\(image.folder.path)/\(name)")
    }
    #expect(try ErasureTests.named(in: image.folder) == Self.others)
  }

  @Test func `who opens to write waits for an erasure at work, and does not hold the file meanwhile`() throws {
    let (_, image) = try Self.image(at: .logGone)
    let path = image.path
    let lock = try WriterLock(
      ledger: path, holder: Holder(pid: 4711, officer: "hoa", command: "erase", since: nil), seconds: 0)
    let eraser = Thread {
      usleep(300_000)
      // The log can only be folded if nobody else has the file open.
      let ledger = try? LedgerSource.open(path, .write)
      try? ledger?.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
      try? ledger?.queue.close()
      if FileSystem.size(path + "-wal") ?? 0 == 0 { unlink(path + ".erasing") }
      lock.release()
    }
    eraser.start()
    #expect(try !Ledger.open(at: path, mode: .write).isErasureUnfinished())
  }

  @Test func `while another writes, the rows wait, and the message can say for whom`() throws {
    let (_, image) = try Self.image(at: .marked)
    let writer = try Ledger.open(at: image.path, mode: .write)
    let holder = Holder(pid: 4711, officer: "hoa", command: "import", since: start)
    let lock = try WriterLock(ledger: image.path, holder: holder, seconds: 0)
    #expect(throws: LedgerError.erasureIncomplete(.rows(holder))) { try writer.finishErasures() }
    lock.release()
    // Another SQLite client says nothing of itself.
    var configuration = Configuration()
    configuration.label = "other"
    try DatabaseQueue(path: image.path, configuration: configuration).writeWithoutTransaction { other in
      try other.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: LedgerError.erasureIncomplete(.rows(nil))) { try writer.finishErasures() }
      try other.execute(sql: "ROLLBACK")
    }
    #expect(try writer.finishErasures() == Self.erased)
  }

  @Test func `of what an order names it takes only what may be erased, and waits for nothing else`() throws {
    let fixture = try ErasureTests.fixture()
    // Another program's order: an enrolment, a candidate's event, and its own position.
    _ = try fixture.ledger.transact(
      signer: fixture.signer, clock: start, commandName: "", entropy: .system, progress: nil
    ) { database, tail in
      let draft = Draft.onLedger(
        .personalDataErased, version: try Streams.version(database, of: Draft.ledgerStream) + 1,
        ["authority": "a", "positions": [.integer(1), .integer(7), .integer(tail.size)], "reason": "r"])
      return Prepared(drafts: [draft], recordedAt: start, clockAdjusted: false)
    }
    #expect(try fixture.ledger.erasureState() == (1, 1))
    #expect(try fixture.ledger.finishErasures() == [7])
    #expect(try fixture.ledger.erasureState() == (1, 0))
    #expect(try !fixture.ledger.isErasureUnfinished())
    for position in [1, 43] { #expect(try fixture.ledger.event(at: position).body != nil) }
    #expect(try fixture.ledger.erasureOrders().map(\.positions) == [[1, 7, 43]])
  }
}

@Suite struct SharedHoldTests {
  @Test func `a lock that is refused for another reason than a holder is an error, not a lock`() throws {
    #expect(throws: LedgerError.cannotLock(path: "so.kiemdo", errno: EBADF)) {
      try SharedHold.lockShared(-1, "so.kiemdo")
    }
    let fixture = try LedgerFixture()
    let file = open(fixture.path, O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    #expect(try SharedHold.lockShared(file, fixture.path))
  }
}

@Suite struct OpenProgramTests {
  @Test func `a program that has a file open is named, with no argument that may name a person`() throws {
    let fixture = try LedgerFixture()
    #expect(OpenProgram.using(fixture.path) == [])
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/tail")
    process.arguments = ["-f", fixture.path, "--pid=1"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    var found: [OpenProgram] = []
    for _ in 0..<200 where found.isEmpty {
      usleep(10_000)
      found = OpenProgram.using(fixture.path)
    }
    #expect(found == [OpenProgram(pid: Int(process.processIdentifier), name: "tail")])
  }
}
