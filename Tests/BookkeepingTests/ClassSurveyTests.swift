import Bookkeeping
import EventLedger
import Testing

@Suite struct `a survey of classes` {
  @Test func `knows every class that anybody was ever in, as of then, and ends when all are found`() throws {
    let school = try AuditedSchool()
    let desk = school.books.desk
    let size = desk.ledger.size
    let all = try desk.survey(classes: ["12A1", "12a2", "12A3", "12A4"], size: size)
    #expect(all.missing == ["12A4"] && all.met == ["12A1", "12A2", "12A3"] && all.unreadable == 0, "\(all)")
    // Candidate 4 moved to 12A3 last of all.
    let late = try school["late"]
    #expect(try desk.survey(classes: ["12A3"], size: late).missing == ["12A3"])
    #expect(try desk.survey(classes: ["12A3"], size: late + 1).missing.isEmpty)
    #expect(try desk.survey(classes: ["12A1"], size: size).met == ["12A1"], "nothing is read that need not be")
    #expect(try desk.survey(classes: [], size: size).met.isEmpty)
  }
}
