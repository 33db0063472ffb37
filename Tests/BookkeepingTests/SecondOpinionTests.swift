import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import Testing
import TransparencyLog

/// What a clause means is written once in Swift and once in Python, from the specification alone. Over random histories both say
/// the same of every event: the report lists what Swift selects, and Python evaluates its clauses anew.
@Suite struct SecondOpinionTests {
  static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scripts/verify-ledger.py").path

  @Test(arguments: 0..<4)
  func `clauses mean the same to two verifiers, over random histories`(index: Int) throws {
    let (_, first) = SeededGenerator.fresh(for: "second opinion \(index)")
    let seed = first &+ UInt64(index)
    var generator = SeededGenerator(seed: seed)
    let school = try TestSchool(profile: SmallProfile.auditedDocument(), seed: seed)
    try school.enroll(6)
    for _ in 0..<70 { try act(school, &generator) }
    var proved = 0
    for mark in Selection.Mark.allCases {
      for narrower in [false, true] {
        var selection = Selection()
        selection.marks = [mark]
        if narrower {
          selection.classes = ["12a1"]
          selection.to = Int.random(in: 20..<school.books.ledger.size, using: &generator)
        }
        proved += try compare(selection, school, seed: seed).proved
      }
    }
    // Where each answer were "not checkable" the clauses would be compared by nothing.
    #expect(proved > 0, "seed \(seed)")
  }

  /// Who has the keys can sign what no decoder takes: then too the two say the same, and neither stumbles. The histories are the
  /// same each time; `KIEMDO_TEST_SEED` makes others.
  @Test(arguments: 0..<4)
  func `clauses mean the same over contents that fit nothing`(index: Int) throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = (environment["KIEMDO_TEST_SEED"].flatMap(UInt64.init) ?? 20_261_130) &+ UInt64(index)
    var generator = SeededGenerator(seed: seed)
    let school = try TestSchool(profile: SmallProfile.auditedDocument(), seed: seed)
    try school.enroll(6)
    for _ in 0..<30 { try act(school, &generator) }
    for _ in 0..<40 { try Misfit.append(to: school, &generator) }
    var untold = 0
    for mark in Selection.Mark.allCases.map(Optional.some) + [nil] {
      for reason in [nil, "giay khai sinh"] {
        var selection = Selection()
        selection.marks = Set([mark].compactMap(\.self))
        selection.reason = reason
        if Bool.random(using: &generator) { selection.fields = ["phone", "className"] }
        if Bool.random(using: &generator) { selection.classes = ["12a1"] }
        untold += try compare(selection, school, seed: seed).untold
        if mark == nil { try expectNoStumble(selection, school, seed: seed) }
      }
    }
    #expect(untold > 0, "seed \(seed)")
  }

  private func act(_ school: TestSchool, _ generator: inout SeededGenerator) throws {
    if Int.random(in: 0..<6, using: &generator) == 0 {
      let hours = Int.random(in: 1...7, using: &generator)
      school.set(Instant(milliseconds: school.now.milliseconds + hours * 3_600_000))
    }
    do {
      switch Int.random(in: 0..<24, using: &generator) {
      case 0: try ErasingTests.erase("\(Int.random(in: 1...6, using: &generator))", school)
      case 1...4: try signList(school, &generator)
      case 5, 6: try changeHours(school, &generator)
      default:
        _ = try HistoryPropertyTests.acts.dropLast().randomElement(using: &generator)?(school, school.books, &generator)
      }
    } catch  where error is Refusal || error is BookError || error is LedgerError {
      // What an erasure took can't be erased, printed or corrected again.
    }
  }

  /// Another deadline and other hours, maybe at a moment that only the old or only the new ones exclude.
  private func changeHours(_ school: TestSchool, _ generator: inout SeededGenerator) throws {
    let hour = Int.random(in: -6...6, using: &generator)
    let document = try SmallProfile.auditedDocument(
      id: "thu-\(school.books.ledger.size)",
      editsUntil: Instant(milliseconds: school.now.milliseconds + hour * 3_600_000).text,
      closes: ["09:00", "17:00", "22:00"].randomElement(using: &generator) ?? "17:00")
    try school.record(onLedger: .profileAdopted(ProfileAdopted(document: document, reason: "Gia hạn")))
  }

  /// With a row excepted, as it may be.
  private func signList(_ school: TestSchool, _ generator: inout SeededGenerator) throws {
    let list = try school.printList()
    let some = list.rows.map(\.order).filter { _ in Bool.random(using: &generator) }
    try school.take([list.code], except: some)
    if Bool.random(using: &generator) {
      try school.record(
        onLedger: .classListUnsigned(ClassListUnsigned(list: list.position, reason: "Quét nhầm danh sách")))
    }
  }

  /// Without the schemas at hand what fits a type is judged by less, but nothing is a broken proof for that.
  private func expectNoStumble(_ selection: Selection, _ school: TestSchool, seed: UInt64) throws {
    guard let report = try? school.books.desk.audit(selection, provable: true) else { return }
    let sink = ReportProofTests.Sink()
    _ = try report.prove(headersOnly: false) { sink.bytes += $0 }
    let answer = try Self.ask(
      about: sink.bytes, key: school.signer.ledgerKey.verifierKey, options: ["--schemas", "/nowhere"])
    #expect(answer.findings.allSatisfy { $0.code == "report.selection" }, "seed \(seed): \(answer.findings)")
  }

  /// - Returns: how many events are proved to be selected, and of how many that can't be told.
  private func compare(
    _ selection: Selection, _ school: TestSchool, seed: UInt64
  ) throws -> (proved: Int, untold: Int) {
    let report: AuditReport
    do {
      report = try school.books.desk.audit(selection, provable: true)
    } catch BookError.profileNamesNoDeadline, BookError.profileNamesNoHours {
      return (0, 0)
    }
    let sink = ReportProofTests.Sink()
    let proof = try report.prove(headersOnly: false) { sink.bytes += $0 }
    let ours = ReportProofTests.check(sink.bytes, key: school.signer.ledgerKey.verifierKey)
    let theirs = try Self.ask(about: sink.bytes, key: school.signer.ledgerKey.verifierKey)
    let what = "\(selection.json.canonicalText), seed \(seed)"
    #expect(ours.findings.isEmpty, "\(what): \(ours.findings)")
    #expect(theirs.answer == ours.answer.rawValue, "\(what): \(theirs.findings)")
    #expect(Array(theirs.notCheckable.prefix(100)) == ours.notCheckablePositions, "\(what)")
    return (ours.answer == .proved ? proof.selected : 0, theirs.notCheckable.count)
  }

  struct Answer: Decodable {
    /// The word that the command prints with `--json`.
    var answer: String
    var notCheckable: [Int]
    var findings: [Finding]

    struct Finding: Decodable {
      var code: String
      var position: Int?
      var subject: String
      var expected: String
      var found: String
    }

    enum CodingKeys: String, CodingKey {
      case answer, findings
      case notCheckable = "notCheckablePositions"
    }
  }

  /// What the other verifier says of a proof.
  static func ask(about proof: [UInt8], key: VerifierKey, options: [String] = []) throws -> Answer {
    let file = FileManager.default.temporaryDirectory.appending(path: "bao-cao-\(UUID().uuidString).gz")
    try Data(proof).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-B", script, "--report", file.path, "--json", "--key", key.format()] + options
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(Answer.self, from: text)
  }
}
