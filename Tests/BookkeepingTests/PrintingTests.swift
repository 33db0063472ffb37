import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

struct PrintingTests {
  @Test func `sheets stand in the order of the class lists, without the withdrawn, under the numbers of the list`()
    throws
  {
    let school = try TestSchool()
    try school.importRows(
      [
        ("VŨ THỊ CHI", "12A2"), ("LÊ VĂN BÌNH", "12A1"), ("ĐỖ THỊ ÁNH", "12A1"), ("LÊ VĂN AN", "12A10"),
        ("TRẦN AN", "12A1"),
      ]
      .enumerated().map { index, one in
        ["fullName": .text(one.0), "className": .text(one.1), "studentID": .text("100000000\(index)")]
      })
    let withdrawn = try school.candidate(5)
    try school.record(.candidateWithdrawn(withdrawn.withdraw(reason: "r")), of: withdrawn)
    let everyone = try (1...5).map { try school.candidate($0) }
    let planned = try school.books.planSheets(everyone, layout: school.books.layout(nil), round: nil)
    #expect(planned.map(\.candidate.number) == [3, 2, 1, 4])
    #expect(planned.map(\.content.order) == [1, 2, 1, 1])
    #expect(planned.map(\.content.layout) == Array(repeating: "personal", count: 4))
    #expect(Set(planned.map(\.content.nonce)).count == 4)
  }

  @Test func `the round stays the highest used of its layout until another is given`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    #expect(try school.print([1])[0].round == 1)
    #expect(try school.print([1], round: 3)[0].round == 3)
    #expect(try school.print([1])[0].round == 3)
    #expect(try school.print([1], layout: "full")[0].round == 1)
    #expect(try school.print([1], round: 2)[0].round == 2)
    #expect(try school.print([1])[0].round == 3)
  }

  @Test func `a printed page is what was recorded, whatever the record says later`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let sheets = try school.print([1, 2])
    try school.correct(1, "fullName", .text("TÊN MỚI"))
    try school.record(onLedger: .unitDescribed(UnitDescribed(settings: UnitSettings(name: "TÊN TRƯỜNG MỚI"))))
    let page = try school.books.printedPage(at: sheets[0].position)
    guard case .sheet(let content) = page.content else {
      Issue.record("\(page.content)")
      return
    }
    #expect(content.values["fullName"] == TestSchool.student(1)["fullName"])
    #expect(content.unit == TestSchool.unit)
    #expect((page.code, page.duplex) == (sheets[0].code, false))
    #expect(page.drawnBy == TestSchool.drawnBy)
    for code in [sheets[0].code, sheets[1].code, sheets[0].run] {
      #expect(try school.books.run(code) == sheets.map(\.position))
    }
    let list = try school.printList()
    #expect(try school.books.run(list.code) == [list.position])
    #expect(throws: BookError.code("0", .unknown)) { try school.books.printedPage(at: 0) }
    let command = try school.books.ledger.header(at: 0).command.text
    #expect(throws: BookError.noSuchRun(command)) { try school.books.run(command) }
  }

  @Test func `a print decided before another's event is a conflict, and nothing is printed`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let planned = try school.books.planSheets([school.candidate(1)], layout: school.books.layout(nil), round: nil)
    try school.correct(2, "phone", .text("0912345678"), in: try school.open())
    #expect {
      try school.books.recordPrint(
        planned, drawnBy: TestSchool.drawnBy, duplex: false, signer: school.signer, clock: school.tick(),
        commandName: "print")
    } throws: {
      if case .conflict = $0 as? LedgerError { true } else { false }
    }
    #expect(try school.candidate(1).sheets.isEmpty)
  }

  @Test func `an unknown layout and an unknown class are told with what there is`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    #expect(throws: BookError.noSuchLayout("x", known: ["personal", "full"])) { try school.books.layout("x") }
    #expect(throws: BookError.noSuchClass("12A9")) {
      try school.books.planClassList("12A9", supplement: false, layout: school.books.layout(nil))
    }
  }

  @Test func `a class list holds the class, a supplement what changed since, and the class answers to small letters`()
    throws
  {
    let school = try TestSchool()
    try school.enroll(3)
    let list = try school.printList("12a1")
    #expect(list.className == "12A1")
    #expect(list.rows.map(\.order) == [1, 2, 3])
    #expect(try school.printList(supplement: true).rows.isEmpty)
    try school.correct(2, "identityNumber", .text("031206999999"))
    let supplement = try school.printList(supplement: true)
    #expect(supplement.isSupplement)
    #expect(supplement.rows.map(\.number) == [2])
    #expect(try school.printList(supplement: true).rows.isEmpty)
  }

  @Test func `a supplement to no list at all is the whole list`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let list = try school.printList(supplement: true)
    #expect(list.rows.count == 2)
    #expect(!list.isSupplement)
  }

  /// Else status asks for a supplement for ever that class-list says there is no need for.
  @Test func `where the overview counts stale rows, a supplement has rows, and after it there are none`() throws {
    let school = try TestSchool()
    try school.enroll(4)
    func staleRows() throws -> Int {
      let overviews = Overview.byClass(
        try school.books.records(), profile: try school.books.profile(), layout: try school.books.layout(nil),
        only: "12A1")
      switch overviews.first?.list {
      case .printed(_, let rows), .signed(_, let rows): return rows
      case .unprinted, nil: return 0
      }
    }
    func supplement() throws -> ClassListContent {
      try school.books.planClassList("12A1", supplement: true, layout: school.books.layout(nil))
    }
    _ = try school.printList()
    let changes: [() throws -> Void] = [
      { try school.correct(1, "identityNumber", .text("031206999999")) },
      { try school.correct(2, "className", .text("12A2")) },
      {
        let candidate = try school.candidate(3)
        try school.record(.candidateWithdrawn(candidate.withdraw(reason: "r")), of: candidate)
      },
      { try school.importRows([TestSchool.student(5)]) },
    ]
    for (index, change) in changes.enumerated() {
      try change()
      #expect(try (staleRows() > 0) == !supplement().rows.isEmpty, "change \(index)")
      if try !supplement().rows.isEmpty { _ = try school.printList(supplement: true) }
      #expect(try staleRows() == 0, "change \(index)")
    }
  }
}
