import EventLedger
import ExamRecords
import Testing

@testable import Bookkeeping

@Suite struct PaperDeskTests {
  let school: TestSchool
  private var books: Books { school.books }

  init() throws {
    school = try TestSchool()
    try school.enroll(3)
  }

  private func judge(_ text: String) throws -> CodeVerdict { try PaperDesk(books).judge(text) }
  private func digits(_ sheet: Sheet) throws -> String { try books.printedPage(at: sheet.position).digits }

  @Test func `given nothing since the print, it is current, by code and by digits`() throws {
    let sheet = try #require(try school.print([1]).first)
    for text in [sheet.code, try digits(sheet), " \(sheet.code)\n"] {
      let verdict = try judge(text)
      #expect(verdict.standing == .current && verdict.isCurrent && verdict.signature == .none)
      #expect(verdict.page?.code == sheet.code)
    }
  }

  @Test func `given a printed value that changed and changed back, it is current again`() throws {
    let sheet = try #require(try school.print([1]).first)
    let old = try #require(sheet.values["identityNumber"])
    let change = try school.correct(1, "identityNumber", .text("031206999999"))
    let superseded = try judge(sheet.code)
    #expect(superseded.standing == .superseded)
    #expect(superseded.changes.map(\.field) == ["identityNumber"])
    #expect(superseded.changes[0].cause?.mark.position == change)
    try school.correct(1, "identityNumber", old)
    #expect(try judge(sheet.code).standing == .current)
  }

  @Test func `given a change of what is not printed, it stays current`() throws {
    let sheet = try #require(try school.print([1]).first)
    try school.correct(1, "phone", .text("0911111111"))
    #expect(try judge(sheet.code).isCurrent)
  }

  @Test func `the signature is apart from the standing`() throws {
    let sheet = try #require(try school.print([1]).first)
    try school.take([sheet.code])
    let signature = try judge(sheet.code).signature
    guard case .recorded(let cause, .typed, "2024-04-21", nil, []) = signature else {
      Issue.record("\(signature)")
      return
    }
    #expect(cause.mark.position == sheet.position + 1)
    try school.correct(1, "identityNumber", .text("031206999999"))
    let verdict = try judge(sheet.code)
    #expect(verdict.standing == .superseded)
    #expect(verdict.signature != .none)
  }

  @Test func `given a withdrawal, it is withdrawn; given a return, current`() throws {
    let sheet = try #require(try school.print([1]).first)
    try school.record(
      .candidateWithdrawn(school.candidate(1).withdraw(reason: "Đi nước ngoài")), of: school.candidate(1))
    #expect(try judge(sheet.code).standing == .withdrawn)
    try school.record(
      .candidateRestored(school.candidate(1).restore(reason: "Về nước")), of: school.candidate(1))
    #expect(try judge(sheet.code).standing == .current)
  }

  @Test func `given an erasure, the page is known by its anchor, and by a typed code as far as that goes`() throws {
    let sheet = try #require(try school.print([1]).first)
    let digits = try digits(sheet)
    try ErasingTests.erase("1", school)
    for text in [digits, sheet.code] {
      let verdict = try judge(text)
      #expect(verdict.standing == .erased, "\(text.prefix(20))")
      #expect(verdict.cause?.type == "personalData.erased")
    }
  }

  /// Every digit on its own, changed to another: never the page, never a word of forgery, and nearly always the page it is
  /// almost.
  @Test func `one wrong digit anywhere is a slip`() throws {
    let sheet = try #require(try school.print([1]).first)
    let digits = Array(try digits(sheet).utf8)
    let desk = try PaperDesk(books)
    var located = 0
    for place in digits.indices {
      var wrong = digits
      wrong[place] = 0x30 + (wrong[place] - 0x30 + 1) % 10
      let verdict = try desk.judge(String(decoding: wrong, as: UTF8.self))
      guard case .unreadable(let reading) = verdict.standing else {
        Issue.record("digit \(place): \(verdict.standing)")
        continue
      }
      switch reading {
      case .group(let index, let slip):
        #expect(index == place / 17)
        located += slip == DigitSlip(code: sheet.code, places: [place]) ? 1 : 0
      case .version(_, let slip), .signature(let slip):
        located += slip == DigitSlip(code: sheet.code, places: [place]) ? 1 : 0
      default: Issue.record("digit \(place): \(reading)")
      }
    }
    // Only in the second group, which holds the lower half of the position, a page can be missed.
    #expect(located >= digits.count - 17, "\(located) of \(digits.count)")
  }

  @Test func `digits of another ledger are another ledger's`() throws {
    let other = try TestSchool(origin: "kiemdo/khac")
    try other.enroll(1)
    let sheet = try #require(try other.print([1]).first)
    let digits = try other.books.printedPage(at: sheet.position).digits
    let standing = try judge(digits).standing
    guard case .otherLedger = standing else {
      Issue.record("\(standing)")
      return
    }
  }

  @Test func `a sheet's code is found in the class lists that print it`() throws {
    let sheet = try #require(try school.print([2]).first)
    let list = try school.printList()
    let mention = try #require(try judge(sheet.code).mentions.first)
    #expect(mention.list == list.code && mention.className == "12A1")
    #expect(list.rows.first { $0.order == mention.order }?.number == 2)
  }

  @Test func `a list is stale by the rows that differ, and by fields that had no value`() throws {
    var newcomer = TestSchool.student(9)
    newcomer["identityNumber"] = nil
    try school.importRows([newcomer])
    let list = try school.printList()
    #expect(try judge(list.code).isCurrent)
    try school.correct(4, "identityNumber", .text("031206888888"))
    let verdict = try judge(list.code)
    #expect(verdict.standing == .superseded)
    #expect(verdict.changes.map(\.field) == ["identityNumber"])
    #expect(verdict.changes[0].printed == nil)
    #expect(list.rows.first { $0.order == verdict.changes[0].order }?.number == 4)
  }
}
