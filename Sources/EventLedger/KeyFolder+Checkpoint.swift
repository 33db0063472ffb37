import CanonicalForms
public import TransparencyLog

/// The last checkpoint that was committed with a folder's keys.
public struct KeptCheckpoint: Equatable, Sendable {
  public let checkpoint: Checkpoint
  /// The whole signed note.
  public let note: String
}

extension KeyFolder {
  /// Nil if nothing was committed with these keys yet.
  ///
  /// - Throws: `keyFileMalformed` if the file is no checkpoint of this ledger.
  public func lastCheckpoint() throws(LedgerError) -> KeptCheckpoint? {
    guard let note = try FileSystem.read(checkpointPath) else { return nil }
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint.parse(SignedNote.parse(note).text)
    } catch {
      throw .keyFileMalformed(path: checkpointPath, detail: Evidence(error))
    }
    guard checkpoint.origin == origin else { throw .wrongOrigin(expected: origin, found: checkpoint.origin) }
    return KeptCheckpoint(checkpoint: checkpoint, note: note)
  }

  /// Replaces the checkpoint as a whole, so that a power cut leaves the one before or this one.
  public func keep(checkpointNote note: String) throws(LedgerError) {
    try FileSystem.replace(checkpointPath, note)
  }
}
