import Foundation
import Testing

/// What a program that ended said.
struct Output: CustomStringConvertible {
  var status: Int32
  var out: String
  var err: String

  var description: String { "exit \(status)\n--- stdout\n\(out)\n--- stderr\n\(err)" }
  /// Results and talk together, where it is no matter which of the two says it.
  var all: String { out + err }
  var lines: [String] { out.split(separator: "\n").map(String.init) }

  func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> Document {
    let data = Data(out.utf8)
    do {
      return Document(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
    } catch {
      Issue.record("not JSON: \(self)", sourceLocation: sourceLocation)
      throw error
    }
  }
}

/// A value in a JSON result; what is missing is empty.
struct Document {
  private let value: Any?

  init(_ value: Any?) { self.value = value }

  subscript(key: String) -> Document { Document((value as? [String: Any])?[key]) }
  subscript(index: Int) -> Document { Document(items.indices.contains(index) ? items[index].value : nil) }
  var items: [Document] { (value as? [Any] ?? []).map(Document.init) }
  var text: String? { value as? String }
  var number: Int? { (value as? NSNumber)?.intValue }
  var flag: Bool? { (value as? NSNumber)?.boolValue }
  var isNull: Bool { value == nil || value is NSNull }
  var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
}

/// A program that was started. Its streams are files, so that no pipe fills up and none is inherited by another child.
final class Child {
  private let process = Process()
  private let outPath: String
  private let errPath: String

  init(
    _ program: String, _ arguments: [String], in scene: Scene, stdin: String?, env: [String: String]
  ) throws {
    let name = scene.folder + "/.stream-" + UUID().uuidString
    (outPath, errPath) = (name + ".out", name + ".err")
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: scene.folder)
    process.environment = scene.environment.merging(["KIEMDO_CLOCK": scene.clock]) { $1 }.merging(env) { $1 }
      .filter { !$0.value.isEmpty }
    for path in [outPath, errPath] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    let out = try FileHandle(forWritingTo: URL(filePath: outPath))
    let err = try FileHandle(forWritingTo: URL(filePath: errPath))
    process.standardOutput = out
    process.standardError = err
    var input = FileHandle.nullDevice
    if let stdin {
      try Data(stdin.utf8).write(to: URL(filePath: name + ".in"))
      input = try FileHandle(forReadingFrom: URL(filePath: name + ".in"))
    }
    process.standardInput = input
    try process.run()
    try? out.close()
    try? err.close()
    if stdin != nil {
      try? input.close()
      unlink(name + ".in")
    }
  }

  var pid: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  /// Until it sleeps for as long as a busy machine would not let it sleep: then somebody has to do something for it.
  ///
  /// - Returns: whether it does; not if it ended before.
  func waitUntilItWaits() -> Bool {
    var asleep = 0
    for _ in 0..<3000 {
      guard isRunning, let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
        return false
      }
      // "PID (NAME) STATE …"
      let state = stat.split(separator: ")").last?.split(separator: " ").first
      asleep = state == "S" ? asleep + 1 : 0
      if asleep == 25 { return true }
      usleep(20_000)
    }
    return false
  }

  /// The end of what `kill -9` or a power cut leaves no time for.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
  }

  @discardableResult
  func wait() throws -> Output {
    process.waitUntilExit()
    defer {
      unlink(outPath)
      unlink(errPath)
    }
    return Output(
      status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      out: String(decoding: try Data(contentsOf: URL(filePath: outPath)), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: URL(filePath: errPath)), as: UTF8.self))
  }
}
