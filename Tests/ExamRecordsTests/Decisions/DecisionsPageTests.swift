import CanonicalForms
import ExamRecords
import Testing

/// What pages say if they are printed now.
struct DecisionsPageTests {
  private let profile: ExamProfile
  private let layout: SheetLayout

  init() throws {
    profile = try DecisionsFixture().profile
    layout = try #require(profile.layout("full"))
  }

  private func content(_ candidate: Candidate, findings: [Finding] = []) -> SheetContent {
    SheetContent(
      of: candidate, layout: layout, profile: profile, digest: EventsSamples.digest, unit: EventsSamples.unit, round: 2,
      order: 7, findings: findings, nonce: EventsSamples.nonce)
  }

  private func print(_ history: inout StateHistory) -> Int {
    history.apply(
      .sheetPrinted(
        SheetPrinted(
          anchor: EventsSamples.anchor, check: "000042", content: content(history.candidate),
          drawnBy: EventsSamples.drawnBy, duplex: false)))
  }

  @Test func `a sheet prints name and class and the layout's fields, each once, with the values there are`() throws {
    let history = StateHistory()
    let sheet = content(history.candidate)
    #expect(sheet.printedFields.prefix(2) == ["fullName", "className"])
    #expect(Set(sheet.printedFields) == Set(layout.fields + ["fullName", "className"]))
    #expect(Set(sheet.printedFields).count == sheet.printedFields.count)
    #expect(sheet.values == history.candidate.fields)
    #expect((sheet.round, sheet.order, sheet.number, sheet.recordVersion) == (2, 7, 1, 1))
    #expect(sheet.changes.isEmpty && sheet.replaces == nil)
    let hidden = try #require(profile.fields.map(\.name).first { !sheet.printedFields.contains($0) })
    var candidate = history.candidate
    candidate.fields[hidden] = .text("x")
    #expect(content(candidate).values[hidden] == nil)
  }

  @Test func `changes are marked against the last signed sheet`() throws {
    var history = StateHistory()
    let signed = print(&history)
    history.sign(signed)
    history.correct("phone", to: .text("0987654321"))
    _ = print(&history)
    history.correct("email", to: .text("a@b.vn"))
    let sheet = content(history.candidate)
    #expect(sheet.replaces == .init(code: history.sheet(signed).code, signedOn: "2023-04-21"))
    #expect(
      Dictionary(uniqueKeysWithValues: sheet.changes.map { ($0.field, $0.old) })
        == ["phone": .text("0912345678"), "email": nil])
  }

  @Test func `without a signed sheet changes are marked against the print before`() {
    var history = StateHistory()
    _ = print(&history)
    history.correct("phone", to: .text("0987654321"))
    let second = print(&history)
    history.correct("email", to: .text("a@b.vn"))
    let sheet = content(history.candidate)
    #expect(sheet.replaces == .init(code: history.sheet(second).code, signedOn: nil))
    #expect(sheet.changes == [.init(field: "email", old: nil)])
  }

  @Test func `a signature without a day written on the paper counts from its recording, in Việt Nam`() {
    var history = StateHistory()
    let position = print(&history)
    history.apply(.sheetSigned(SheetSigned(sheet: position, way: .classOrder)))
    #expect(content(history.candidate).replaces?.signedOn == "2023-04-20")
  }

  @Test func `what was changed and changed back is not marked, nor what the old sheet did not show`() {
    var history = StateHistory()
    let position = history.print(fields: ["fullName", "phone"])
    history.sign(position)
    history.correct("phone", to: nil)
    history.correct("phone", to: .text("0912345678"))
    history.correct("email", to: .text("a@b.vn"))
    let sheet = content(history.candidate)
    #expect(sheet.changes.isEmpty)
    #expect(sheet.replaces?.code == history.sheet(position).code)
  }

  @Test func `only findings about printed fields are printed`() throws {
    let hidden = try #require(
      profile.fields.map(\.name).first { !content(StateHistory().candidate).printedFields.contains($0) })
    let findings = [
      Finding(rule: "a", level: .error, message: "A", messageEnglish: "", fields: ["phone", hidden]),
      Finding(rule: "b", level: .warning, message: "B", messageEnglish: "", fields: [hidden]),
    ]
    #expect(
      content(StateHistory().candidate, findings: findings).findings
        == [.init(rule: "a", level: .error, text: "A", fields: ["phone", hidden])])
  }

  // MARK: Class lists

  private func list(_ candidates: [Candidate], after older: [ClassList]? = nil) -> ClassListContent {
    ClassListContent(
      className: "12A1", candidates: candidates, supplementOf: older, profile: profile, digest: EventsSamples.digest,
      unit: EventsSamples.unit, layout: "full", checkpoint: .init(size: 3, root: EventsSamples.digest),
      nonce: EventsSamples.nonce)
  }

  private func printed(_ content: ClassListContent, at position: Int) -> ClassList {
    ClassList(
      ClassListPrinted(
        anchor: EventsSamples.anchor, check: "000001", content: content, drawnBy: EventsSamples.drawnBy, duplex: false),
      EventMark(position: position, version: 1, recordedAt: Instant(milliseconds: 0), officer: "lan", command: "r"))
  }

  @Test func `a list numbers its rows, shows sheets in force and counts who has not signed`() throws {
    var fixture = try DecisionsFixture()
    for number in 1...3 { fixture.add(number, DecisionsFixture.person("TÊN \(number)")) }
    var history = StateHistory()
    let sheet = print(&history)
    history.sign(sheet)
    let whole = list([fixture.candidates[0], history.candidate, fixture.candidates[2]])
    #expect(whole.rows.map(\.order) == [1, 2, 3])
    #expect(whole.rows.map(\.sheet) == [nil, history.sheet(sheet).code, nil])
    #expect((whole.count, whole.unsigned, whole.supplement) == (3, [1, 3], false))
    #expect(whole.rows[1].values["identityNumber"] == .text("031305001234"))
    #expect(whole.rows[1].values["phone"] == nil)
  }

  @Test func `a supplement holds the rows that changed since the newest list that shows them, and the new ones`() throws
  {
    var fixture = try DecisionsFixture()
    for number in 1...3 { fixture.add(number, DecisionsFixture.person("TÊN \(number)")) }
    let first = printed(list(fixture.candidates), at: 10)
    #expect(list(fixture.candidates, after: [first]).rows.isEmpty)
    fixture.candidates[1].fields["identityNumber"] = .text("031305000001")
    fixture.candidates[0].fields["phone"] = .text("0912345678")
    let supplement = list(fixture.candidates, after: [first])
    #expect(supplement.supplement)
    #expect(supplement.rows.map(\.order) == [2])
    #expect(supplement.count == 3)
    let lists = [first, printed(supplement, at: 11)]
    #expect(list(fixture.candidates, after: lists).rows.isEmpty)
    // Changed back: the newest list that shows the row is the supplement, and it no longer holds.
    fixture.candidates[1].fields["identityNumber"] = nil
    #expect(list(fixture.candidates, after: lists).rows.map(\.order) == [2])
    fixture.add(4, DecisionsFixture.person("TÊN 4"))
    #expect(list(fixture.candidates, after: lists).rows.map(\.number) == [2, 4])
  }
}
