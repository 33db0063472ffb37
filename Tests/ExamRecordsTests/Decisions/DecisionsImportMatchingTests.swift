import Testing

@testable import ExamRecords

/// The Ministry's student id, then present or earlier identity number, then name, birth date and class.
struct DecisionsImportMatchingTests {
  private static let person = DecisionsFixture.person()
  private static func person(_ extra: [String: String]) -> [String: String] { DecisionsFixture.person(extra) }

  @Test func `each key alone finds its candidate, and nobody is a new candidate`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(
      1,
      Self.person(["studentID": "1000000001", "identityNumber": "031305001234", "formerIdentityNumber": "031999888"]),
      earlier: ["identityNumber": ["031305009999"], "formerIdentityNumber": ["031111222"]])
    let other = ["fullName": "TÊN KHÁC"]
    for keys in [
      ["studentID": "1000000001"], ["identityNumber": "031305001234"], ["identityNumber": "031999888"],
      ["identityNumber": "031305009999"], ["identityNumber": "031111222"],
    ] {
      let plan = fixture.plan([fixture.row(2, other.merging(keys) { $1 })])
      #expect(plan.matched == [DecisionsFixture.id(1)], "\(keys)")
      #expect(plan.registrations.isEmpty && plan.problems.isEmpty, "\(keys)")
      #expect(plan.corrections.first?.changes.contains { $0.field == "fullName" } == true, "\(keys)")
    }
    #expect(fixture.plan([fixture.row(2, Self.person)]).matched == [DecisionsFixture.id(1)])
    for row in [
      other, other.merging(["studentID": "1000000002"]) { $1 },
      other.merging(["identityNumber": "031305000001"]) { $1 },
      Self.person.merging(["dateOfBirth": "2005-03-10"]) { $1 }, Self.person.merging(["className": "12A2"]) { $1 },
    ] {
      let plan = fixture.plan([fixture.row(2, row)])
      #expect(plan.matched.isEmpty, "\(row)")
      #expect(plan.registrations.map(\.fields) == [row.mapValues(FieldValue.text)], "\(row)")
    }
  }

  @Test func `keys that point to different people are shown and nothing is recorded of the row`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["studentID": "1000000001", "identityNumber": "031305000001"]))
    fixture.add(
      2,
      DecisionsFixture.person(
        "TRẦN VĂN BÌNH", ["studentID": "1000000002", "identityNumber": "031305000002", "className": "12A2"]))
    let idAndNumber = fixture.plan([
      fixture.row(2, ["fullName": "X", "studentID": "1000000001", "identityNumber": "031305000002"])
    ])
    #expect(
      idAndNumber.problems == [
        .init(
          line: 2,
          kind: .ambiguous([
            .init(
              field: "studentID", value: "1000000001",
              candidates: [.init(id: DecisionsFixture.id(1), number: 1, className: "12A1")]),
            .init(
              field: "identityNumber", value: "031305000002",
              candidates: [.init(id: DecisionsFixture.id(2), number: 2, className: "12A2")]),
          ]))
      ])
    #expect(idAndNumber.corrections.isEmpty && idAndNumber.registrations.isEmpty)
    // Neither is absent from the file.
    #expect(idAndNumber.matched == [DecisionsFixture.id(1), DecisionsFixture.id(2)])
    let numberAndName = fixture.plan([fixture.row(3, Self.person(["identityNumber": "031305000002"]))])
    guard case .ambiguous(let matches)? = numberAndName.problems.first?.kind else {
      Issue.record("\(numberAndName.problems)")
      return
    }
    #expect(matches.map(\.field) == ["identityNumber", nil])
    #expect(matches.map { $0.candidates.map(\.number) } == [[2], [1]])
    #expect(matches.last?.value == "NGUYỄN THỊ ÁNH, 09/03/2005, 12A1")
  }

  @Test func `a key that two candidates share is ambiguous, unless a stronger one or the name tells them apart`() throws
  {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["identityNumber": "031305000001"]))
    fixture.add(2, DecisionsFixture.person("TRẦN VĂN BÌNH", ["identityNumber": "031305000001"]))
    let alone = fixture.plan([fixture.row(2, ["fullName": "X", "identityNumber": "031305000001"])])
    guard case .ambiguous(let matches)? = alone.problems.first?.kind else {
      Issue.record("\(alone.problems)")
      return
    }
    #expect(matches.map { $0.candidates.map(\.number) } == [[1, 2]])
    let named = fixture.plan([fixture.row(2, Self.person(["identityNumber": "031305000001"]))])
    #expect(named.matched == [DecisionsFixture.id(1)])
    #expect(named.unchanged == 1)
  }

  @Test func `two of one name, birth date and class with two ids of the Ministry's are two people`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["studentID": "1000000001"]))
    let other = Self.person(["studentID": "1000000002"])
    let plan = fixture.plan([fixture.row(2, Self.person(["studentID": "1000000001"])), fixture.row(3, other)])
    #expect(plan.registrations.map(\.line) == [3])
    #expect(plan.unchanged == 1)
    #expect(plan.problems.isEmpty)
    fixture.add(2, other)
    let again = fixture.plan([fixture.row(2, Self.person(["studentID": "1000000001"])), fixture.row(3, other)])
    #expect(again.unchanged == 2)
    #expect(again.problems.isEmpty && again.registrations.isEmpty)
  }

  @Test func `one number with two ids of the Ministry's is a finding of the rules, not one person twice`() throws {
    let fixture = try DecisionsFixture()
    let plan = fixture.plan([
      fixture.row(2, DecisionsFixture.person("AN", ["studentID": "1000000001", "identityNumber": "031305000001"])),
      fixture.row(3, DecisionsFixture.person("BÌNH", ["studentID": "1000000002", "identityNumber": "031305000001"])),
    ])
    #expect(plan.registrations.map(\.line) == [2, 3])
    #expect(plan.problems.isEmpty)
  }

  @Test func `a candidate without the Ministry's id gets it from the row that names the same person`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["identityNumber": "031305000001"]))
    let plan = fixture.plan([
      fixture.row(2, Self.person(["studentID": "1000000009", "identityNumber": "031305000001"]))
    ])
    #expect(plan.matched == [DecisionsFixture.id(1)])
    #expect(plan.corrections.map(\.changes) == [[FieldChange(field: "studentID", old: nil, new: .text("1000000009"))]])
  }

  @Test(arguments: [["studentID": "1000000001"], ["identityNumber": "031305000001"], [:]])
  func `the same new candidate twice in one file is refused the second time, with the first line`(
    keys: [String: String]
  ) throws {
    let fixture = try DecisionsFixture()
    let plan = fixture.plan([fixture.row(2, Self.person(keys)), fixture.row(9, Self.person(keys))])
    #expect(plan.registrations.map(\.line) == [2])
    #expect(plan.problems == [.init(line: 9, kind: .sameCandidate(line: 2))])
  }

  @Test func `two rows of different keys that lead to one known candidate are one candidate twice`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["studentID": "1000000001", "identityNumber": "031305000001"]))
    let plan = fixture.plan([
      fixture.row(2, Self.person(["studentID": "1000000001"])),
      fixture.row(3, Self.person(["identityNumber": "031305000001"])),
    ])
    #expect(plan.unchanged == 1)
    #expect(plan.problems == [.init(line: 3, kind: .sameCandidate(line: 2))])
  }

  /// Otherwise the second import of the same file, which must write nothing, would find two candidates for one key.
  @Test func `rows of one file that share a key are one new candidate, whichever other keys they have`() throws {
    let fixture = try DecisionsFixture()
    let rows = [
      fixture.row(2, Self.person(["studentID": "1000000001", "identityNumber": "031305000001"])),
      fixture.row(3, Self.person(["identityNumber": "031305000001"])),
      fixture.row(4, Self.person),
    ]
    let plan = fixture.plan(rows)
    #expect(plan.registrations.map(\.line) == [2])
    #expect(plan.problems.map(\.line) == [3, 4])
  }

  @Test func `rows of withdrawn candidates are named and skipped`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["studentID": "1000000001"]), isWithdrawn: true)
    let plan = fixture.plan([fixture.row(2, Self.person(["studentID": "1000000001", "phone": "0912345678"]))])
    #expect(plan.withdrawn.map(\.line) == [2])
    #expect(plan.withdrawn.map(\.number) == [1])
    #expect(plan.corrections.isEmpty && plan.registrations.isEmpty && plan.problems.isEmpty)
    #expect(plan.matched == [DecisionsFixture.id(1)])
  }

  @Test func `unreadable cells are all listed and the row records nothing`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person)
    var row = fixture.row(2, Self.person(["phone": "0912345678"]))
    for (name, text) in [("identityNumber", "31205001234"), ("email", "anh@"), ("dateOfBirth", "31/02/2005")] {
      let field = try #require(fixture.profile.field(named: name))
      let reading = fixture.profile.read(text, as: field)
      #expect(throws: Unreadable.self) { try reading.get() }
      row.cells.append(.init(field: name, column: name, text: text, reading: reading))
    }
    let plan = fixture.plan([row])
    #expect(plan.problems.count == 3)
    #expect(plan.rejectedLines == [2])
    #expect(plan.corrections.isEmpty)
    #expect(plan.matched == [DecisionsFixture.id(1)])
  }

  @Test func `a new candidate without a name is refused`() throws {
    let fixture = try DecisionsFixture()
    let plan = fixture.plan([fixture.row(2, ["studentID": "1000000001", "fullName": nil])])
    #expect(plan.problems == [.init(line: 2, kind: .nameMissing)])
    #expect(plan.registrations.isEmpty)
  }

  /// A missing column says nothing: a file of ids and telephone numbers corrects the known.
  @Test func `a row without a name that a key finds is compared like any other`() throws {
    var fixture = try DecisionsFixture()
    fixture.add(1, Self.person(["studentID": "1000000001"]))
    let plan = fixture.plan([fixture.row(2, ["studentID": "1000000001", "phone": "0912345678"])])
    #expect(plan.problems.isEmpty)
    #expect(plan.corrections.map(\.changes) == [[FieldChange(field: "phone", old: nil, new: .text("0912345678"))]])
  }
}
