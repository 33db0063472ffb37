import EventLedger
import ExamRecords
import Testing

@testable import Bookkeeping

@Suite struct DifferenceTests {
  let school: TestSchool
  private var books: Books { school.books }

  init() throws {
    school = try TestSchool()
    try school.enroll(4)
  }

  private func difference(_ number: Int, from: Int, to: Int? = nil) throws -> RecordDifference {
    try books.difference(
      of: try school.candidate(number).id, from: .size(from), to: .size(to ?? books.ledger.size))
  }

  @Test func `given no event in between, nothing differs`() throws {
    let size = books.ledger.size
    try school.correct(2, "phone", .text("0912345678"))
    let difference = try difference(1, from: size)
    #expect(difference.isEmpty && difference.before == .present && difference.after == .present)
  }

  @Test func `given three corrections of a field, all three are its steps, in order`() throws {
    let size = books.ledger.size
    let positions = try ["0911111111", "0922222222", "0933333333"].map { try school.correct(1, "phone", .text($0)) }
    let field = try #require(try difference(1, from: size).fields.first)
    #expect(field.field == "phone" && field.before == nil && field.after == .text("0933333333"))
    #expect(field.steps.map(\.cause.mark.position) == positions)
    #expect(field.steps.map(\.old) == [nil, .text("0911111111"), .text("0922222222")])
    #expect(field.steps.allSatisfy { $0.cause.reason == "Theo giấy khai sinh" })
  }

  @Test func `given a value that was changed back, it is no difference but known as restored`() throws {
    try school.correct(1, "phone", .text("0911111111"))
    let size = books.ledger.size
    try school.correct(1, "phone", nil)
    try school.correct(1, "phone", .text("0911111111"))
    let difference = try difference(1, from: size)
    #expect(difference.isEmpty && difference.restored.map(\.field) == ["phone"])
    #expect(difference.restored[0].steps.count == 2)
    // Between the two it does differ.
    #expect(try self.difference(1, from: size, to: size + 1).fields.map(\.field) == ["phone"])
  }

  @Test func `a place counts its own event, and nothing after it`() throws {
    let position = try school.correct(1, "phone", .text("0911111111"))
    #expect(try difference(1, from: position, to: position + 1).fields.count == 1)
    #expect(try difference(1, from: position + 1, to: position + 1).isEmpty)
    #expect(try difference(1, from: 4, to: position).fields.contains { $0.field == "phone" } == false)
  }

  @Test func `given a withdrawal, the standing differs and its event is named`() throws {
    let size = books.ledger.size
    let position = try school.record(
      .candidateWithdrawn(school.candidate(1).withdraw(reason: "Đi nước ngoài")), of: school.candidate(1))
    let difference = try difference(1, from: size)
    #expect(difference.before == .present && difference.after == .withdrawn && !difference.isEmpty)
    #expect(difference.standingChanges.map(\.mark.position) == [position])
    #expect(difference.fields.isEmpty)
  }

  @Test func `of a sheet only the printed fields are compared, with what it printed`() throws {
    let sheet = try #require(try school.print([1]).first)
    try #require(sheet.printedFields.contains("identityNumber") && !sheet.printedFields.contains("phone"))
    try school.correct(1, "phone", .text("0911111111"))
    try school.correct(1, "identityNumber", .text("031206999999"))
    let difference = try books.difference(
      of: school.candidate(1).id, from: .sheet(sheet), to: .size(books.ledger.size))
    #expect(difference.fields.map(\.field) == ["identityNumber"])
    #expect(difference.fields[0].before == sheet.values["identityNumber"])
  }

  @Test func `everyone is compared one by one, or a class by its name then or now`() throws {
    let size = books.ledger.size
    try school.correct(2, "className", .text("12Ă2"))
    var numbers: [Int?] = []
    try books.eachDifference(from: size, to: books.ledger.size) { numbers.append($0.candidate?.number) }
    #expect(numbers == [1, 2, 3, 4])
    for (name, members) in [("12a1", [1, 2, 3, 4]), ("12A2", [2]), ("12A3", [])] {
      numbers = []
      try books.eachDifference(from: size, to: books.ledger.size, className: name) {
        numbers.append($0.candidate?.number)
      }
      #expect(numbers == members, "\(name)")
    }
  }

  @Test func `what was erased is not told, and that it is not`() throws {
    let id = try school.candidate(1).id
    let size = books.ledger.size
    try school.correct(1, "phone", .text("0911111111"))
    try ErasingTests.erase("1", school)
    let difference = try books.difference(of: id, from: .size(size), to: .size(books.ledger.size))
    #expect(difference.candidate == nil && difference.before == .absent && difference.after == .absent)
    #expect(difference.unreadable.count == 2 && !difference.isEmpty)
  }

  @Test func `blame names the last setting, counts all, and doubts what stands before an erased event`() throws {
    try school.correct(1, "phone", .text("0911111111"))
    let last = try school.correct(1, "phone", nil)
    let id = try school.candidate(1).id
    var blame = try books.blame(id, size: books.ledger.size)
    let phone = try #require(blame.fields.first { $0.field == "phone" })
    #expect(phone.value == nil && phone.cause.mark.position == last && phone.settings == 2 && !phone.isUncertain)
    #expect(blame.fields.first { $0.field == "fullName" }?.cause.source?.file == "f.csv")
    blame = try books.blame(id, size: last)
    #expect(blame.fields.first { $0.field == "phone" }?.value == .text("0911111111"))
    #expect(throws: BookError.noCandidate(id)) { try books.blame(id, size: 5) }
  }
}
