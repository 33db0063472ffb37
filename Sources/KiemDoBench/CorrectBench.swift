import Bookkeeping
import EventLedger
import ExamRecords

/// One correction after another, each on the disk before the next, in a ledger of full size.
struct CorrectBench {
  let ledger: Desk
  let workshop: Workshop
  let scale: Scale

  func run(_ report: inout Report) throws {
    let books = ledger.books
    let profile = try books.profile()
    let table = try PlainTable(at: "\(workshop.path)/single.sqlite")
    var samples = Samples()
    var floor = Samples()
    for round in 0..<scale.corrections {
      let number = String(round * (scale.rows / scale.corrections) + 1)
      try samples.time {
        let candidate = try books.find(number).candidate
        let event = try candidate.correct(
          [("phone", .text("0800000\(100 + round)"))], reason: "Thí sinh đổi số điện thoại", evidence: nil, sheet: nil,
          profile: profile)
        try books.record(
          [Draft(.candidateCorrected(event), of: candidate)], signer: ledger.signer, clock: Workshop.now,
          commandName: "correct")
      }
      try floor.time { try table.insert([(number, "{\"phone\":\"0800000\(100 + round)\"}")]) }
    }
    report.add(
      "durable single correct", .rate(1 / samples.median, "appends"),
      floor: ("one-row transaction", .rate(1 / floor.median, "rows")))
    report.add("  median", .duration(samples.median), floor: ("one-row transaction", .duration(floor.median)))
    report.add(
      "  99 of 100 within", .duration(samples.quantile(0.99)),
      floor: ("one-row transaction", .duration(floor.quantile(0.99))))
  }
}
