public import CanonicalForms
public import TransparencyLog

extension Ledger {
  /// Brings a new ledger key into force from the next append on (`Schemas/ledger-format.md`, 6.1 and 8).
  ///
  /// The checkpoint is signed by the key before, by the officer, and by the new key, so that nobody can bring in a key that
  /// he does not hold. The new key is on the disk, in a file of its own name, before anything is recorded; `ledger.key`
  /// becomes the new one after the commit. Whatever moment a power cut takes, the folder has the key in force, and the next
  /// append puts the names right.
  ///
  /// - Returns: the append, and the key that is in force now.
  /// - Throws: what `append` throws, and what storing the new key throws.
  public func rotate(
    signer: OfficerSigner, decidedAt size: Int, clock: Instant, commandName: String = "", entropy: Entropy = .system
  ) throws -> (appended: Appended, key: VerifierKey) {
    let new = try signer.keys.keyForRotation(besides: ledgerKeys)
    let appended = try transact(
      signer: signer, clock: clock, commandName: commandName, entropy: entropy, progress: nil
    ) { database, tail in
      guard try self.contains(database, tail, signer.keys) == nil else { throw self.notContained(tail, signer) }
      let draft = Draft.onLedger(
        .ledgerKeyRotated, version: try Streams.version(database, of: Draft.ledgerStream) + 1,
        ["key": .string(new.verifierKey.format())])
      // Another rotation, enrolment or revocation in between is for the officer to look at first.
      try Conflict.check(
        database, [draft], decidedAt: size, tail: tail, wholeLedger: false,
        watching: [Watch(stream: Draft.ledgerStream, types: Self.keyTypes)])
      let (recordedAt, adjusted) = try Self.time(clock, after: tail.lastRecordedAt)
      return Prepared(drafts: [draft], recordedAt: recordedAt, clockAdjusted: adjusted, newLedgerKey: new)
    }
    return (appended, new.verifierKey)
  }

  private static let keyTypes = Set(LedgerEventType.allCases.filter(\.changesKeys).map(\.rawValue))
}
