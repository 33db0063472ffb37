import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

struct SigningTests {
  @Test func `a pile is judged one by one, and the good ones are recorded in one append`() throws {
    let school = try TestSchool()
    try school.enroll(5)
    let sheets = try school.print(Array(1...5))
    let changed = try school.correct(2, "identityNumber", .text("031206999999"))
    try school.take([sheets[2].code])
    let withdrawn = try school.candidate(4)
    try school.record(.candidateWithdrawn(withdrawn.withdraw(reason: "r")), of: withdrawn)
    let size = school.books.ledger.size
    let scanned = try school.books.printedPage(at: sheets[4].position).digits
    let (results, recorded) = try school.take(
      [sheets[0].code, sheets[1].code, sheets[2].code, sheets[3].code, scanned, sheets[4].code, "1-000000", "abc"])
    #expect(recorded == size..<size + 2)
    #expect(results.map(\.isAccepted) == [true, false, false, false, true, false, false, false])
    guard case .sheet(_, _, .stale(["identityNumber"]), .typed, let stale) = results[1].outcome else {
      Issue.record("\(results[1].outcome)")
      return
    }
    #expect(stale.map(\.field) == ["identityNumber"])
    #expect(stale.map(\.position) == [changed])
    #expect(stale.map(\.printed) == [.text("031206000002")])
    #expect(stale.map(\.now) == [.text("031206999999")])
    guard case .sheet(_, _, .alreadySigned, .typed, []) = results[2].outcome,
      case .sheet(_, _, .withdrawn, .typed, []) = results[3].outcome
    else {
      Issue.record("\(results[2...3])")
      return
    }
    #expect(results[5].outcome == .repeated)
    #expect(results[6].outcome == .fault(.unknown))
    #expect(results[7].outcome == .fault(.malformed))
    let signature = try school.candidate(5).sheets[0].signature
    #expect((signature?.way, signature?.signedOn) == (.scanned, "2024-04-21"))
    #expect(try school.candidate(1).state(of: "personal") == .signed)
    #expect(try school.verify().findings.isEmpty)
  }

  @Test func `nothing accepted, nothing recorded`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    let size = school.books.ledger.size
    #expect(try school.take(["1-000000"]).recorded == nil)
    #expect(school.books.ledger.size == size)
  }

  @Test func `several sheets of one candidate are taken in one pile`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let personal = try school.print([1, 2])
    let full = try school.print([1], layout: "full")
    let (results, recorded) = try school.take([personal[0].code, full[0].code, personal[1].code])
    #expect(results.map(\.isAccepted) == [true, true, true])
    #expect(recorded?.count == 3)
    #expect(try school.candidate(1).state(of: "full") == .signed)
    #expect(try school.candidate(1).state(of: "personal") == .signed)
  }

  @Test func `a list is taken once, with the rows that are not signed`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    let list = try school.printList()
    #expect(try school.take([list.code], except: [2]).results[0].isAccepted)
    let signed = try #require(try school.books.read { try $0.list(at: list.position) })
    #expect(signed.signature?.except == [2])
    let again = try school.take([list.code])
    #expect(again.recorded == nil)
    #expect(again.results[0].outcome == .list(signed, alreadySigned: true, way: .typed))
    try school.record(onLedger: .classListUnsigned(signed.unsign(reason: "nhầm")))
    #expect(try school.take([list.code]).results[0].isAccepted)
  }

  @Test func `a class's order number takes the sheet in force, and says so where nothing is printed`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let old = try school.print([1])[0]
    try school.correct(1, "identityNumber", .text("031206999999"))
    let layout = try school.books.layout("personal")
    func take(_ order: Int) throws -> ScanResult {
      var desk = try SigningDesk(school.books, purpose: .signed)
      return try desk.take(order: order, of: school.candidate(order), layout: layout)
    }
    guard case .sheet(_, old, .stale(["identityNumber"]), .classOrder, _) = try take(1).outcome else {
      Issue.record("not the stale sheet")
      return
    }
    let new = try school.print([1])[0]
    #expect(try take(1).outcome == .sheet(school.candidate(1), new, .accepted, way: .classOrder, staleBy: []))
    #expect(try take(2).outcome == .nothingPrinted(school.candidate(2)))
  }

  @Test func `a sheet with handwriting waits, is named by its correction, and then may be signed or is stale`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let sheets = try school.print([1, 2])
    try school.take(sheets.map(\.code), purpose: .returned)
    #expect(try school.take([sheets[0].code]).results[0].isAccepted == false)
    let overview = Overview.byClass(
      try school.books.records(), profile: try school.books.profile(), layout: try school.books.layout("personal"))
    #expect(overview.flatMap(\.returned).map(\.code) == sheets.map(\.code))
    let (found, by) = try school.books.find(sheets[0].code)
    guard case .sheet(let sheet, _) = by else {
      Issue.record("\(by)")
      return
    }
    #expect(sheet.returnedAt != nil)
    try school.correct(1, "identityNumber", .text("031206999999"), sheet: sheet)
    #expect(try school.candidate(found.number).returnedSheets.isEmpty)
    let second = try school.candidate(2)
    try school.record(
      .candidateCorrected(second.closeWithoutChange(second.sheets[0], reason: "Không sửa gì")), of: second)
    let (results, _) = try school.take(sheets.map(\.code))
    #expect(results.map(\.isAccepted) == [false, true])
  }

  @Test func `a pile is judged again by what the ledger says after another officer's change`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let sheets = try school.print([1, 2])
    var desk = try SigningDesk(school.books, purpose: .signed)
    for sheet in sheets { #expect(try desk.take(sheet.code).isAccepted) }
    try school.correct(1, "identityNumber", .text("031206999999"), in: try school.open())
    #expect(throws: LedgerError.self) {
      try desk.record(
        signedOn: nil, place: nil, except: [], signer: school.signer, clock: school.tick(), commandName: "sign")
    }
    desk = try desk.judgedAgain()
    #expect(desk.results.map(\.isAccepted) == [false, true])
    let appended = try desk.record(
      signedOn: nil, place: nil, except: [], signer: school.signer, clock: school.tick(), commandName: "sign")
    #expect(appended?.range.count == 1)
    #expect(try school.candidate(2).state(of: "personal") == .signed)
  }

  @Test func `the overview counts every class by state and keeps the withdrawn apart`() throws {
    let school = try TestSchool()
    try school.importRows(
      (1...4).map { TestSchool.student($0) } + [
        TestSchool.student(5, className: "12A10"), TestSchool.student(6, className: "12A2"),
      ])
    let sheets = try school.print([1, 2, 3])
    try school.take([sheets[0].code, sheets[1].code])
    try school.correct(2, "identityNumber", .text("031206000001"))
    let withdrawn = try school.candidate(6)
    try school.record(.candidateWithdrawn(withdrawn.withdraw(reason: "r")), of: withdrawn)
    let list = try school.printList()
    try school.correct(4, "identityNumber", .text("031206999999"))
    func overviews(only className: String? = nil) throws -> [Overview] {
      Overview.byClass(
        try school.books.records(), profile: try school.books.profile(), layout: try school.books.layout("personal"),
        only: className)
    }
    let all = try overviews()
    #expect(all.map(\.className) == ["12A1", "12A2", "12A10"])
    #expect((all[0].total, all[0].withdrawn, all[0].withErrors) == (4, 0, 2))
    #expect(all[0].states == [.signed: 1, .stale: 1, .printed: 1, .unprinted: 1])
    #expect(all[0].list == .printed(code: list.code, staleRows: 1))
    #expect((all[1].total, all[1].withdrawn) == (0, 1))
    #expect((all[2].total, all[2].states) == (1, [.unprinted: 1]))
    #expect(all[2].list == .unprinted)
    #expect(try overviews(only: "12a10").map(\.className) == ["12A10"])
    _ = try school.printList(supplement: true)
    try school.take([list.code])
    #expect(try overviews()[0].list == .signed(code: list.code, staleRows: 0))
  }
}
