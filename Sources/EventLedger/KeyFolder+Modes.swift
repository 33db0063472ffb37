import Foundation
public import TransparencyLog

/// What a user should know of a key folder though nothing is refused.
public enum KeyFolderWarning: Equatable, Sendable {
  /// The file system keeps no modes, so others on this machine may be able to read the keys.
  case modesNotSupported(path: String)
}

extension KeyFolder {
  public func warnings() -> [KeyFolderWarning] {
    FileSystem.exists(path) && !Self.keepsModes(path) ? [.modesNotSupported(path: path)] : []
  }

  /// The public part of the ledger's key, for who only reads: nothing is tried out in the folder, which may lie beside the ledger.
  /// That others can read the private part is the writer's concern; here only who could put another key in its place matters.
  ///
  /// - Throws: `keyMissing`, `keyFileExposed` or `keyFolderExposed` (writable by others), `keyFileMalformed`, `wrongOrigin`.
  public func ledgerVerifierKey() throws(LedgerError) -> VerifierKey {
    guard let mode = FileSystem.mode(ledgerKeyPath) else { throw .keyMissing(path: ledgerKeyPath) }
    if mode & 0o022 != 0 { throw .keyFileExposed(path: ledgerKeyPath, mode: mode) }
    if let mode = FileSystem.mode(path), mode & 0o022 != 0 { throw .keyFolderExposed(path: path, mode: mode) }
    return try parseKey(at: ledgerKeyPath, named: origin).verifierKey
  }

  /// The public halves of the keys that lie beside `ledger.key`: of this ledger before its rotations, or for the next one. One
  /// that is malformed, or that others could have put there, is passed over.
  public func otherLedgerVerifierKeys() throws(LedgerError) -> [VerifierKey] {
    if let mode = FileSystem.mode(path), mode & 0o022 != 0 { throw .keyFolderExposed(path: path, mode: mode) }
    return try names().filter { $0.hasPrefix("ledger-") && $0.hasSuffix(".key") }.sorted().map { "\(path)/\($0)" }
      .filter { (FileSystem.mode($0) ?? 0o777) & 0o022 == 0 }
      .compactMap { try? parseKey(at: $0, named: origin).verifierKey }
  }

  /// - Throws: `keyFileExposed` or `keyFolderExposed` if others can read the key or put another in its place.
  func refuseExposed(_ keyPath: String) throws(LedgerError) {
    try Self.refuseExposed(keyPath, in: path)
  }

  static func refuseExposed(_ keyPath: String, in folder: String) throws(LedgerError) {
    guard let mode = FileSystem.mode(keyPath) else { throw .keyMissing(path: keyPath) }
    if mode & 0o077 != 0, keepsModes(folder) { throw .keyFileExposed(path: keyPath, mode: mode) }
    if let mode = FileSystem.mode(folder), mode & 0o022 != 0, keepsModes(folder) {
      throw .keyFolderExposed(path: folder, mode: mode)
    }
  }

  /// Whether a file in this folder can be closed to others, found out by trying: FAT and some mounts ignore `chmod`.
  static func keepsModes(_ folder: String) -> Bool {
    let probe = "\(folder)/.mode-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let file = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // Where nothing can be written the modes are what they are said to be.
    guard file >= 0 else { return true }
    defer {
      close(file)
      unlink(probe)
    }
    return fchmod(file, 0o600) == 0 && FileSystem.mode(probe) == 0o600
      && fchmod(file, 0o640) == 0 && FileSystem.mode(probe) == 0o640
  }
}
