import CanonicalForms
import EventLedger
import ExamRecords
import Testing
import TransparencyLog

@testable import Bookkeeping

/// The table of section 18 of the specification: what a clause says of an event in a history. Each history is recorded, and
/// two verifiers judge its proof.
@Suite struct `The table of clauses on earlier state` {
  /// A clause, and a history that ends in the answer of one of its events.
  struct Row: Sendable {
    let clause: Selection.Mark
    /// The event that is judged stands between asterisks.
    let history: String
    /// Records the history and returns the position of that event.
    let record: @Sendable (TestSchool) throws -> Int

    init(_ clause: Selection.Mark, _ history: String, _ record: @escaping @Sendable (TestSchool) throws -> Int) {
      self.clause = clause
      self.history = history
      self.record = record
    }
  }

  @Test func `says what two verifiers say`() throws {
    let table = try Self.rows.map { row in
      "| `\(row.clause.rawValue)` | \(row.history) | \(try answer(row)) |"
    }.joined(separator: "\n")
    #expect(try Specification().text.contains("\n|---|---|---|\n\(table)\n\n"), "In its place:\n\(table)")
    // A table of one answer would teach nothing.
    for answer in ["true", "false", "unknown"] { #expect(table.contains("| \(answer) |")) }
  }

  /// What two verifiers make of a proof by this clause that selects none, of this one position.
  private func answer(_ row: Row) throws -> String {
    let school = try TestSchool(profile: SmallProfile.auditedDocument())
    try school.enroll(3)
    let position = try row.record(school)
    // `audit` refuses a clause for which the profile has no terms; a proof by another clause discloses the same, and its head
    // is exchanged.
    var other = Selection()
    other.marks = [.undone]
    let sink = ReportProofTests.Sink()
    _ = try school.books.desk.audit(other, provable: true).prove(headersOnly: false) { sink.bytes += $0 }
    var file = try ProofFile(sink.bytes)
    file.head?.selection.marks = [row.clause]
    file.head?.selection.from = position
    file.head?.selection.to = position
    file.head?.selected = []
    let key = school.signer.ledgerKey.verifierKey
    let bytes = try file.bytes()
    let ours = ReportProofTests.check(bytes, key: key)
    #expect(try SecondOpinionTests.ask(about: bytes, key: key).answer == ours.answer.rawValue, "\(row.history)")
    switch ours.answer {
    case .differs: return "true"
    case .proved: return "false"
    case .notCheckable: return "unknown"
    case .notProvable, .unsound: return "\(ours.findings)"
    }
  }

  // MARK: Histories

  private static let rows: [Row] = undone + afterSigning + unsignedSince + onTime

  private static let undone = [
    Row(.undone, "a phone is set to 1, to 2, *to 1*") { try phones($0, "1", "2", "1").last },
    Row(.undone, "a phone is set to 1, to 2, to 3, *to 1*") { try phones($0, "1", "2", "3", "1").last },
    Row(.undone, "*a phone is set to 1*, the first edit of this field") { try phones($0, "1").last },
    Row(.undone, "*a phone is set to 1*, the first edit of this field; the registration is erased") { school in
      let edits = try phones(school, "1")
      let stream = try school.books.ledger.header(at: edits[0]).stream
      try erase(school, try #require(try school.books.ledger.events(stream: stream).first).header.position)
      return try edits.last
    },
    Row(.undone, "a phone is set to 1 where none was, *and taken away*") { try phones($0, "1", nil).last },
    Row(.undone, "a phone is set to 1, to 2, *to 1*; the first edit is erased") {
      let edits = try phones($0, "1", "2", "1")
      try erase($0, edits[0])
      return try edits.last
    },
    Row(.undone, "a phone is set to 1, to 2, *to 1*; the second edit is erased") {
      let edits = try phones($0, "1", "2", "1")
      try erase($0, edits[1])
      return try edits.last
    },
    Row(.undone, "a phone is set to 1, to 2, *to 1*; this edit is erased") {
      let edits = try phones($0, "1", "2", "1")
      try erase($0, edits[2])
      return try edits.last
    },
    Row(.undone, "a candidate is withdrawn, *and restored*") { school in
      _ = try withdraw(school)
      let candidate = try school.candidate(1)
      return try school.record(.candidateRestored(candidate.restore(reason: "r")), of: candidate)
    },
  ]

  private static let afterSigning = [
    Row(.afterSigning, "a sheet is signed; *an edit*") { school in
      _ = try sign(school)
      return try phones(school, "1").last
    },
    Row(.afterSigning, "a sheet is signed; *a withdrawal*") { school in
      _ = try sign(school)
      return try withdraw(school)
    },
    Row(.afterSigning, "a sheet is signed, and the signature taken back; *an edit*") { school in
      _ = try sign(school)
      _ = try unsign(school)
      return try phones(school, "1").last
    },
    Row(.afterSigning, "a list is signed; *an edit*") { school in
      _ = try signList(school)
      return try phones(school, "1").last
    },
    Row(.afterSigning, "a list is signed but for the candidate's row; *an edit*") { school in
      _ = try signList(school, exceptFirst: true)
      return try phones(school, "1").last
    },
    Row(.afterSigning, "a sheet is signed; *an edit*; the signature is erased") { school in
      let signature = try sign(school)
      let edits = try phones(school, "1")
      try erase(school, signature)
      return try edits.last
    },
    Row(.afterSigning, "a sheet and a list are signed; *an edit*; the sheet's signature is erased") { school in
      let signature = try sign(school)
      _ = try signList(school)
      let edits = try phones(school, "1")
      try erase(school, signature)
      return try edits.last
    },
    Row(.afterSigning, "a list of another class is printed and signed; *an edit*; the printed list is erased") {
      school in
      try school.importRows([TestSchool.student(4, className: "12A2")])
      let list = try signList(school, "12A2")
      let edits = try phones(school, "1")
      try erase(school, list)
      return try edits.last
    },
  ]

  private static let unsignedSince = [
    Row(.unsignedSince, "*an edit*; a sheet is signed") { school in
      let edits = try phones(school, "1")
      _ = try sign(school)
      return try edits.last
    },
    Row(.unsignedSince, "*an edit*; a sheet is signed, and the signature taken back") { school in
      let edits = try phones(school, "1")
      _ = try sign(school)
      _ = try unsign(school)
      return try edits.last
    },
    Row(.unsignedSince, "*an edit*; a sheet is signed; the signature is erased") { school in
      let edits = try phones(school, "1")
      try erase(school, try sign(school))
      return try edits.last
    },
    Row(.unsignedSince, "*a withdrawal*; nothing is signed after it") { try withdraw($0) },
  ]

  private static let onTime = [
    Row(.late, "*an edit* at the very time of the deadline") {
      try $0.at("2024-04-22T10:00:00.000Z") { try phones($0, "1").last }
    },
    Row(.late, "*an edit* a millisecond later") { try $0.at("2024-04-22T10:00:00.001Z") { try phones($0, "1").last } },
    Row(.late, "*a list is printed*, on stream `ledger`, after the deadline") {
      try $0.at("2024-04-23T03:00:00.000Z") { try $0.printList().position }
    },
    Row(.late, "*`ledger.opened`*, before any profile is adopted") { _ in 0 },
    Row(.late, "a profile without deadlines is adopted; *an edit*") { school in
      let document = try SmallProfile.document(id: "khong-han")
      try school.record(onLedger: .profileAdopted(ProfileAdopted(document: document, reason: "r")))
      return try phones(school, "1").last
    },
    Row(.outsideHours, "*an edit* at 17:00, where the office closes at 17:00") {
      try $0.at("2024-04-20T10:00:00.000Z") { try phones($0, "1").last }
    },
    Row(.outsideHours, "a profile without hours is adopted; *an edit*") { school in
      let document = try SmallProfile.document(id: "khong-gio")
      try school.record(onLedger: .profileAdopted(ProfileAdopted(document: document, reason: "r")))
      return try phones(school, "1").last
    },
  ]

  // MARK: What happens to candidate 1

  /// - Returns: the positions of the edits.
  private static func phones(_ school: TestSchool, _ values: String?...) throws -> Edits {
    Edits(
      positions: try values.map { try school.correct(1, "phone", $0.map { .text("091111111\($0)") }) })
  }

  struct Edits {
    let positions: [Int]

    var last: Int { get throws { try #require(positions.last) } }
    subscript(index: Int) -> Int { positions[index] }
  }

  private static func sign(_ school: TestSchool) throws -> Int {
    try #require(try school.take([try school.print([1])[0].code]).recorded?.lowerBound)
  }

  private static func unsign(_ school: TestSchool) throws -> Int {
    let candidate = try school.candidate(1)
    let sheet = try #require(candidate.sheets.last)
    return try school.record(.sheetUnsigned(candidate.unsign(sheet, reason: "r")), of: candidate)
  }

  /// - Returns: the position of the printed list.
  private static func signList(
    _ school: TestSchool, _ className: String = "12A1", exceptFirst: Bool = false
  ) throws -> Int {
    let list = try school.printList(className)
    let rows = list.rows.filter { $0.number == 1 }.map(\.order)
    try school.take([list.code], except: exceptFirst ? rows : [])
    return list.position
  }

  private static func withdraw(_ school: TestSchool) throws -> Int {
    let candidate = try school.candidate(1)
    return try school.record(.candidateWithdrawn(candidate.withdraw(reason: "r")), of: candidate)
  }

  private static func erase(_ school: TestSchool, _ position: Int) throws {
    _ = try school.books.ledger.erase(
      [position], reason: "r", authority: "a", signer: school.signer, decidedAt: school.books.ledger.size,
      clock: school.tick())
  }
}

extension TestSchool {
  /// Gives the next event this time.
  fileprivate func at(_ time: String, _ act: (TestSchool) throws -> Int) throws -> Int {
    set(Instant(milliseconds: try #require(Instant(ledgerText: time)).milliseconds - 1000))
    return try act(self)
  }
}
