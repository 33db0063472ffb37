import TransparencyLog

/// What goes wrong around witnesses, cosignatures and policies, before a ledger or a witness's folder is touched.
enum WitnessFailure: Error {
  case noWitness(root: String)
  case severalWitnesses([String])
  /// No witness of this name has a key here; who has.
  case noSuchWitness(String, root: String, known: [String])
  /// The file is not what it should be; `detail` says where.
  case badRequest(path: String, TransparencyLogError)
  case badNote(path: String, TransparencyLogError)
  case badPolicy(path: String, TransparencyLogError)
  case badCosignature(String)
  case noCosignatures(path: String)
  /// No key is at hand by which this witness's line could be checked.
  case witnessUnknown(name: String)
  /// No checkpoint of this ledger bears this size.
  case noCheckpoint(size: Int, nearest: Int?)
  /// The note is of a checkpoint that this ledger does not contain.
  case notContained(path: String, origin: String, size: Int)
  case oldAbove(old: Int, size: Int)
  case unknownDeadline(String, known: [String])
  /// The id of a deadline, perhaps, where there is no profile to look it up.
  case deadlineNeedsLedger(String)
  /// The cosignature was released and stands on standard output, since it could not be written.
  case cosignedButNotWritten(path: String, FileObstacle)
}
