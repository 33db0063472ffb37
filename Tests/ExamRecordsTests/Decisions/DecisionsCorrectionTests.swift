import CanonicalForms
import ExamRecords
import Testing

struct DecisionsCorrectionTests {
  private static let fields = DecisionsFixture.person("NGUYỄN THỊ ÁNH", ["phone": "0912345678"])

  private func correct(
    _ values: [(field: String, value: FieldValue?)], reason: String = "Theo giấy khai sinh", sheet: Sheet? = nil
  ) throws -> CandidateCorrected {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.fields)
    return try fixture.candidates[0].correct(
      values, reason: reason, evidence: "GKS", sheet: sheet, profile: fixture.profile)
  }

  @Test func `a correction holds old and new value, reason and evidence`() throws {
    let event = try correct([("phone", .text("0987654321")), ("email", .text("anh@truong.edu.vn"))])
    #expect(
      event
        == CandidateCorrected(
          changes: [
            FieldChange(field: "phone", old: .text("0912345678"), new: .text("0987654321")),
            FieldChange(field: "email", old: nil, new: .text("anh@truong.edu.vn")),
          ], reason: "Theo giấy khai sinh", evidence: "GKS"))
  }

  @Test func `a field is cleared, but not an empty one, and not the name`() throws {
    #expect(try correct([("phone", nil)]).changes == [FieldChange(field: "phone", old: .text("0912345678"), new: nil)])
    #expect(throws: Refusal.unchanged(field: "email", value: nil)) { try correct([("email", nil)]) }
    #expect(throws: Refusal.nameMissing) { try correct([("fullName", nil)]) }
  }

  @Test func `an unchanged value, an unknown field, a value that is none of the type, a field twice are refused`()
    throws
  {
    #expect(throws: Refusal.unchanged(field: "phone", value: .text("0912345678"))) {
      try correct([("email", .text("anh@truong.edu.vn")), ("phone", .text("0912345678"))])
    }
    #expect(throws: Refusal.unknownField("Phone")) { try correct([("Phone", .text("0987654321"))]) }
    #expect(throws: Refusal.nothingToChange) { try correct([]) }
    for (field, value) in [
      ("sex", FieldValue.text("7")), ("dateOfBirth", .text("2005-02-31")), ("dateOfBirth", .text("09/03/2005")),
      ("examPapers", .text("TO")), ("phone", .list(["0987654321"])), ("fullName", .text("A\u{301}NH")),
      ("fullName", .text("")), ("identityNumber", .text("31205001234")), ("grade12Average", .text("10.1")),
      ("grade12Average", .text("8.30")), ("examPapers", .list(["KHÔNG CÓ"])), ("examPapers", .list([])),
    ] {
      #expect(throws: Refusal.invalidValue(field: field, value: value), "\(field)") { try correct([(field, value)]) }
    }
    #expect(throws: Refusal.self) { try correct([("phone", .text("0987654321")), ("phone", .text("0911111111"))]) }
  }

  @Test(arguments: ["", " ", "\t\n", "\u{A0}"])
  func `a reason of nothing is none`(reason: String) throws {
    #expect(throws: Refusal.reasonMissing) { try correct([("phone", nil)], reason: reason) }
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.fields)
    #expect(throws: Refusal.reasonMissing) { try fixture.candidates[0].withdraw(reason: reason) }
    #expect(throws: Refusal.reasonMissing) { try fixture.candidates[0].restore(reason: reason) }
    #expect(throws: Refusal.reasonMissing) {
      try Candidate.register(
        number: 1, fields: ["fullName": .text("A")], reason: reason, source: nil, profile: fixture.profile)
    }
  }

  @Test func `a correction that keys a sheet in names it, and nothing to key closes it`() throws {
    var history = StateHistory()
    let position = history.print()
    let sheet = history.sheet(position)
    #expect(try correct([("phone", nil)], sheet: sheet).sheet == position)
    #expect(throws: Refusal.sheetNotReturned(code: sheet.code)) {
      try history.candidate.closeWithoutChange(sheet, reason: "r")
    }
    history.apply(.sheetReturned(SheetReturned(sheet: position, way: .scanned)))
    let returned = history.sheet(position)
    #expect(
      try history.candidate.closeWithoutChange(returned, reason: "r")
        == CandidateCorrected(changes: [], reason: "r", sheet: position))
    #expect(throws: Refusal.reasonMissing) { try history.candidate.closeWithoutChange(returned, reason: " ") }
  }

  @Test func `one is withdrawn once and restored once`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.fields)
    #expect(try fixture.candidates[0].withdraw(reason: "r") == CandidateWithdrawn(reason: "r"))
    #expect(throws: Refusal.notWithdrawn(number: 1)) { try fixture.candidates[0].restore(reason: "r") }
    fixture.candidates[0].isWithdrawn = true
    #expect(throws: Refusal.alreadyWithdrawn(number: 1)) { try fixture.candidates[0].withdraw(reason: "r") }
    #expect(try fixture.candidates[0].restore(reason: "r") == CandidateRestored(reason: "r"))
  }

  @Test func `a newcomer needs a name and sound values of known fields`() throws {
    let profile = try DecisionsFixture().profile
    func register(_ fields: FieldValues) throws -> CandidateRegistered {
      try Candidate.register(number: 3, fields: fields, reason: "r", source: nil, profile: profile)
    }
    #expect(try register(["fullName": .text("A")]).number == 3)
    #expect(throws: Refusal.nameMissing) { try register(["phone": .text("0912345678")]) }
    #expect(throws: Refusal.unknownField("x")) { try register(["fullName": .text("A"), "x": .text("1")]) }
    #expect(throws: Refusal.invalidValue(field: "sex", value: .text("nữ"))) {
      try register(["fullName": .text("A"), "sex": .text("nữ")])
    }
  }
}
