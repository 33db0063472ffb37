import Foundation
import Testing

/// A fresh school in a folder of its own: its ledger, its keys, and the built command to run on them.
final class Scene {
  let folder: String
  /// What the command takes for now; tests move it on where time matters.
  var clock = "2023-04-20T01:00:00.000Z"
  var environment: [String: String]

  var ledger: String { folder + "/so.kiemdo" }
  var keyRoot: String { folder + "/khoa" }

  /// An empty folder: no ledger yet.
  init() throws {
    folder = try Self.makeFolder()
    environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "TZ": "UTC"]
    environment["KIEMDO_LEDGER"] = ledger
    environment["KIEMDO_KEYS"] = keyRoot
  }

  /// A copy of a school that was made before.
  convenience init(_ template: Template) throws {
    try self.init()
    for name in try FileManager.default.contentsOfDirectory(atPath: template.folder) {
      try FileManager.default.copyItem(atPath: template.folder + "/" + name, toPath: path(name))
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  static func makeFolder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/kiemdo-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  // MARK: Files

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: Data, to name: String) throws -> String {
    try bytes.write(to: URL(filePath: path(name)))
    return path(name)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  /// The folder of this ledger's keys: the only one below `keyRoot`.
  func keyFolder() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: keyRoot)
    return keyRoot + "/" + (try #require(names.first))
  }

  /// Everything in this folder, to see that a command left nothing behind.
  func allFiles() throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder))
  }

  // MARK: The command

  /// Runs `kiemdo` in this folder and waits for it.
  func run(_ arguments: [String], stdin: String? = nil, env: [String: String] = [:]) throws -> Output {
    try Child(try Tool.kiemdo(), arguments, in: self, stdin: stdin, env: env).wait()
  }

  func run(_ arguments: String..., stdin: String? = nil, env: [String: String] = [:]) throws -> Output {
    try run(arguments, stdin: stdin, env: env)
  }

  /// Starts `kiemdo` without waiting.
  func start(_ arguments: [String]) throws -> Child {
    try Child(try Tool.kiemdo(), arguments, in: self, stdin: nil, env: [:])
  }

  func start(_ arguments: String..., env: [String: String] = [:]) throws -> Child {
    try Child(try Tool.kiemdo(), arguments, in: self, stdin: nil, env: env)
  }

  /// Runs a command that has to succeed.
  @discardableResult
  func done(
    _ arguments: String..., stdin: String? = nil, env: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Output {
    try done(arguments, stdin: stdin, env: env, sourceLocation: sourceLocation)
  }

  @discardableResult
  func done(
    _ arguments: [String], stdin: String? = nil, env: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Output {
    let output = try run(arguments, stdin: stdin, env: env)
    try #require(output.status == 0, "\(arguments): \(output)", sourceLocation: sourceLocation)
    return output
  }

  /// Runs a command that has to end with another exit code and to leave the ledger as it was.
  @discardableResult
  func refused(
    _ status: Int32, _ arguments: String..., stdin: String? = nil, env: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Output {
    try refused(status, arguments, stdin: stdin, env: env, sourceLocation: sourceLocation)
  }

  @discardableResult
  func refused(
    _ status: Int32, _ arguments: [String], stdin: String? = nil, env: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Output {
    let before = try? size()
    let output = try run(arguments, stdin: stdin, env: env)
    #expect(output.status == status, "\(arguments): \(output)", sourceLocation: sourceLocation)
    #expect((try? size()) == before, "the ledger grew", sourceLocation: sourceLocation)
    return output
  }

  // MARK: Looking at the ledger with another program

  /// Another SQLite client on the ledger.
  func sqlite(_ statements: String, file: String? = nil) throws -> Output {
    try Child("/usr/bin/sqlite3", ["-batch", "-bail", file ?? ledger], in: self, stdin: statements, env: [:]).wait()
  }

  /// What another SQLite client reads.
  func query(_ statement: String, file: String? = nil) throws -> String {
    let output = try sqlite(statement, file: file)
    try #require(output.status == 0, "\(statement): \(output)")
    return output.out.trimmingCharacters(in: .newlines)
  }

  /// The size of the last checkpoint: how many events were appended.
  func size() throws -> Int {
    try #require(Int(try query("SELECT coalesce(max(size), 0) FROM checkpoint")))
  }

  /// How many events of this type there are.
  func count(_ type: String) throws -> Int {
    try #require(Int(try query("SELECT count(*) FROM event WHERE type = '\(type)'")))
  }

  /// Verifies with the key folder's key: nothing found, genuine, and the projections are what a replay gives.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let output = try run("verify", "--format", "json")
    #expect(output.status == 0, "\(output)", sourceLocation: sourceLocation)
    let account = try output.json()
    #expect(account["verdict"].text == "genuine", "\(output)", sourceLocation: sourceLocation)
    #expect(account["findings"].items.isEmpty, "\(output)", sourceLocation: sourceLocation)
    #expect(account["projectionsCompared"].flag == true, "\(output)", sourceLocation: sourceLocation)
    #expect(account["notChecked"].items.isEmpty, "\(output)", sourceLocation: sourceLocation)
  }

  /// Where a writer was stopped after its append, the projections are behind: readers catch up in memory, a writer in the file.
  func expectSoundAfterReading(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try done("status", sourceLocation: sourceLocation)
    try done("verify", sourceLocation: sourceLocation)
    try done("rebuild", sourceLocation: sourceLocation)
    try expectSound(sourceLocation: sourceLocation)
  }
}
