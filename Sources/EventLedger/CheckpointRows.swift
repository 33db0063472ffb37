import GRDB
import TransparencyLog

/// The stored notes, by size, and the witnesses' lines.
struct CheckpointRows {
  /// Ascending.
  var sizes: [Int] = []
  var notes: [Int: String] = [:]

  static func read(_ database: Database, _ findings: inout Findings) throws(LedgerError) -> CheckpointRows {
    var rows = CheckpointRows()
    let statement = try Statement(database, "SELECT size, note FROM checkpoint ORDER BY size")
    while try statement.step() {
      let size = statement.integer(0)
      guard (1...EventHeader.positionLimit).contains(size), statement.isText(1) else {
        findings.add(.note, nil, "checkpoint \(size)", expected: "a size from 1 and a text", found: statement.text(1))
        continue
      }
      rows.sizes.append(size)
      rows.notes[size] = statement.text(1)
    }
    return rows
  }

  /// A witness's line must at least be a signature line over a size that was signed; whose it is, only a reader knows
  /// who has the witness's key.
  static func checkCosignatures(_ database: Database, _ findings: inout Findings) throws(LedgerError) {
    let statement = try Statement(
      database, "SELECT size, line, size IN (SELECT size FROM checkpoint) FROM cosignature ORDER BY size, line")
    while try statement.step() {
      let subject = "cosignature of \(statement.integer(0))"
      if statement.integer(2) != 1 {
        findings.add(.cosignature, nil, subject, expected: "a checkpoint of its size", found: "none")
      }
      if NoteSignature.parse(statement.text(1)) == nil {
        findings.add(.cosignature, nil, subject, expected: "a signature line", found: statement.text(1))
      }
    }
  }
}
