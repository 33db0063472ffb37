import Bookkeeping
import EventLedger
import ExamRecords
import Testing

struct ConflictTests {
  @Test func `two corrections decided on one version: the second is a conflict that shows the first`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let (one, two) = (try school.open(), try school.open())
    let candidate = try school.candidate(1, in: two)
    let event = try candidate.correct(
      [("phone", .text("0987654321"))], reason: "r", evidence: nil, sheet: nil, profile: two.profile())
    let position = try school.correct(1, "phone", .text("0912345678"), in: one)
    #expect {
      try school.record(.candidateCorrected(event), of: candidate, in: two)
    } throws: {
      guard case .conflict(let events) = $0 as? LedgerError else { return false }
      return events.map(\.position) == [position] && events.map(\.officer) == ["lan"]
    }
    try two.reload()
    #expect(try school.candidate(1, in: two).fields["phone"] == .text("0912345678"))
  }

  @Test func `corrections of different candidates don't stand in each other's way`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let (one, two) = (try school.open(), try school.open())
    let candidate = try school.candidate(2, in: two)
    let event = try candidate.correct(
      [("phone", .text("0987654321"))], reason: "r", evidence: nil, sheet: nil, profile: two.profile())
    try school.correct(1, "phone", .text("0912345678"), in: one)
    try school.record(.candidateCorrected(event), of: candidate, in: two)
    for books in [one, two] {
      try books.reload()
      #expect(
        try (1...2).map { try school.candidate($0, in: books).fields["phone"]?.text } == ["0912345678", "0987654321"])
    }
    #expect(try one.records() == school.replay(in: one))
    #expect(try school.verify().findings.isEmpty)
  }

  @Test func `two changes on stream ledger decided on one version conflict`() throws {
    let school = try TestSchool()
    let other = try school.open()
    let draft = Draft(
      .unitDescribed(UnitDescribed(settings: UnitSettings(name: "B"))), stream: "ledger",
      version: try school.books.nextLedgerVersion())
    try school.record(onLedger: .unitDescribed(UnitDescribed(settings: UnitSettings(name: "A"))), in: other)
    #expect(throws: LedgerError.self) {
      try school.books.record([draft], signer: school.signer, clock: school.tick(), commandName: "unit")
    }
    try school.books.reload()
    #expect(school.books.school.unit?.name == "A")
  }
}
