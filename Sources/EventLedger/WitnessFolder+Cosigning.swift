import Foundation
public import TransparencyLog

/// What a witness has done with a request.
public struct Witnessed: Sendable, Equatable {
  public let cosignature: Cosignature
  public let checkpoint: Checkpoint
  /// The head that this witness had cosigned before; nil on first contact, when all that came before is taken on trust.
  public let before: Checkpoint?
  public let ledgerKey: VerifierKey
  /// The ledger key that was trusted before, if a rotation has replaced it.
  public let replacedKey: VerifierKey?
}

extension WitnessFolder {
  /// Checks a request as C2SP tlog-witness demands, stores the new head on the disk, and only then signs.
  ///
  /// The head never goes back and never forks: what is signed extends what was signed before, for as long as this folder
  /// is not put back to an earlier state.
  ///
  /// - Parameters:
  ///   - ledgerKey: the ledger's key as known from outside; needed on first contact and after a rotation.
  ///   - time: seconds since 1970-01-01T00:00:00Z.
  /// - Throws: `witnessRefused`, and what `key()` and `head(origin:)` throw. Nothing is stored or signed then.
  public func cosign(
    _ request: AddCheckpointRequest, ledgerKey: VerifierKey? = nil, time: Int
  ) throws(LedgerError) -> Witnessed {
    let key = try key()
    let origin = request.checkpoint.origin
    guard Origin.isValid(origin) else { throw .witnessRefused(.notALedger(origin: origin)) }
    let lock = try FolderLock(lockPath, seconds: Ledger.patience)
    defer { lock.release() }
    let before = try head(origin: origin)
    let trusted: VerifierKey
    do throws(WitnessRefusal) {
      trusted = try Self.trustedKey(request.note, before: before, given: ledgerKey, origin: origin)
      try Self.check(request, before: before, time: time)
    } catch {
      throw .witnessRefused(error)
    }
    try keep(WitnessedHead(ledgerKey: trusted, time: time, note: request.note, checkpoint: request.checkpoint))
    return Witnessed(
      cosignature: key.cosign(request.checkpoint, time: time), checkpoint: request.checkpoint,
      before: before?.checkpoint, ledgerKey: trusted,
      replacedKey: before.flatMap { $0.ledgerKey == trusted ? nil : $0.ledgerKey })
  }

  /// The key by which the note is signed and which is trusted from now on.
  ///
  /// A new key takes the place of the old one only if it was given from outside and both have signed this checkpoint, as
  /// they do at a rotation (Schemas/ledger-format.md, 8): the line of a key alone shows that somebody holds it, not that
  /// the ledger has chosen it.
  private static func trustedKey(
    _ note: SignedNote, before: WitnessedHead?, given: VerifierKey?, origin: String
  ) throws(WitnessRefusal) -> VerifierKey {
    guard let known = before?.ledgerKey ?? given else { throw .unknownLedger(origin: origin) }
    for key in [known, given].compactMap(\.self) where key.name != origin {
      throw .otherOrigin(expected: origin, found: key.name)
    }
    guard isSigned(note, by: known) else {
      guard let given, given != known, isSigned(note, by: given) else { throw .notSigned(by: known) }
      throw .rotationNotShown(old: known, new: given)
    }
    guard let given, given != known else { return known }
    guard isSigned(note, by: given) else { throw .notSigned(by: given) }
    return given
  }

  private static func isSigned(_ note: SignedNote, by key: VerifierKey) -> Bool {
    (try? note.verify(by: [key])) != nil
  }

  private static func check(
    _ request: AddCheckpointRequest, before: WitnessedHead?, time: Int
  ) throws(WitnessRefusal) {
    let new = request.checkpoint
    guard request.oldSize <= new.size else { throw .oldAbove(old: request.oldSize, new: new.size) }
    let known = before?.checkpoint.size ?? 0
    guard request.oldSize == known else { throw .conflict(known: known, request: request.oldSize) }
    if let before {
      guard new.size > known || new.root == before.checkpoint.root else {
        throw .fork(size: known, known: before.checkpoint.root, found: new.root)
      }
      // Two words on one ledger must not contradict each other: the later one is of the larger head.
      guard time >= before.time else { throw .clockBehind(last: before.time, now: time) }
    }
    do {
      try request.check(oldRoot: before?.checkpoint.root ?? MerkleTree.emptyRoot)
    } catch {
      throw .inconsistent(known: known, new: new.size)
    }
  }
}

/// Why a witness does not sign; in brackets the answer of C2SP tlog-witness.
public enum WitnessRefusal: Error, Equatable, Sendable {
  case invalidName(String)
  /// The origin is none that a ledger of ours can have.
  case notALedger(origin: String)
  /// First contact, and no key of the ledger was given (404).
  case unknownLedger(origin: String)
  case otherOrigin(expected: String, found: String)
  /// The key that is trusted did not sign the note (403).
  case notSigned(by: VerifierKey)
  /// The note is signed by the key that was given, but not by the one that was trusted before.
  case rotationNotShown(old: VerifierKey, new: VerifierKey)
  /// (400)
  case oldAbove(old: Int, new: Int)
  /// The request begins at another size than the newest head seen (409).
  case conflict(known: Int, request: Int)
  /// The same size with another root: history was rewritten, or there are two of it (409).
  case fork(size: Int, known: Hash, found: Hash)
  /// The new head does not extend the one seen: history was rewritten, or the proof is damaged (422).
  case inconsistent(known: Int, new: Int)
  /// This computer's clock is behind the witness's last cosignature of this ledger.
  case clockBehind(last: Int, now: Int)
}

/// Keeps two processes from cosigning at once: between reading a head and replacing it nobody else may.
private struct FolderLock {
  private let file: Int32

  init(_ path: String, seconds: Double) throws(LedgerError) {
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .inputOutput(path: path, operation: "open", errno: errno) }
    let deadline = Date(timeIntervalSinceNow: seconds)
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR, Date() < deadline else {
        close(file)
        throw code == EWOULDBLOCK ? .busy(nil) : .inputOutput(path: path, operation: "flock", errno: code)
      }
      usleep(10_000)
    }
  }

  func release() {
    flock(file, LOCK_UN)
    close(file)
  }
}
