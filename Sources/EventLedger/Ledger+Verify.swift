import Foundation
public import TransparencyLog

extension Ledger {
  /// Checks everything that can be checked of a ledger, and gives an account of it. Whatever is damaged is a finding.
  ///
  /// - Parameters:
  ///   - trustedKey: the ledger's key as known from outside the file: a paper, a bundle, an earlier visit. Without it
  ///     the ledger is at most consistent in itself.
  ///   - knownCheckpoint: an earlier head, as the key folder keeps it, which this history must contain.
  ///   - witnesses: keys of witnesses as known from outside; what stands in the ledger as their word must be.
  ///   - rootsAt: sizes at which the account is to give the root of this history.
  ///   - read: what the caller makes of each event; runs on all cores, in any order.
  ///   - inspect: the caller's remarks, asked for in order of position. Events without a readable header, and those
  ///     above the last checkpoint, are left out.
  /// - Throws: `noSuchFile`, `notAFile`, `notALedger` (no SQLite file), `newerFormat`, `unreadable`.
  public static func verify<Reading: Sendable>(
    at path: String, trustedKey: VerifierKey?, knownCheckpoint: Checkpoint?, witnesses: [WitnessVerifierKey] = [],
    rootsAt: Set<Int> = [], read: @escaping @Sendable (RecordedEvent) -> Reading, inspect: (Reading) -> [Remark]
  ) throws -> Account {
    try run(
      at: path, trustedKey: trustedKey, knownCheckpoint: knownCheckpoint, witnesses: witnesses, rootsAt: rootsAt,
      read: read,
      inspect: inspect)
  }

  /// The same without a look at payloads other than their hashes and form.
  public static func verify(
    at path: String, trustedKey: VerifierKey? = nil, knownCheckpoint: Checkpoint? = nil,
    witnesses: [WitnessVerifierKey] = [], rootsAt: Set<Int> = []
  ) throws -> Account {
    try run(
      at: path, trustedKey: trustedKey, knownCheckpoint: knownCheckpoint, witnesses: witnesses, rootsAt: rootsAt,
      read: nil as (@Sendable (RecordedEvent) -> Void)?, inspect: { _ in [] })
  }

  public func verify(trustedKey: VerifierKey? = nil, knownCheckpoint: Checkpoint? = nil) throws -> Account {
    try Self.verify(at: path, trustedKey: trustedKey, knownCheckpoint: knownCheckpoint)
  }

  private static func run<Reading: Sendable>(
    at path: String, trustedKey: VerifierKey?, knownCheckpoint: Checkpoint?, witnesses: [WitnessVerifierKey],
    rootsAt: Set<Int>,
    read: (@Sendable (RecordedEvent) -> Reading)?, inspect: (Reading) -> [Remark]
  ) throws -> Account {
    let path = LedgerFile.real(path)
    try FileSystem.demandFile(path)
    do {
      let isMarked = ErasureMark(ofLedger: path).isThere
      var account = try Verification(
        path: path, known: knownCheckpoint, witnesses: witnesses, rootsAt: rootsAt, read: read
      ).run(trustedKey: trustedKey, inspect: inspect)
      account.isErasureMarked = isMarked
      return account
    } catch {
      let error = FileMarks.explained(LedgerFile.mapped(error), path: path)
      // A file whose schema SQLite can't read is a damaged ledger all the same.
      if case .damaged(_, let finding) = error { return Account(only: finding) }
      throw error
    }
  }
}
