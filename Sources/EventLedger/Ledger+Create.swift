public import CanonicalForms
import Foundation
import GRDB
import TransparencyLog

extension Ledger {
  /// The version in stream `ledger` of the first of the caller's opening drafts: `ledger.opened` and the first
  /// officer's `officer.enrolled` come before.
  public static let firstOpeningVersion = 3

  /// Makes a new ledger whose origin is the name of the signer's ledger key, with its first append: `ledger.opened`,
  /// `officer.enrolled` for the signer, and then the caller's drafts.
  ///
  /// The file is built under another name and appears whole or not at all.
  ///
  /// - Parameter opening: on stream `ledger` from version `firstOpeningVersion`, others from version 1.
  /// - Throws: `fileExists` (of the ledger, or of a checkpoint that these keys have signed), `invalidOrigin`,
  ///   `invalidOfficerID`, and what `append` throws of drafts.
  public static func create(
    at path: String, signer: OfficerSigner, opening: [Draft], clock: Instant, entropy: Entropy = .system
  ) throws -> Ledger {
    let path = LedgerFile.real(path)
    let origin = signer.ledgerKey.name
    guard Origin.isValid(origin) else { throw LedgerError.invalidOrigin(origin) }
    guard Origin.isValidOfficerID(signer.id) else { throw LedgerError.invalidOfficerID(signer.id) }
    try LedgerFile.demandFree(path)
    let holder = Holder(pid: Int(getpid()), officer: signer.id, command: "init", since: clock)
    let keyLock = try WriterLock(keysOf: signer, waitingSince: Date(), for: holder)
    defer { keyLock?.release() }
    // Keys that have signed a ledger never begin another: that would be a fork.
    if try signer.keys.lastCheckpoint() != nil { throw LedgerError.fileExists(path: signer.keys.checkpointPath) }
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) } }

    let note: String
    do {
      note = try build(at: temporary, signer: signer, opening: opening, clock: clock, entropy: entropy)
    } catch let error as DatabaseError {
      throw LedgerFile.mapped(error)
    }
    try publish(temporary, as: path)
    do {
      try signer.keys.keep(checkpointNote: note)
    } catch {
      unlink(path)
      throw error
    }
    return try open(at: path, mode: .write)
  }

  private static func build(
    at path: String, signer: OfficerSigner, opening: [Draft], clock: Instant, entropy: Entropy
  ) throws -> String {
    // Made here, so that the file, and the log beside it, are closed to others from the first byte.
    let file = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LedgerError.inputOutput(path: path, operation: "create", errno: errno) }
    Foundation.close(file)
    let queue = try LedgerFile.openToWrite(path)
    let note = try queue.writeWithoutTransaction { database in
      try database.run("PRAGMA application_id = \(Schema.applicationID)")
      try database.run("PRAGMA user_version = \(Schema.format)")
      var note = ""
      try database.inTransaction(.immediate) {
        for object in Schema.objects { try database.run(object.sql) }
        let drafts = firstDrafts(signer) + opening
        var generator = EntropyGenerator(entropy: entropy)
        let plan = AppendPlan(
          command: ULID(at: clock, using: &generator), officer: signer.id, recordedAt: clock,
          first: 0, treeSize: 0, root: MerkleTree.emptyRoot, origin: signer.ledgerKey.name, ledgerKey: signer.ledgerKey)
        var append = AppendTransaction(database: database, plan: plan, registry: KeyRegistry(), tree: TileBuilder())
        note = try append.run(drafts, signer: signer, entropy: entropy, progress: nil)
        return .commit
      }
      return note
    }
    try queue.close()
    return note
  }

  private static func firstDrafts(_ signer: OfficerSigner) -> [Draft] {
    let origin = signer.ledgerKey.name
    return [
      .onLedger(
        .ledgerOpened, version: 1,
        [
          "format": .integer(Schema.format), "ledgerKey": .string(signer.ledgerKey.verifierKey.format()),
          "origin": .string(origin),
        ]),
      .enrollment(
        id: signer.id, key: signer.officerKey.verifierKey,
        proof: Enrollment.prove(origin: origin, id: signer.id, key: signer.officerKey), version: 2),
    ]
  }

  /// Gives a finished file its name, never replacing another.
  static func publish(_ temporary: String, as path: String) throws(LedgerError) {
    if link(temporary, path) == 0 {
      unlink(temporary)
    } else {
      if errno == EEXIST { throw .fileExists(path: path) }
      // A file system without hard links; the look before the rename is then the best there is.
      guard errno == EPERM || errno == EOPNOTSUPP else {
        throw .inputOutput(path: path, operation: "link", errno: errno)
      }
      guard !FileSystem.exists(path) else { throw .fileExists(path: path) }
      guard rename(temporary, path) == 0 else { throw .inputOutput(path: path, operation: "rename", errno: errno) }
    }
    do {
      try FileSystem.synchronizeNames(in: LedgerFile.folder(of: path))
    } catch {
      unlink(path)
      throw error
    }
  }
}
