import CanonicalForms
import Testing

@testable import ExamRecords

/// What changed? Each cell is compared with the value that an import last set for the field.
struct DecisionsImportChangeTests {
  enum Verdict: String, Sendable {
    case same, correction, kept, conflict
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let imported: String?
    let ledger: String?
    let file: String
    let verdict: Verdict
    var testDescription: String {
      "import \(imported ?? "–"), ledger \(ledger ?? "–"), file \(file): \(verdict.rawValue)"
    }

    init(_ imported: String?, _ ledger: String?, _ file: String, _ verdict: Verdict) {
      (self.imported, self.ledger, self.file, self.verdict) = (imported, ledger, file, verdict)
    }
  }

  static let table = [
    Row(nil, nil, "A", .correction), Row(nil, nil, "B", .correction), Row(nil, nil, "C", .correction),
    Row(nil, "A", "A", .same), Row(nil, "A", "B", .conflict), Row(nil, "A", "C", .conflict),
    Row(nil, "B", "A", .conflict), Row(nil, "B", "B", .same), Row(nil, "B", "C", .conflict),
    Row("A", nil, "A", .kept), Row("A", nil, "B", .conflict), Row("A", nil, "C", .conflict),
    Row("A", "A", "A", .same), Row("A", "A", "B", .correction), Row("A", "A", "C", .correction),
    Row("A", "B", "A", .kept), Row("A", "B", "B", .same), Row("A", "B", "C", .conflict),
  ]

  /// (the row's own choice, the choice for all)
  static let choices: [(ImportPreference?, ImportPreference?)] = [
    (nil, nil), (nil, .file), (nil, .ledger), (.file, nil), (.ledger, nil), (.file, .ledger), (.ledger, .file),
  ]

  @Test(arguments: table)
  func `a cell is decided by where the file, the ledger and the last import stand`(row: Row) throws {
    for (own, all) in Self.choices {
      var fixture = try DecisionsFixture()
      fixture.add(1, DecisionsFixture.person())
      fixture.candidates[0].fields["grade12School"] = row.ledger.map(FieldValue.text)
      fixture.candidates[0].imported["grade12School"] = row.imported.map(FieldValue.text)
      let plan = fixture.plan(
        [fixture.row(5, DecisionsFixture.person(extra(row.file)), choice: own)], preference: all)
      #expect(plan.registrations.isEmpty && plan.withdrawn.isEmpty)
      #expect(plan.matched == [DecisionsFixture.id(1)])
      check(plan, row, choice: own ?? all)
    }
  }

  private func check(_ plan: ImportPlan, _ row: Row, choice: ImportPreference?) {
    let change = FieldChange(
      field: "grade12School", old: row.ledger.map(FieldValue.text), new: .text(row.file))
    switch (row.verdict, choice) {
    case (.same, _):
      #expect(plan.unchanged == 1 && plan.corrections.isEmpty && plan.problems.isEmpty && plan.kept.isEmpty)
    case (.correction, _), (.conflict, .file):
      #expect(plan.corrections.map(\.changes) == [[change]])
      #expect(plan.corrections.map(\.seen) == [[:]])
      #expect(plan.problems.isEmpty && plan.kept.isEmpty && plan.unchanged == 0)
    case (.kept, _):
      #expect(plan.kept.map(\.file) == [.text(row.file)])
      #expect(plan.kept.map(\.ledger) == [row.ledger.map(FieldValue.text)])
      #expect(plan.kept.map(\.line) == [5])
      #expect(plan.unchanged == 1 && plan.corrections.isEmpty && plan.problems.isEmpty)
    case (.conflict, .ledger):
      #expect(plan.corrections.map(\.changes) == [[]])
      #expect(plan.corrections.map(\.seen) == [["grade12School": .text(row.file)]])
      #expect(plan.problems.isEmpty && plan.kept.isEmpty)
    case (.conflict, nil):
      let conflict = ImportPlan.Conflict(
        candidate: DecisionsFixture.id(1), number: 1, field: "grade12School", column: "Cột grade12School",
        file: .text(row.file), ledger: row.ledger.map(FieldValue.text))
      #expect(plan.problems == [.init(line: 5, kind: .conflict(conflict))])
      #expect(plan.corrections.isEmpty && plan.unchanged == 0)
    }
  }

  @Test(arguments: table)
  func `once recorded, the same file again writes nothing and asks nothing`(row: Row) throws {
    for (own, all) in Self.choices where !(row.verdict == .conflict && (own ?? all) == nil) {
      var fixture = try DecisionsFixture()
      fixture.add(1, DecisionsFixture.person())
      fixture.candidates[0].fields["grade12School"] = row.ledger.map(FieldValue.text)
      fixture.candidates[0].imported["grade12School"] = row.imported.map(FieldValue.text)
      let file = [fixture.row(5, DecisionsFixture.person(extra(row.file)), choice: own)]
      for correction in fixture.plan(file, preference: all).corrections {
        fixture.candidates[0].evolve(
          .candidateCorrected(
            CandidateCorrected(
              changes: correction.changes, reason: "r",
              source: ImportSource(file: "f.csv", row: 5, seen: correction.seen))),
          EventMark(position: 9, version: 2, recordedAt: Instant(milliseconds: 0), officer: "lan", command: "r"))
      }
      let again = fixture.plan([fixture.row(5, DecisionsFixture.person(extra(row.file)))])
      #expect(again.corrections.isEmpty && again.problems.isEmpty && again.registrations.isEmpty)
      #expect(again.unchanged == 1)
    }
  }

  @Test func `an empty cell and a missing column say nothing`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, DecisionsFixture.person("NGUYỄN THỊ ÁNH", ["grade12School": "A", "phone": "0912345678"]))
    var row = fixture.row(2, DecisionsFixture.person())
    row.cells.append(.init(field: "grade12School", column: "Trường", text: "  ", reading: .success(nil)))
    let plan = fixture.plan([row])
    #expect(plan.unchanged == 1)
    #expect(plan.corrections.isEmpty && plan.kept.isEmpty && plan.problems.isEmpty)
  }

  @Test func `one conflict keeps the whole row out, and the other cells' changes with it`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, DecisionsFixture.person())
    fixture.candidates[0].fields["grade12School"] = .text("B")
    let plan = fixture.plan([
      fixture.row(2, DecisionsFixture.person("NGUYỄN THỊ ÁNH", ["grade12School": "C", "phone": "0912345678"]))
    ])
    #expect(plan.corrections.isEmpty)
    #expect(plan.rejectedLines == [2])
    #expect(plan.problems.count == 1)
  }

  @Test func `a set of codes is compared as a whole`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, DecisionsFixture.person())
    fixture.candidates[0].fields["examPapers"] = .list(["TO", "VA"])
    fixture.candidates[0].imported["examPapers"] = .list(["TO", "VA"])
    func file(_ codes: [String]) -> [ImportRow] {
      var row = fixture.row(2, DecisionsFixture.person())
      row.cells.append(.init(field: "examPapers", column: "Bài thi", text: "", reading: .success(.list(codes))))
      return [row]
    }
    #expect(fixture.plan(file(["TO", "VA"])).unchanged == 1)
    #expect(
      fixture.plan(file(["TO"])).corrections.map(\.changes)
        == [[FieldChange(field: "examPapers", old: .list(["TO", "VA"]), new: .list(["TO"]))]])
  }

  private func extra(_ file: String) -> [String: String] { ["grade12School": file] }
}

extension DecisionsFixture {
  static func person(_ extra: [String: String]) -> [String: String] { person("NGUYỄN THỊ ÁNH", extra) }
}
