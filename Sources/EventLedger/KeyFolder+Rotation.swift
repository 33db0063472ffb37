import Foundation
public import TransparencyLog

/// The ledger's keys of a folder, past and present: `ledger.key` is the one in force, the others lie beside it as
/// `ledger-<key id>.key`.
///
/// An earlier key signs nothing any more, but an older copy of the ledger that must be continued (`ledger.restored`) is
/// continued with the key that is in force there.
extension KeyFolder {
  func ledgerKeyPath(_ key: VerifierKey) -> String {
    "\(path)/ledger-\(Hex.encode((0..<4).map { UInt8(truncatingIfNeeded: key.keyID >> (24 - 8 * $0)) })).key"
  }

  /// The private half of the ledger's key in force, under whichever name it lies here: a rotation may have been committed and
  /// its files not yet renamed. If the folder has not got it, what stands in `ledger.key`.
  public func ledgerKey(inForce key: VerifierKey) throws(LedgerError) -> SigningKey {
    var present: SigningKey?
    if FileSystem.exists(ledgerKeyPath) { present = try ledgerKey() }
    if let present, present.verifierKey == key { return present }
    let other = ledgerKeyPath(key)
    if FileSystem.exists(other) {
      let found = try self.key(at: other, named: origin)
      if found.verifierKey == key { return found }
    }
    if let present { return present }
    return try ledgerKey()
  }

  /// Both keys for one officer's appends to a ledger in which `ledgerKey` is in force.
  public func signer(officer id: String, ledgerKey: VerifierKey) throws(LedgerError) -> OfficerSigner {
    OfficerSigner(
      id: id, officerKey: try officerKey(id: id), ledgerKey: try self.ledgerKey(inForce: ledgerKey), keys: self)
  }

  /// A key for the next rotation, already on the disk under its own name. One that an earlier try left behind, and that the
  /// ledger has never seen, is as good as a new one.
  ///
  /// - Parameter known: the ledger's keys so far.
  func keyForRotation(besides known: [VerifierKey]) throws(LedgerError) -> SigningKey {
    for name in try names() where name.hasPrefix("ledger-") && name.hasSuffix(".key") {
      if let left = try? key(at: "\(path)/\(name)", named: origin), !known.contains(left.verifierKey),
        ledgerKeyPath(left.verifierKey) == "\(path)/\(name)"
      {
        return left
      }
    }
    let key = newKey(named: origin)
    try FileSystem.create(ledgerKeyPath(key.verifierKey), key.format() + "\n")
    try FileSystem.synchronizeNames(in: path)
    return key
  }

  /// Makes the key in force `ledger.key`, and keeps the one that was it under its own name. Nothing if it is so already, or
  /// if the folder has not got the key.
  func install(ledgerKey key: VerifierKey) throws(LedgerError) {
    let own = ledgerKeyPath(key)
    guard FileSystem.exists(own), try self.key(at: own, named: origin).verifierKey == key else { return }
    if FileSystem.exists(ledgerKeyPath) {
      let before = try ledgerKey()
      if before.verifierKey != key, !FileSystem.exists(ledgerKeyPath(before.verifierKey)) {
        try FileSystem.create(ledgerKeyPath(before.verifierKey), before.format() + "\n")
        try FileSystem.synchronizeNames(in: path)
      }
    }
    guard rename(own, ledgerKeyPath) == 0 else {
      throw .inputOutput(path: own, operation: "rename", errno: errno)
    }
    try FileSystem.synchronizeNames(in: path)
  }
}
