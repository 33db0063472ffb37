import Foundation
import Testing

/// Another SQLite client in the middle of a transaction on a ledger.
final class LongReader {
  private let process = Process()
  private let input = Pipe()

  /// Returns when the transaction has begun: a read, or with `writes` one that holds SQLite's write lock.
  init(of scene: Scene, writes: Bool = false) throws {
    let sign = scene.path(".began-" + UUID().uuidString)
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = ["-batch", scene.ledger]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let statements = "BEGIN\(writes ? " IMMEDIATE" : "");\nSELECT count(*) FROM event;\n.shell touch \(sign)\n"
    try input.fileHandleForWriting.write(contentsOf: Data(statements.utf8))
    for _ in 0..<1000 where !FileManager.default.fileExists(atPath: sign) { usleep(10_000) }
    try #require(FileManager.default.fileExists(atPath: sign), "the other client did not begin")
    unlink(sign)
  }

  func end() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
