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

  /// What stands on the clock at the next append.
  private enum Tick: CaseIterable {
    case same, later, stepBack, stepFarBack
  }

  @Test func `a moment is found as a scan of all events finds it, over every small history`() throws {
    for first in Tick.allCases {
      for second in Tick.allCases {
        for third in Tick.allCases { try expectFoundAsByScan([first, second, .later, third]) }
      }
    }
  }

  private func expectFoundAsByScan(_ ticks: [Tick]) throws {
    let fixture = try LedgerFixture()
    let ledger = fixture.ledger
    // Far enough from the opening that a step back may go before it.
    var clock = start.adding(seconds: 3)
    try fixture.append([1], at: clock)
    for (index, tick) in ticks.enumerated() {
      switch tick {
      case .same: break
      case .later: clock = clock.adding(seconds: 2)
      case .stepBack: clock = clock.adding(seconds: -1)
      case .stepFarBack: clock = clock.adding(seconds: -5)
      }
      if tick == .stepBack || tick == .stepFarBack {
        _ = try ledger.correctClock(reason: "Đồng hồ sai", signer: fixture.signer, clock: clock)
      } else {
        try fixture.append([2 + index], at: clock)
      }
    }
    let times = try ledger.headers(in: 0..<ledger.size).map(\.recordedAt)
    for seconds in -12...12 {
      let moment = start.adding(seconds: seconds)
      let expected = times.lastIndex { $0 <= moment }
      #expect(try ledger.position(atOrBefore: moment) == expected, "\(ticks), \(seconds) s")
      // A reader that opens later and knows no steps yet.
      if seconds.isMultiple(of: 6) {
        let reader = try Ledger.open(at: fixture.path, mode: .read)
        #expect(try reader.position(atOrBefore: moment) == expected, "\(ticks), \(seconds) s")
      }
    }
    let steps = try ledger.clockSteps()
    #expect(steps.count == ticks.count { $0 == .stepBack || $0 == .stepFarBack })
    #expect(steps.allSatisfy { $0.recordedAt < $0.before && times[$0.position] == $0.recordedAt })
  }
}
