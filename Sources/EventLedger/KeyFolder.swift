import CanonicalForms
import Foundation
public import TransparencyLog

/// The private keys of one ledger, and the last checkpoint that was committed with them.
///
/// ```
/// <root>/<origin, "/" as "_">/     0700
///   ledger.key                     0600   PRIVATE+KEY+…, one line: the key in force
///   ledger-<key id>.key            0600   a key that was, or that a rotation is about to bring in
///   officer-<id>.key               0600
///   checkpoint                     0600   the signed note
///   lock                           0600   held during an append
/// ```
///
/// Whoever puts an older copy of the ledger back does not put the checkpoint back, so the next append finds out.
public struct KeyFolder: Sendable, Equatable {
  public let path: String
  public let origin: String

  /// Names the folder; nothing is read or made.
  ///
  /// - Throws: `invalidOrigin`.
  public init(root: String, origin: String) throws(LedgerError) {
    guard Origin.isValid(origin) else { throw .invalidOrigin(origin) }
    self.origin = origin
    let name = String(origin.map { $0 == "/" ? "_" : $0 })
    path = LedgerFile.absolute(root) + "/" + name
  }

  /// Makes the folder, mode 0700, and those above it. An existing one is left as it is.
  public func create() throws(LedgerError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .inputOutput(path: path, operation: "mkdir", errno: errno)
    }
  }

  var ledgerKeyPath: String { path + "/ledger.key" }
  func officerKeyPath(_ id: String) -> String { "\(path)/officer-\(id).key" }
  var checkpointPath: String { path + "/checkpoint" }

  /// - Throws: `keyExists`; a key is never overwritten.
  public func createLedgerKey() throws(LedgerError) -> SigningKey {
    try createKey(named: origin, officer: nil)
  }

  /// - Throws: `keyExists`, `invalidOfficerID`.
  public func createOfficerKey(id: String) throws(LedgerError) -> SigningKey {
    guard Origin.isValidOfficerID(id) else { throw .invalidOfficerID(id) }
    return try createKey(named: Origin.officerKeyName(origin: origin, id: id), officer: id)
  }

  private func createKey(named name: String, officer id: String?) throws(LedgerError) -> SigningKey {
    let key = newKey(named: name)
    try store(key, officer: id)
    return key
  }

  func newKey(named name: String) -> SigningKey {
    do {
      return try SigningKey.generate(name: name)
    } catch {
      preconditionFailure("An origin and an officer's id make a valid name of a key: \(error)")
    }
  }

  /// Stores a key made elsewhere.
  ///
  /// - Parameter id: the officer; nil for the ledger's key.
  public func store(_ key: SigningKey, officer id: String?) throws(LedgerError) {
    let expected = id.map { Origin.officerKeyName(origin: origin, id: $0) } ?? origin
    guard key.name == expected else { throw .wrongOrigin(expected: expected, found: key.name) }
    try create()
    try FileSystem.create(id.map(officerKeyPath) ?? ledgerKeyPath, key.format() + "\n")
    try FileSystem.synchronizeNames(in: path)
  }

  public func ledgerKey() throws(LedgerError) -> SigningKey {
    try key(at: ledgerKeyPath, named: origin)
  }

  public func officerKey(id: String) throws(LedgerError) -> SigningKey {
    guard Origin.isValidOfficerID(id) else { throw .invalidOfficerID(id) }
    return try key(at: officerKeyPath(id), named: Origin.officerKeyName(origin: origin, id: id))
  }

  /// Both keys for one officer's appends.
  public func signer(officer id: String) throws(LedgerError) -> OfficerSigner {
    OfficerSigner(id: id, officerKey: try officerKey(id: id), ledgerKey: try ledgerKey(), keys: self)
  }

  /// The officers with a key in this folder, in alphabetical order. Whether the ledger still takes them is its affair.
  public func usableOfficers() throws(LedgerError) -> [String] {
    try names().compactMap { name in
      guard name.hasPrefix("officer-"), name.hasSuffix(".key") else { return nil }
      let id = String(name.dropFirst("officer-".count).dropLast(".key".count))
      return Origin.isValidOfficerID(id) ? id : nil
    }.sorted()
  }

  /// The files of the folder, in alphabetical order; none if there is no folder.
  func names() throws(LedgerError) -> [String] {
    guard FileSystem.exists(path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .inputOutput(path: path, operation: "list", errno: errno)
    }
  }

  func key(at path: String, named name: String) throws(LedgerError) -> SigningKey {
    try refuseExposed(path)
    return try parseKey(at: path, named: name)
  }

  func parseKey(at path: String, named name: String) throws(LedgerError) -> SigningKey {
    guard let text = try FileSystem.read(path) else { throw .keyMissing(path: path) }
    let key: SigningKey
    do {
      key = try SigningKey.parse(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    } catch {
      throw .keyFileMalformed(path: path, detail: Evidence(error))
    }
    guard key.name == name else { throw .wrongOrigin(expected: name, found: key.name) }
    return key
  }
}

/// Who makes an append: the officer's key and the ledger's, and the folder that keeps the last checkpoint.
public struct OfficerSigner: Sendable {
  public let id: String
  public let officerKey: SigningKey
  public let ledgerKey: SigningKey
  public let keys: KeyFolder

  public init(id: String, officerKey: SigningKey, ledgerKey: SigningKey, keys: KeyFolder) {
    self.id = id
    self.officerKey = officerKey
    self.ledgerKey = ledgerKey
    self.keys = keys
  }
}
