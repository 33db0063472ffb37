public import CanonicalForms
public import TransparencyLog

/// What this module refuses, with the evidence. A private key is never part of it.
public enum LedgerError: Error, Equatable, Sendable {
  // The file
  case fileExists(path: String)
  case noSuchFile(path: String)
  /// A folder, a pipe or a device where a file was expected.
  case notAFile(path: String, isFolder: Bool)
  /// The file is there, but can't be read here; `detail` is SQLite's or the system's word on it.
  case unreadable(path: String, detail: Evidence)
  /// The system refuses a lock on the file for another reason than that it is taken: nothing says that it stands still.
  case cannotLock(path: String, errno: Int32)
  /// A file, but no ledger: another application id, no SQLite file at all, or without the ledger's tables.
  case notALedger(path: String, detail: Evidence)
  /// Written by a newer program.
  case newerFormat(path: String, found: Int)
  /// The end of the ledger does not hold what was signed; `verify` has the whole account.
  case damaged(path: String, Finding)
  /// Asked to write where the file or its folder is not writable, or through a ledger opened to read.
  case readOnly(path: String)
  case sqlite(code: Int32, message: String)
  case inputOutput(path: String, operation: String, errno: Int32)

  // Appending
  /// Another writer held the ledger for the whole of the waiting time; nil if it does not say who it is.
  case busy(Holder?)
  /// What was appended since the writer decided, as far as it matters to the decision.
  case conflict(events: [EventHeader])
  /// Events above the last checkpoint, written by another program: `size` is the checkpoint's, `events` the table's.
  case uncheckpointedEvents(size: Int, events: Int)
  /// The file is not the one these keys signed last: an older copy, or one without its write-ahead log.
  case notContained(known: Checkpoint, have: Checkpoint)
  case nothingToResume(known: Checkpoint?)
  case officerNotAllowed(id: String, OfficerRefusal)
  case ledgerKeyNotInForce(expected: VerifierKey, found: VerifierKey)
  /// The signer has the key that was in force when the ledger was opened; another process has rotated it since.
  case ledgerKeyRotatedMeanwhile(before: VerifierKey, now: VerifierKey)
  /// The clock is more than five minutes behind the last event.
  case clockBehind(last: Instant, now: Instant)
  case clockNotBehind(last: Instant, now: Instant)

  // Drafts
  case noDrafts
  /// Events of this type are made by the ledger itself.
  case reservedType(String)
  case versionGap(stream: String, expected: Int, found: Int)
  /// The draft with this number, from 0.
  case malformedDraft(index: Int, detail: String)
  case enrollmentRefused(id: String, KeyFault)
  case revocationRefused(id: String, KeyFault)

  case erasureRefused(ErasureFault)
  /// Nothing is recorded: something stands where the mark of an erasure must be.
  case erasureObstructed(ErasureObstacle)
  /// The erasure is recorded, and not all of it is done yet: finishing it can be repeated.
  indirect case erasureIncomplete(ErasureRest)

  // Names and keys
  case invalidOrigin(String)
  case invalidOfficerID(String)
  case wrongOrigin(expected: String, found: String)
  case keyMissing(path: String)
  case keyExists(path: String)
  /// Others than the owner can read the key file; `mode` are its permission bits.
  case keyFileExposed(path: String, mode: UInt32)
  case keyFolderExposed(path: String, mode: UInt32)
  case keyFileMalformed(path: String, detail: Evidence)

  // Witnesses
  case witnessRefused(WitnessRefusal)
  case cosignatureRefused(CosignatureRefusal)

  // A published folder
  case noSuchFolder(path: String)
  /// A file where a folder was expected.
  case notAFolder(path: String)
  /// The folder shows no head: there is no file `checkpoint` in it.
  case noPublishedHead(path: String)
  /// Another publisher is at work on it.
  case folderInUse(path: String)
  /// It holds this name, which no publisher put there.
  case notAPublishedFolder(path: String, name: String)
  /// The file `checkpoint` in it is no signed checkpoint.
  case folderUnreadable(path: String, TransparencyLogError)
  /// It shows a head that this ledger does not contain; `ledger` is this ledger's root at that size, or its head if it does
  /// not reach it or is another ledger.
  case folderNotContained(path: String, shown: Checkpoint, ledger: Checkpoint)
  /// A file under a settled name holds something else than this ledger would publish there.
  case publishedDiffers(path: String, name: String)

  // Reading
  case noSuchPosition(Int, size: Int)
  case noSuchSize(Int, size: Int)
  /// A consistency proof goes from a size of at least 1 to one that is not smaller.
  case sizesOutOfOrder(from: Int, to: Int)
  /// No append ended at this size; `near` are the sizes of the checkpoints before and after it.
  case noCheckpoint(at: Int, near: [Int])
}

/// Who holds the ledger, as the holder wrote it into `<ledger>.lock`.
public struct Holder: Equatable, Sendable {
  public let pid: Int
  public let officer: String
  public let command: String
  public let since: Instant?

  public init(pid: Int, officer: String, command: String, since: Instant?) {
    self.pid = pid
    self.officer = officer
    self.command = command
    self.since = since
  }
}

public enum OfficerRefusal: Equatable, Sendable {
  case notEnrolled
  /// By the event at this position.
  case revoked(at: Int)
  /// The ledger knows this officer under another key.
  case otherKey(expected: VerifierKey, found: VerifierKey)
}

/// Why a change of keys is against the rules.
public enum KeyFault: Error, Equatable, Sendable {
  case malformed(detail: Evidence)
  case invalidOfficerID(String)
  /// A key's name is the origin, or `<origin>/officer/<id>`.
  case wrongName(expected: String, found: String)
  case keyReused(VerifierKey)
  case officerIDReused(String)
  /// The new key did not sign the text that proves its possession.
  case badProof
  case unknownOfficer(String)
  case revokedAlready(String)
  case lastOfficer(String)
}
