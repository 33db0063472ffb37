import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

struct AsOfTests {
  @Test func `a moment means all that was recorded up to and including it`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let imported = school.now
    let corrected = try school.correct(1, "phone", .text("0912345678"))
    let books = school.books
    #expect(try books.size(asOf: .instant(school.now)) == books.ledger.size)
    #expect(try books.size(asOf: .instant(Instant(milliseconds: school.now.milliseconds - 1))) == corrected)
    #expect(try books.size(asOf: .instant(imported)) == corrected)
    #expect(try books.size(asOf: .position(corrected)) == corrected + 1)
    #expect(try books.size(asOf: .position(0)) == 1)
    for position in [-1, books.ledger.size] {
      #expect(throws: BookError.noEventInRange(from: position, to: position, size: books.ledger.size)) {
        try books.size(asOf: .position(position))
      }
    }
    #expect(throws: BookError.self) { try books.size(asOf: .instant(Instant(milliseconds: 0))) }
    let before = try books.records(size: corrected)
    #expect(before.candidates.values.allSatisfy { $0.fields["phone"] == nil })
    let candidate = try school.candidate(1)
    #expect(try books.candidate(id: candidate.id, size: corrected)?.version == 1)
    #expect(try books.candidate(id: candidate.id, size: corrected + 1) == candidate)
    #expect(try books.candidate(id: candidate.id, size: 2) == nil)
    #expect(try books.lastChange(of: "phone", candidate: candidate.id)?.position == corrected)
    #expect(try books.lastChange(of: "fullName", candidate: candidate.id)?.position == candidate.registeredAt)
    #expect(try books.lastChange(of: "papers", candidate: candidate.id) == nil)
  }

  @Test func `a history holds every event of a candidate in order`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let sheet = try school.print([1])[0]
    try school.correct(2, "phone", .text("0912345678"))
    try school.take([sheet.code])
    let history = try school.books.history(of: school.candidate(1))
    #expect(history.map(\.type) == ["candidate.registered", "sheet.printed", "sheet.signed"])
    #expect(history.map(\.mark.version) == [1, 2, 3])
    #expect(history.map { $0.event?.kind.rawValue } == history.map(\.type))
  }

  @Test func `after the clock was corrected, all that stands before the correction was recorded before it`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    let wrong = school.now
    _ = try school.books.ledger.correctClock(
      reason: "Đồng hồ chạy nhanh", signer: school.signer, clock: school.tick(-3600))
    try school.books.refresh()
    let right = school.now
    let corrected = try school.correct(1, "phone", .text("0912345678"))
    let books = school.books
    #expect(try books.size(asOf: .instant(right)) == corrected)
    #expect(try books.size(asOf: .instant(school.now)) == corrected + 1)
    #expect(try books.size(asOf: .instant(wrong)) == corrected + 1)
    #expect(throws: BookError.self) { try books.size(asOf: .instant(Instant(milliseconds: right.milliseconds - 1))) }
    #expect(try books.records() == school.replay())
    #expect(try school.verify().findings.isEmpty)
  }
}
