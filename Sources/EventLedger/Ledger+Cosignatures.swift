import Foundation
import GRDB
public import TransparencyLog

/// A checkpoint of a ledger with what witnesses said of it.
public struct CosignedCheckpoint: Sendable, Equatable {
  public let checkpoint: Checkpoint
  /// In the order of their lines' bytes. Whose they are, and whether they are valid, only a reader knows who has the
  /// witnesses' keys.
  public let cosignatures: [Cosignature]

  public init(checkpoint: Checkpoint, cosignatures: [Cosignature]) {
    self.checkpoint = checkpoint
    self.cosignatures = cosignatures
  }
}

extension Ledger {
  /// What witnesses said of the checkpoint of this size; lines that are no cosignatures are passed over.
  public func cosignatures(size: Int) throws -> [Cosignature] {
    try access { database in
      let statement = try Statement(database, "SELECT line FROM cosignature WHERE size = ? ORDER BY line")
      statement.bind(1, size)
      var cosignatures: [Cosignature] = []
      while try statement.step() {
        if let cosignature = try? Cosignature.parse(statement.text(0)) { cosignatures.append(cosignature) }
      }
      return cosignatures
    }
  }

  /// The checkpoints that have cosignatures, the smallest first.
  public func cosignedCheckpoints() throws -> [CosignedCheckpoint] {
    let sizes = try access { database in
      let statement = try Statement(database, "SELECT DISTINCT size FROM cosignature WHERE size <= ? ORDER BY size")
      statement.bind(1, size)
      var sizes: [Int] = []
      while try statement.step() { sizes.append(statement.integer(0)) }
      return sizes
    }
    return try sizes.compactMap { size in
      guard let checkpoint = try storedCheckpoint(size: size) else { return nil }
      return CosignedCheckpoint(checkpoint: checkpoint, cosignatures: try cosignatures(size: size))
    }
  }

  /// The sizes of all checkpoints, the greatest first.
  public func checkpointSizes() throws -> [Int] {
    try access { database in
      let statement = try Statement(database, "SELECT size FROM checkpoint WHERE size <= ? ORDER BY size DESC")
      statement.bind(1, size)
      var sizes: [Int] = []
      while try statement.step() { sizes.append(statement.integer(0)) }
      return sizes
    }
  }

  /// The checkpoint of the append that ended at this size, as its note states it; nil if none did.
  public func storedCheckpoint(size: Int) throws -> Checkpoint? {
    guard let note = try checkpointNote(size: size) else { return nil }
    return try? Checkpoint.parse(SignedNote.parse(note).text)
  }

  /// The newest checkpoint that this witness cosigned with this line; nil if there is none.
  public func checkpoint(cosignedBy key: WitnessVerifierKey, _ cosignature: Cosignature) throws -> Checkpoint? {
    for size in try checkpointSizes() {
      if let checkpoint = try storedCheckpoint(size: size), cosignature.isValid(for: checkpoint, by: key) {
        return checkpoint
      }
    }
    return nil
  }
}

extension Ledger {
  /// Adds a witness's line to the checkpoint of this size, and returns when it is on the disk. No event is appended. What can't be
  /// checked is not taken: a line stays for good, and a wrong one would stand against the ledger.
  ///
  /// - Parameters:
  ///   - witness: the witness's key, by which the cosignature must be valid.
  ///   - commandName: who holds the ledger, in the words of another writer's message.
  /// - Throws: `cosignatureRefused`, `readOnly`, `busy`, `sqlite`, `inputOutput`.
  public func addCosignature(
    _ cosignature: Cosignature, size: Int, witness: WitnessVerifierKey, commandName: String = ""
  ) throws {
    guard mode == .write else { throw LedgerError.readOnly(path: path) }
    guard let checkpoint = try storedCheckpoint(size: size) else {
      throw LedgerError.cosignatureRefused(.noSuchCheckpoint(size: size))
    }
    guard cosignature.isValid(for: checkpoint, by: witness) else {
      throw LedgerError.cosignatureRefused(.invalid(witness: witness.name, size: size))
    }
    let started = Date()
    let holder = Holder(pid: Int(getpid()), officer: "", command: commandName, since: nil)
    let lock = try WriterLock(ledger: path, holder: holder, seconds: Self.patience)
    defer { lock.release() }
    try write(waitingSince: started) { try Self.insert(cosignature.format(), size: size, $0) }
  }

  private static func insert(_ line: String, size: Int, _ database: Database) throws(LedgerError) {
    let known = try Statement(database, "SELECT 1 FROM cosignature WHERE size = ? AND line = ?")
    known.bind(1, size)
    known.bind(2, line)
    guard try !known.step() else { throw .cosignatureRefused(.alreadyThere(size: size)) }
    let statement = try Statement(database, "INSERT INTO cosignature (size, line) VALUES (?, ?)")
    statement.bind(1, size)
    statement.bind(2, line)
    try statement.run()
  }
}

/// Why a witness's line is not taken into the ledger.
public enum CosignatureRefusal: Equatable, Sendable {
  case noSuchCheckpoint(size: Int)
  /// The line bears the witness's name or was said to be his, and is not his word on this checkpoint.
  case invalid(witness: String, size: Int)
  case alreadyThere(size: Int)
}
