import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

struct AuditReportTests {
  @Test func `after signing is an edit while a sheet or a list that does not except the row was in force`() throws {
    let school = try AuditedSchool()
    #expect(
      try school.select { $0.marks = [.afterSigning] } == school.positions("afterSheet", "undone", "afterList"))
  }

  @Test func `unsigned since is an edit without a signature after it that stands`() throws {
    let school = try AuditedSchool()
    #expect(
      try school.select { $0.marks = [.unsignedSince] }
        == school.positions(
          "afterSheet", "undone", "afterList", "afterUnsigning", "lastMoment", "evening", "sunday", "deadline", "late"))
    // Then the candidate of `excepted` had not signed yet.
    let asOf = AsOf.position(try school["excepted"])
    #expect(
      try school.select(asOf: asOf) { $0.marks = [.unsignedSince] }
        == school.positions("afterList", "excepted"))
  }

  @Test func `undone gives a field back the value that its last edit replaced`() throws {
    let school = try AuditedSchool()
    // To have a value and to have none are values too.
    #expect(try school.select { $0.marks = [.undone] } == school.positions("undone", "afterUnsigning"))
    let back = try school.school.correct(2, "phone", .text("0933333333"))
    #expect(try school.select { $0.marks = [.undone] } == school.positions("undone", "afterUnsigning") + [back])
  }

  @Test func `late is beyond the deadline that the profile names for edits, to the millisecond`() throws {
    let school = try AuditedSchool()
    #expect(try school.select { $0.marks = [.late] } == school.positions("late"))
    // From the next event on, another deadline is in force.
    try school.school.record(onLedger: .profileAdopted(ProfileAdopted(document: SmallProfile.document(), reason: "r")))
    let later = try school.school.correct(5, "phone", .text("0966666666"))
    #expect(throws: BookError.profileNamesNoDeadline(position: later - 1)) {
      try school.select { $0.marks = [.late] }
    }
    // The adoption itself is judged by what was in force before it, and it is late.
    #expect(
      try school.select {
        $0.marks = [.late]
        $0.to = later - 1
      } == [try school["late"], later - 1])
  }

  @Test func `outside hours is the evening from the hour named on, and Sunday`() throws {
    let school = try AuditedSchool()
    #expect(
      try school.select { $0.marks = [.outsideHours] } == school.positions("evening", "sunday", "deadline", "late"))
  }

  @Test func `where the profile names no hours the question is refused, never answered by none`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    var selection = Selection()
    selection.marks = [.outsideHours]
    let report = try school.books.desk.audit(Selection())
    let adopted = try #require(report.head.withoutHours.first)
    #expect(throws: BookError.profileNamesNoHours(position: adopted)) { try school.books.desk.audit(selection) }
    try report.rows { row in
      #expect(!row.marks.contains(.outsideHours))
      #expect(row.position <= adopted || row.unknownMarks.contains(.outsideHours))
    }
  }

  @Test func `a class is the candidate's before or after the event, typed without accents and capitals`() throws {
    let school = try AuditedSchool()
    #expect(try school.select { $0.classes = ["12a3"] } == school.positions("late"))
    let inSecond = try school.select { $0.classes = [" 12A2 "] }
    #expect(inSecond.contains(try school["late"]))
    #expect(inSecond.contains(try school["evening"]))
    #expect(!inSecond.contains(try school["before"]))
  }

  @Test func `who is withdrawn or taken back after signing was changed after signing`() throws {
    let school = try TestSchool(profile: SmallProfile.auditedDocument())
    try school.enroll(2)
    try school.take([try school.print([1])[0].code])
    func change(_ number: Int, _ event: (Candidate) throws -> RecordEvent) throws -> Int {
      let candidate = try school.candidate(number)
      return try school.record(try event(candidate), of: candidate)
    }
    let withdrawn = try change(1) { .candidateWithdrawn(try $0.withdraw(reason: "Chuyển trường")) }
    _ = try change(2) { .candidateWithdrawn(try $0.withdraw(reason: "Chuyển trường")) }
    let restored = try change(1) { .candidateRestored(try $0.restore(reason: "Về trường")) }
    var selection = Selection()
    selection.marks = [.afterSigning]
    var selected: [Int] = []
    try school.books.desk.audit(selection).rows { selected.append($0.position) }
    #expect(selected == [withdrawn, restored])
    selection.marks = [.unsignedSince]
    try school.books.desk.audit(selection).rows { Issue.record("\($0.position) is no edit") }
  }

  @Test func `clauses on header and payload narrow each other`() throws {
    let school = try AuditedSchool()
    let id = try school.school.candidate(2).id
    #expect(
      try school.select {
        $0.candidates = [id]
        $0.types = ["candidate.corrected"]
      } == school.positions("afterList", "afterUnsigning"))
    #expect(
      try school.select { $0.reason = "QUET nham" } == school.positions("listUnsigned", "takenBack"))
    #expect(
      try school.select {
        $0.fields = ["className"]
        $0.types = ["candidate.corrected"]
      } == school.positions("late"))
    let from = try school["sunday"]
    #expect(
      try school.select {
        $0.from = from
        $0.to = from + 1
      } == [from, from + 1])
    let evening = try school.books.ledger.header(at: school["evening"]).recordedAt
    #expect(
      try school.select {
        $0.since = evening
        $0.until = evening
      } == school.positions("evening"))
    #expect(try school.select { $0.officers = ["nobody"] }.isEmpty)
  }

  @Test func `a row says who, whose, what, why and in which append`() throws {
    let school = try AuditedSchool()
    var selection = Selection()
    selection.from = try school["undone"]
    selection.to = selection.from
    var rows: [AuditRow] = []
    let tail = try school.books.desk.audit(selection) { rows.append($0) }
    let row = try #require(rows.first)
    #expect((tail.events, tail.rows, rows.count) == (1, 1, 1))
    #expect((row.officer, row.officerName, row.type) == ("lan", "Lê Thị Lan", "candidate.corrected"))
    #expect((row.field, row.old, row.new) == ("phone", .text("0922222222"), .text("0911111111")))
    #expect(row.reason == "Theo giấy khai sinh")
    #expect((row.candidate?.number, row.candidate?.className) == (1, "12A1"))
    #expect(row.marks == [.afterSigning, .undone, .unsignedSince])
    #expect(try row.command == school.books.ledger.header(at: row.position).command.text)
  }

  @Test func `what was erased is told, and what rests on it can't be judged`() throws {
    let school = try AuditedSchool()
    let before = try school.select { $0.classes = ["12A2"] }
    let id = try school.school.candidate(4).id
    try ErasingTests.erase("4", school.school)
    var selection = Selection()
    selection.candidates = [id]
    var rows: [AuditRow] = []
    try school.books.desk.audit(selection) { rows.append($0) }
    let erased = rows.filter { $0.erasure != nil }
    #expect(erased.map(\.position).contains(try school["sunday"]))
    #expect(erased.allSatisfy { $0.isErasedByWriter == true })
    #expect(erased.allSatisfy { $0.erasure?.officer == "lan" && $0.field == nil && $0.candidate?.fullName == nil })
    selection = Selection()
    selection.classes = ["12A2"]
    let tail = try school.books.desk.audit(selection) { _ in }
    #expect(tail.notCheckable > 0)
    #expect(tail.events + tail.notCheckable >= before.count)
    // The header alone tells the time.
    #expect(try school.select { $0.marks = [.late] }.first == (try school["late"]))
  }

  @Test func `an empty range is refused`() throws {
    let school = try AuditedSchool()
    let size = school.books.ledger.size
    #expect(throws: BookError.noEventInRange(from: size, to: nil, size: size)) {
      try school.select { $0.from = size }
    }
  }

  @Test func `the figures add up, and name what went back and forth`() throws {
    let school = try AuditedSchool()
    var summary = AuditSummary()
    try school.books.desk.audit(Selection()) { summary.add($0) }
    let total = summary.all.figures
    #expect(total.events == school.books.ledger.size)
    #expect(total.edits == 11)
    #expect(total.marked.afterSigning == 3)
    #expect(total.marked.undone == 2)
    #expect(total.unknown.afterSigning == 0 && total.unknown.undone == 0)
    #expect(summary.officers["lan"] == summary.all)
    #expect(summary.days.values.reduce(0) { $0 + $1.figures.events } == total.events)
    #expect(summary.classes["12A2"]?.figures.edits == 5)
    #expect(summary.changedFields.first?.field == "phone")
    #expect(
      summary.all.backAndForth.map(\.positions) == [[try school["undone"]], [try school["afterUnsigning"]]])
  }

  @Test func `each officer, class and day has its fields changed most and its values that went back and forth`() throws
  {
    let school = try AuditedSchool()
    let report = try school.books.desk.audit(Selection())
    var summary = AuditSummary()
    var changes: [String: [String: Int]] = [:]
    var returned: [String: [Int]] = [:]
    try report.rows { row in
      summary.add(row)
      guard row.type == "candidate.corrected", let field = row.field else { return }
      for key in [row.officer, row.recordedAt.vietnamDate.text, row.candidate?.className ?? ""] {
        changes[key, default: [:]][field, default: 0] += 1
        if row.marks.contains(.undone) { returned[key, default: []].append(row.position) }
      }
    }
    var groups: [String: AuditSummary.Group] = summary.officers
    for (name, group) in summary.classes { groups[name ?? ""] = group }
    for (day, group) in summary.days { groups[day.text] = group }
    #expect(groups.count >= 6)
    for (key, group) in groups {
      let fields = Dictionary(uniqueKeysWithValues: group.changedFields.map { ($0.field, $0.changes) })
      #expect(fields == changes[key] ?? [:], "\(key)")
      #expect(group.backAndForth.flatMap(\.positions).sorted() == returned[key] ?? [], "\(key)")
      #expect(group.changedFields.map(\.changes) == group.changedFields.map(\.changes).sorted(by: >))
    }
  }

  @Test func `what can't be told is counted apart, as often as rows say so`() throws {
    let school = try AuditedSchool()
    try ErasingTests.erase("1", school.school)
    var summary = AuditSummary()
    var unknown: [Selection.Mark: Set<Int>] = [:]
    try school.books.desk.audit(Selection()) { row in
      summary.add(row)
      for mark in row.unknownMarks { unknown[mark, default: []].insert(row.position) }
    }
    let figures = summary.all.figures
    #expect(figures.unknown.afterSigning > 0 && figures.unknown.undone > 0)
    for mark in Selection.Mark.allCases { #expect(figures.unknown[mark] == unknown[mark]?.count ?? 0, "\(mark)") }
    let parts = summary.days.values.reduce(0) { $0 + $1.figures.unknown.afterSigning }
    #expect(parts == figures.unknown.afterSigning)
    #expect(summary.classes[nil]?.figures.unknown.undone ?? 0 > 0)
  }

  @Test func `only the fields that were undone are rows, and an event for another field has one without a field`()
    throws
  {
    let school = try AuditedSchool()
    func correct(_ values: [(field: String, value: String)]) throws -> Int {
      let candidate = try school.school.candidate(5)
      let event = try candidate.correct(
        values.map { ($0.field, .text($0.value)) }, reason: "Báo", evidence: nil, sheet: nil,
        profile: school.books.profile())
      return try school.school.record(.candidateCorrected(event), of: candidate)
    }
    _ = try correct([("phone", "0911111111"), ("studentID", "3100000001")])
    _ = try correct([("phone", "0922222222"), ("studentID", "3100000002")])
    let back = try correct([("phone", "0911111111"), ("studentID", "3100000003")])
    func rows(_ fields: [String]) throws -> [AuditRow] {
      var selection = Selection()
      selection.marks = [.undone]
      selection.fields = fields
      selection.from = back
      var rows: [AuditRow] = []
      try school.books.desk.audit(selection) { rows.append($0) }
      return rows
    }
    #expect(try rows([]).map(\.field) == ["phone"])
    #expect(try rows(["phone"]).map(\.field) == ["phone"])
    #expect(try rows(["phone", "studentID"]).map(\.field) == ["phone"])
    let other = try rows(["studentID"])
    #expect(other.map(\.field) == [nil] && other.map(\.position) == [back])
    #expect(other.allSatisfy { !$0.marks.contains(.undone) })
    var selection = Selection()
    selection.from = back
    var all: [AuditRow] = []
    try school.books.desk.audit(selection) { all.append($0) }
    #expect(all.map(\.field).sorted { $0 ?? "" < $1 ?? "" } == ["phone", "studentID"])
  }

  @Test func `exceptions name who took back what, and whether it was his own`() throws {
    let school = try AuditedSchool()
    try school.school.record(
      onLedger: .profileAdopted(ProfileAdopted(document: SmallProfile.document(), reason: "Mới")))
    try ErasingTests.erase("5", school.school)
    var found: [AuditException] = []
    try school.books.desk.exceptions { found.append($0) }
    #expect(found.map(\.kind) == [.listUnsigned, .sheetUnsigned, .profileAdopted, .erased])
    #expect(found.map(\.byWriter) == [.all, .all, nil, .all])
    #expect(found.prefix(2).map(\.position) == (try school.positions("listUnsigned", "takenBack")))
    #expect(found[1].candidate?.number == 2)
    #expect(found[3].authority?.isEmpty == false)
  }
}
