import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

/// A school of two classes whose history was planted, for an auditor's questions. Positions by name.
struct AuditedSchool {
  let school: TestSchool
  private(set) var positions: [String: Int] = [:]

  var books: Books { school.books }

  /// Candidates 1 to 3 in 12A1, 4 and 5 in 12A2. It is Saturday, 20 April 2024, 08:00 in Vietnam.
  init() throws {
    school = try TestSchool(profile: SmallProfile.auditedDocument())
    try school.enroll(3)
    try school.importRows([TestSchool.student(4, className: "12A2"), TestSchool.student(5, className: "12A2")])
    positions["before"] = try school.correct(1, "phone", .text("0911111111"))
    let sheets = try school.print([1, 2, 4])
    positions["printed"] = sheets[0].position
    positions["signed"] = try school.take([sheets[0].code]).recorded?.lowerBound
    positions["afterSheet"] = try school.correct(1, "phone", .text("0922222222"))
    positions["undone"] = try school.correct(1, "phone", .text("0911111111"))
    let list = try school.printList()
    positions["list"] = list.position
    let order = try #require(list.rows.first { $0.number == 3 }?.order)
    positions["listSigned"] = try school.take([list.code], except: [order]).recorded?.lowerBound
    positions["afterList"] = try school.correct(2, "phone", .text("0933333333"))
    positions["excepted"] = try school.correct(3, "phone", .text("0944444444"))
    positions["listUnsigned"] = try school.record(
      onLedger: .classListUnsigned(ClassListUnsigned(list: list.position, reason: "Quét nhầm danh sách")))
    positions["afterUnsigning"] = try school.correct(2, "phone", nil)
    let second = try school.print([3])
    positions["signedLast"] = try school.take([second[0].code]).recorded?.lowerBound
    let signedByMistake = try school.take([try school.print([2])[0].code])
    positions["mistake"] = signedByMistake.recorded?.lowerBound
    let candidate = try school.candidate(2)
    let sheet = try #require(candidate.sheets.last)
    positions["takenBack"] = try school.record(
      .sheetUnsigned(SheetUnsigned(sheet: sheet.position, reason: "Quét nhầm phiếu")), of: candidate)
    // 17:00 that day, then Sunday, then one millisecond beyond the end of edits.
    try at("2024-04-20T09:59:59.999Z") { positions["lastMoment"] = try $0.correct(4, "phone", .text("0955555551")) }
    try at("2024-04-20T10:00:00.000Z") { positions["evening"] = try $0.correct(4, "phone", .text("0955555552")) }
    try at("2024-04-21T03:00:00.000Z") { positions["sunday"] = try $0.correct(4, "phone", .text("0955555553")) }
    try at("2024-04-22T10:00:00.000Z") { positions["deadline"] = try $0.correct(4, "phone", .text("0955555554")) }
    try at("2024-04-22T10:00:00.001Z") { positions["late"] = try $0.correct(4, "className", .text("12A3")) }
  }

  subscript(name: String) -> Int {
    get throws { try #require(positions[name], "nothing was planted under \(name)") }
  }

  /// The school's clock gives the time to the next event.
  private func at(_ time: String, _ act: (TestSchool) throws -> Void) throws {
    let instant = try #require(Instant(ledgerText: time))
    school.set(Instant(milliseconds: instant.milliseconds - 1000))
    try act(school)
  }

  /// The positions of the events that a selection selects, each once.
  func select(asOf: AsOf? = nil, _ clauses: (inout Selection) -> Void) throws -> [Int] {
    var selection = Selection()
    clauses(&selection)
    var positions: [Int] = []
    try books.desk.audit(selection, asOf: asOf) { if positions.last != $0.position { positions.append($0.position) } }
    return positions
  }

  func positions(_ names: String...) throws -> [Int] { try names.map { try self[$0] } }
}
