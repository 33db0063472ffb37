import Bookkeeping
import EventLedger
import ExamRecords
import Testing

struct ImportingTests {
  @Test func `a new ledger holds unit, profile and officer, all in one append`() throws {
    let school = try TestSchool()
    #expect(school.books.school.unit == TestSchool.unit)
    #expect(school.books.school.officerNames == ["lan": "Lê Thị Lan"])
    #expect(school.books.school.profiles.count == 1)
    #expect(try school.books.profile().id == "thu-2024")
    #expect(try Set(school.books.ledger.headers(in: 0..<school.books.ledger.size).map(\.command)).count == 1)
    #expect(try school.verify().findings.isEmpty)
  }

  @Test func `newcomers get numbers in the order of the rows, in one append, and later ones go on`() throws {
    let school = try TestSchool()
    let first = try school.importRows([3, 1, 2].map { TestSchool.student($0) })
    #expect(first.recorded?.count == 3)
    #expect(
      try (1...3).map { try school.candidate($0).fields["studentID"]?.text } == [
        "1000000003", "1000000001", "1000000002",
      ])
    try school.importRows([TestSchool.student(4)])
    #expect(try school.candidate(4).fields == TestSchool.student(4))
    #expect(school.books.school.lastNumber == 4)
    let commands = try #require(first.recorded).map { try? school.books.ledger.header(at: $0).command }
    #expect(Set(commands).count == 1)
  }

  @Test func `the same file twice writes nothing, and those who are missing from it are named, not withdrawn`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    let size = school.books.ledger.size
    let students = (1...2).map { TestSchool.student($0) }
    let again = try school.importRows(students)
    #expect(again.recorded == nil)
    #expect(again.plan.unchanged == 2)
    #expect(school.books.ledger.size == size)
    #expect(
      try school.books.absent(from: again.plan, rows: students.map { TestSchool.row(2, $0) }).map(\.number) == [3])
    #expect(try school.candidate(3).isWithdrawn == false)
  }

  @Test func `changes in the file, in the ledger and in both are told apart, and a choice settles for good`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    var rows = (1...3).map { TestSchool.student($0) }
    rows[0]["phone"] = .text("0912345678")
    try school.correct(2, "identityNumber", .text("031206999999"))
    try school.correct(3, "identityNumber", .text("031206888888"))
    rows[2]["identityNumber"] = .text("031206777777")
    let stopped = try school.importRows(rows)
    #expect(stopped.plan.corrections.map(\.candidate.number) == [1])
    #expect(stopped.plan.kept.map(\.number) == [2])
    #expect(stopped.plan.problems.count == 1)
    let settled = try school.importRows(rows, preference: .ledger)
    #expect(settled.plan.corrections.map(\.candidate.number) == [3])
    #expect(try school.candidate(3).fields["identityNumber"] == .text("031206888888"))
    let again = try school.importRows(rows)
    #expect(again.recorded == nil)
    #expect(again.plan.problems.isEmpty)
    #expect(again.plan.kept.map(\.number) == [2, 3])
    #expect(try school.verify().findings.isEmpty)
  }

  @Test func `an import decided before another's import is a conflict that shows the events in between`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let other = try school.open()
    try school.importRows([TestSchool.student(3)], in: other)
    #expect {
      try school.importRows([TestSchool.student(4)])
    } throws: {
      guard case .conflict(let events) = $0 as? LedgerError else { return false }
      return events.map(\.type) == ["candidate.registered"]
    }
    try school.books.reload()
    try school.importRows([TestSchool.student(4)])
    #expect(try school.candidate(4).fields["studentID"] == .text("1000000004"))
    #expect(try school.books.records() == school.replay())
  }

  @Test func `one is added without a file, under the next number`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let added = try school.books.draft(
      adding: ["fullName": .text("TRẦN THỊ MUỘN")], reason: "Đến muộn", clock: school.tick(), using: &school.generator)
    #expect(added.number == 3)
    try school.books.record(
      [added.draft], signer: school.signer, wholeLedger: true, clock: school.now, commandName: "add")
    #expect(try school.candidate(3).imported.isEmpty)
    #expect(throws: Refusal.nameMissing) {
      try school.books.draft(
        adding: ["phone": .text("0912345678")], reason: "r", clock: school.now, using: &school.generator)
    }
  }
}
