import CanonicalForms
import Foundation
public import TransparencyLog

/// The key of a witness and the newest head that it has seen of each ledger.
///
/// ```
/// <root>/<name, "/" as "+">/       0700
///   witness.key                    0600   PRIVATE+KEY+…, type 0x04, one line
///   log-<origin, "/" as "+">       0600   the newest head of that ledger
///   lock                           0600   who is cosigning
/// ```
///
/// Whoever puts an older copy of this folder back makes the witness forget what it has seen; it must not be restored.
public struct WitnessFolder: Sendable, Equatable {
  public let root: String
  public let name: String
  public let path: String

  /// Names the folder; nothing is read or made.
  ///
  /// - Parameter name: of the form of an origin, as in `so-gddt.example.vn/nhan-chung`.
  /// - Throws: `witnessRefused(.invalidName)`.
  public init(root: String, name: String) throws(LedgerError) {
    guard Origin.isValid(name) else { throw .witnessRefused(.invalidName(name)) }
    self.root = root
    self.name = name
    path = LedgerFile.absolute(root) + "/" + Self.fileName(name)
  }

  /// One name for each origin: it holds no "+".
  private static func fileName(_ origin: String) -> String { String(origin.map { $0 == "/" ? "+" : $0 }) }

  var keyPath: String { path + "/witness.key" }
  var lockPath: String { path + "/lock" }
  func headPath(origin: String) -> String { "\(path)/log-\(Self.fileName(origin))" }

  /// The witnesses that have a key below this root, in alphabetical order.
  public static func names(root: String) throws(LedgerError) -> [String] {
    let root = LedgerFile.absolute(root)
    guard FileSystem.exists(root) else { return [] }
    return try list(root).compactMap { name in
      let name = String(name.map { $0 == "+" ? "/" : $0 })
      guard let folder = try? WitnessFolder(root: root, name: name), FileSystem.exists(folder.keyPath) else {
        return nil
      }
      return name
    }.sorted()
  }

  private static func list(_ path: String) throws(LedgerError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .inputOutput(path: path, operation: "list", errno: errno)
    }
  }

  /// Makes the folder and the witness's key.
  ///
  /// - Throws: `keyExists`; a key is never overwritten.
  public func createKey() throws(LedgerError) -> WitnessSigningKey {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .inputOutput(path: path, operation: "mkdir", errno: errno)
    }
    let key: WitnessSigningKey
    do {
      key = try WitnessSigningKey.generate(name: name)
    } catch {
      preconditionFailure("An origin is a valid name of a key: \(error)")
    }
    try FileSystem.create(keyPath, key.format() + "\n")
    try FileSystem.synchronizeNames(in: path)
    return key
  }

  /// - Throws: `keyMissing`, `keyFileExposed`, `keyFolderExposed`, `keyFileMalformed`, `wrongOrigin`.
  public func key() throws(LedgerError) -> WitnessSigningKey {
    try KeyFolder.refuseExposed(keyPath, in: path)
    guard let text = try FileSystem.read(keyPath) else { throw .keyMissing(path: keyPath) }
    let key: WitnessSigningKey
    do {
      key = try WitnessSigningKey.parse(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    } catch {
      throw .keyFileMalformed(path: keyPath, detail: Evidence(error))
    }
    guard key.name == name else { throw .wrongOrigin(expected: name, found: key.name) }
    return key
  }

  /// The newest head seen of this ledger; nil before the first contact.
  ///
  /// - Throws: `keyFileMalformed` if the file is there and is no head of this ledger: then nothing is cosigned.
  public func head(origin: String) throws(LedgerError) -> WitnessedHead? {
    let path = headPath(origin: origin)
    guard let text = try FileSystem.read(path) else { return nil }
    guard let head = WitnessedHead.parse(text), head.checkpoint.origin == origin else {
      throw .keyFileMalformed(path: path, detail: "no head of \(origin)")
    }
    return head
  }

  /// The newest heads of all ledgers that this witness has seen, in alphabetical order of their origins.
  public func heads() throws(LedgerError) -> [WitnessedHead] {
    var heads: [WitnessedHead] = []
    for name in try Self.list(path).sorted() where name.hasPrefix("log-") && !name.hasSuffix(".new") {
      let origin = String(name.dropFirst("log-".count).map { $0 == "+" ? "/" : $0 })
      if Origin.isValid(origin), let head = try head(origin: origin) { heads.append(head) }
    }
    return heads
  }

  /// Replaces the head of a ledger; on the disk when this returns, name and all.
  func keep(_ head: WitnessedHead) throws(LedgerError) {
    try FileSystem.replace(headPath(origin: head.checkpoint.origin), head.format())
    try FileSystem.synchronizeNames(in: path)
  }
}
