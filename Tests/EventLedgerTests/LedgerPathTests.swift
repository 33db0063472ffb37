import Foundation
import Testing

@testable import EventLedger

@Suite struct LedgerPathTests {
  @Test func `a ledger has one path, whatever links lead to it`() throws {
    let folder = try TemporaryFolder()
    let base = LedgerFile.real(folder.path)
    let files = FileManager.default
    for name in ["a/b", "c"] {
      try files.createDirectory(atPath: "\(base)/\(name)", withIntermediateDirectories: true)
    }
    try FileSystem.write([], toNew: "\(base)/a/b/so.kiemdo", mode: 0o600)
    try files.createSymbolicLink(atPath: "\(base)/c/so.kiemdo", withDestinationPath: "../a/b/so.kiemdo")
    try files.createSymbolicLink(atPath: "\(base)/c/hai", withDestinationPath: "so.kiemdo")
    try files.createSymbolicLink(atPath: "\(base)/thu-muc", withDestinationPath: "a/b")
    try files.createSymbolicLink(atPath: "\(base)/c/mat", withDestinationPath: "../thu-muc/khong-co")
    try files.createSymbolicLink(atPath: "\(base)/vong", withDestinationPath: "vong")
    for (path, real) in [
      ("a/b/so.kiemdo", "a/b/so.kiemdo"), ("a/./b//so.kiemdo", "a/b/so.kiemdo"), ("c/so.kiemdo", "a/b/so.kiemdo"),
      ("c/hai", "a/b/so.kiemdo"), ("c/hai/", "a/b/so.kiemdo"), ("thu-muc/so.kiemdo", "a/b/so.kiemdo"),
      // As the system reads it, not as it is written.
      ("thu-muc/../b/so.kiemdo", "a/b/so.kiemdo"),
      // Not there yet: where it would be made.
      ("thu-muc/moi", "a/b/moi"), ("thu-muc/../moi", "a/moi"), ("c/mat", "a/b/khong-co"), ("khong/co", "khong/co"),
      ("khong/../co", "co"),
    ] {
      #expect(LedgerFile.real("\(base)/\(path)") == "\(base)/\(real)", "\(path)")
    }
    #expect(LedgerFile.real("/khong-co-\(UUID().uuidString)").hasPrefix("/khong-co-"))
    #expect(LedgerFile.real("khong-co") == files.currentDirectoryPath + "/khong-co")
    #expect(LedgerFile.real("\(base)/vong").hasSuffix("vong"))
    #expect(LedgerFile.real("/") == "/" && LedgerFile.real("/tmp/..") == "/")
  }

  @Test func `two names of one ledger have one lock, one mark and one set of files`() throws {
    let fixture = try LedgerFixture()
    let other = try TemporaryFolder()
    let link = other.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.path)
    let writer = try Ledger.open(at: link, mode: .write)
    #expect(writer.path == LedgerFile.real(fixture.path))
    let lock = try WriterLock(
      ledger: fixture.ledger.path, holder: Holder(pid: 4711, officer: "hoa", command: "import", since: nil), seconds: 0)
    #expect(throws: LedgerError.self) {
      try WriterLock(ledger: writer.path, holder: Holder(pid: 1, officer: "", command: "", since: nil), seconds: 0)
    }
    lock.release()
    #expect(other.names == ["link"])
  }
}

/// What stands in the place of an erasure's mark and is none.
@Suite struct ErasureObstacleTests {
  private static func plant(_ kind: ErasureObstacle.Kind, at path: String) throws {
    switch kind {
    case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .link: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/null")
    case .other: try #require(mkfifo(path, 0o600) == 0)
    }
  }

  @Test(arguments: [ErasureObstacle.Kind.folder, .link, .other])
  func `only a regular file is the mark; what else has its name stops erasures before they are recorded`(
    _ kind: ErasureObstacle.Kind
  ) throws {
    let fixture = try ErasureTests.fixture()
    let path = fixture.ledger.path + ".erasing"
    try Self.plant(kind, at: path)
    let obstacle = ErasureObstacle(path: path, kind: kind)
    #expect(ErasureObstacle.beside(ledger: fixture.path) == obstacle)
    #expect(try !fixture.ledger.isErasureUnfinished())
    #expect(try !Ledger.verify(at: fixture.path).isErasureUnfinished)
    let size = fixture.ledger.size
    #expect(throws: LedgerError.erasureObstructed(obstacle)) {
      _ = try fixture.ledger.erase(
        [7], reason: "r", authority: "a", signer: fixture.signer, decidedAt: size, clock: start)
    }
    #expect(try Ledger.open(at: fixture.path, mode: .write).size == size)
    #expect(throws: LedgerError.erasureIncomplete(.obstructed(obstacle))) { try fixture.ledger.finishErasures() }
    #expect(FileSystem.kindOfName(path) != nil)
    unlink(path)
    rmdir(path)
    #expect(ErasureObstacle.beside(ledger: fixture.path) == nil)
    _ = try fixture.ledger.erase(
      [7], reason: "r", authority: "a", signer: fixture.signer, decidedAt: size, clock: start)
    #expect(try !fixture.ledger.isErasureUnfinished())
  }
}
