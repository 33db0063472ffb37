import CanonicalForms
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
        findings.add(
          .note, nil, "checkpoint \(size)", expected: "a size from 1 and a text", found: "\(statement.text(1))")
        continue
      }
      rows.sizes.append(size)
      rows.notes[size] = statement.text(1)
    }
    return rows
  }

  /// A witness's line must be a cosignature of a size that was signed, and a valid one if the witness's key is known.
  static func checkCosignatures(
    _ database: Database, witnesses: [WitnessVerifierKey], _ findings: inout Findings
  ) throws(LedgerError) {
    let statement = try Statement(
      database,
      """
      SELECT cosignature.size, line, note FROM cosignature LEFT JOIN checkpoint USING (size)
      ORDER BY cosignature.size, line
      """)
    while try statement.step() {
      let subject: Evidence = "cosignature of \(statement.integer(0))"
      let line = statement.text(1)
      let note = statement.isText(2) ? statement.text(2) : nil
      if note == nil { findings.add(.cosignature, nil, subject, expected: "a checkpoint of its size", found: "none") }
      guard let cosignature = try? Cosignature.parse(line) else {
        findings.add(.cosignature, nil, subject, expected: "a cosignature's line", found: "\(line)")
        continue
      }
      let named = witnesses.filter { cosignature.names($0) }
      guard let note, !named.isEmpty else { continue }
      let checkpoint = try? Checkpoint.parse(SignedNote.parse(note).text)
      guard let checkpoint, named.contains(where: { cosignature.isValid(for: checkpoint, by: $0) }) else {
        findings.add(
          .cosignature, nil, subject, expected: "a valid cosignature by \(cosignature.name)", found: "\(line)")
        continue
      }
    }
  }
}
