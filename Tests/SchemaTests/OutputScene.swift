import CanonicalForms
import Foundation
import Testing

/// A folder of its own where the built command runs, and all that it printed with `--format json`.
final class OutputScene {
  let folder: String
  private let tool: String
  private var clock = 0
  /// What each run printed, under the name of its schema and, after a dot, what is special about it.
  private(set) var printed: [(name: String, json: JSON)] = []

  init() throws {
    tool = try #require(Self.tool, "kiemdo is not built: run swift build first")
    folder = FileManager.default.temporaryDirectory.path + "/outputs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Beside the test bundle, or in the package's own build folder.
  private static let tool: String? = {
    let starts = CommandLine.arguments.prefix(1) + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    let beside = starts.map { URL(filePath: $0).deletingLastPathComponent().path + "/kiemdo" }
    return (beside + [Repository.path + "/.build/debug/kiemdo"]).first { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }()

  func path(_ name: String) -> String { folder + "/" + name }

  /// Runs the command and keeps its output for the schema `name`.
  @discardableResult
  func run(
    _ name: String, _ arguments: String..., exit: Int32 = 0, minutesLater: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try run(name, arguments, exit: exit, minutesLater: minutesLater, sourceLocation: sourceLocation)
  }

  @discardableResult
  func run(
    _ name: String, _ arguments: [String], exit: Int32 = 0, minutesLater: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    clock += minutesLater
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.currentDirectoryURL = URL(filePath: folder)
    process.arguments = arguments + ["--format", "json"]
    process.environment = [
      "HOME": folder, "KIEMDO_CLOCK": "2023-04-2\(clock / 60 % 10)T0\(clock / 10 % 6):\((clock % 10).padded(2)):00Z",
      "KIEMDO_KEYS": "khoa", "KIEMDO_LEDGER": "so.kiemdo", "KIEMDO_OFFICER": "lan", "PATH": "/usr/bin:/bin",
      "TZ": "UTC",
    ]
    let (out, err) = (path(".out"), path(".err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: out))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: err))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: out, encoding: .utf8)
    let talk = try String(contentsOfFile: err, encoding: .utf8)
    try #require(
      process.terminationStatus == exit, "\(arguments): exit \(process.terminationStatus)\n\(text)\n\(talk)",
      sourceLocation: sourceLocation)
    // Where the test ran is nobody's business.
    let json = try JSON.parse(relaxed: text.replacingOccurrences(of: folder, with: "/home/lan/truong"))
    printed.append((name, json))
    return json
  }
}
