import CanonicalForms
import EventLedger
import Testing

@Suite struct ClockTests {
  @Test func `a clock up to five minutes behind takes the last event's time, a later one is refused`() throws {
    let fixture = try LedgerFixture()
    let later = start.adding(seconds: 600)
    #expect(try !fixture.append([1], at: later).clockAdjusted)
    let adjusted = try fixture.append([2], at: start.adding(seconds: 300))
    #expect(adjusted.clockAdjusted)
    #expect(adjusted.recordedAt == later)
    let wrong = start.adding(seconds: 299)
    #expect(throws: LedgerError.clockBehind(last: later, now: wrong)) { try fixture.append([3], at: wrong) }
    try fixture.expectSound()
  }

  @Test func `a corrected clock may step back, and past moments are found on both sides of the step`() throws {
    let fixture = try LedgerFixture()
    let wrong = start.adding(seconds: 1_000_000)
    try fixture.append([1], at: wrong)
    let right = start.adding(seconds: 60)
    let appended = try fixture.ledger.correctClock(reason: "Đồng hồ sai", signer: fixture.signer, clock: right)
    #expect(appended.recordedAt == right)
    let body = try fixture.ledger.event(at: 4).body
    #expect(body == #"{"before":"\#(wrong.text)","reason":"Đồng hồ sai"}"#)
    #expect(throws: LedgerError.clockNotBehind(last: right, now: right)) {
      try fixture.ledger.correctClock(reason: "x", signer: fixture.signer, clock: right)
    }
    try fixture.append([2], at: start.adding(seconds: 90))
    let ledger = fixture.ledger
    #expect(try ledger.position(atOrBefore: start.adding(seconds: -1)) == nil)
    #expect(try ledger.position(atOrBefore: start) == 2)
    #expect(try ledger.position(atOrBefore: start.adding(seconds: 59)) == 2)
    #expect(try ledger.position(atOrBefore: right) == 4)
    #expect(try ledger.position(atOrBefore: start.adding(seconds: 95)) == 5)
    #expect(try ledger.position(atOrBefore: wrong.adding(seconds: 1)) == 5)
    try fixture.expectSound()
  }
}
