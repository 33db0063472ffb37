/// The published table, made from what the verifiers said.
enum MatrixPage {
  static func text(of rows: [MatrixRow]) -> String {
    let codes = Set(rows.flatMap { $0.found.kiemdo.findings + $0.found.python.findings }.map(\.code)).sorted()
    return """
      # What can be done to a ledger, and what notices it

      Made by a test (`Tests/KiemDoCommandTests/TamperMatrix`; `CONTRIBUTING.md` says how to make it anew) from what two verifiers
      said that share no code: `kiemdo verify`, and `Scripts/verify-ledger.py`, which was written from
      `Schemas/ledger-format.md` alone. The test demands that both find the same codes at the same positions, and the first
      position affected among them; where they may differ, the row says why.

      The ledger of the test has 273 events: the ledger opened (0–4), 250 candidates imported (5–254), a second officer
      (255–256), a correction by her (257), four sheets (258–261) and a class list (262) printed, signatures (263–265), one
      taken back (266), a correction (267), a withdrawal (268), an erasure of two payloads (269), a new key of the ledger
      (270), a correction (271), a sheet (272); one full tile, fifteen checkpoints, one cosignature. All triggers are put back
      after each edit, so that the schema tells nothing, unless the row is about the schema. *Found* names codes of
      section 14 of the format with their positions (a code without one is about the file as a whole).

      \(table("One value, one row", Tampering.rows, rows))
      \(table("The file and its schema", Tampering.files, rows))
      \(table("The history written anew", Tampering.histories, rows))
      \(table("What all keys together can sign, and the rules refuse", Tampering.events, rows))
      \(table("Beside the ledger", Tampering.beside, rows))
      The folder was published, and the proofs of reports were written, from the same ledger; both are checked with its first key, which
      the rotation (270) has replaced. The reports: the events of the second officer; edits after signing; all from 271 on.

      \(table("A published folder", Tampering.folders, rows))
      \(table("A report's proof", Tampering.reports, rows))
      ## What is still provable, and what to do

      | code | still provable | what to do |
      |---|---|---|
      \(codes.map(Advice.line).joined(separator: "\n"))

      ## What no verifier finds

      Whoever holds all keys can write another history from the first day on, and sign it. In itself it is sound. What tells is
      outside of the file: the key on a paper, the head in a key folder, a backup, a published folder (`verify --against`,
      `verify --tiles`), a cosignature of a witness, and every printed sheet, whose code carries off a head of the tree. An
      event of a type or version that a verifier does not know is reported as not checked. What was never recorded, and what
      is recorded falsely from the start, is no matter of a ledger: the sheets that people sign are there for that.

      """
  }

  private static func table(_ title: String, _ group: [Tampering], _ rows: [MatrixRow]) -> String {
    let names = Set(group.map(\.what))
    let lines = rows.filter { names.contains($0.tampering.what) && $0.tampering.subject.isLike(group[0].subject) }
      .map(line)
    return """
      ## \(title)

      | what was done | with | found |
      |---|---|---|
      \(lines.joined(separator: "\n"))

      """
  }

  private static func line(_ row: MatrixRow) -> String {
    let (kiemdo, python) = row.found
    let tampering = row.tampering
    var found: String
    if let never = tampering.never {
      found = "nothing: \(never)"
    } else if let differs = tampering.differs {
      found = "`kiemdo`: \(kinds(kiemdo)); `verify-ledger.py`: \(kinds(python)). \(differs)"
    } else {
      found = places(kiemdo)
    }
    if let needs = tampering.needs { found = "in the file alone nothing: \(needs). With key and head: \(found)" }
    return "| \(tampering.what) | \(tampering.attacker.rawValue) | \(found) |"
  }

  /// Where messages of SQLite decide, positions say little.
  private static func kinds(_ opinion: Opinion) -> String {
    let codes = Set(opinion.findings.map(\.code)).sorted()
    return codes.isEmpty ? "nothing" : codes.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// Each code with its first positions.
  private static func places(_ opinion: Opinion) -> String {
    var order: [String] = []
    for finding in opinion.findings where !order.contains(finding.code) { order.append(finding.code) }
    return order.map { code in
      let positions = opinion.findings.filter { $0.code == code }.compactMap(\.position)
      let listed = positions.prefix(3).map(String.init).joined(separator: ", ")
      let more = positions.count > 3 ? " and \(positions.count - 3) more" : ""
      return positions.isEmpty ? "`\(code)`" : "`\(code)` \(listed)\(more)"
    }.joined(separator: "; ")
  }
}
