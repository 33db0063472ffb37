import Bookkeeping
import EventLedger
import ExamRecords
import Foundation
import GRDB

/// From events to records: in memory, as `--as-of` does it, and into a new file of projections.
struct ReplayBench {
  let ledger: Desk
  let scale: Scale

  func run(_ report: inout Report) throws {
    let size = ledger.books.ledger.size
    // The whole of a ledger is answered by its projections; all but the last event is replayed.
    var replay = Samples()
    var rebuild = Samples()
    var sum = Samples()
    var decode = Samples()
    for _ in 0..<scale.rounds {
      let records = try replay.time { try ledger.books.records(size: size - 1) }
      guard records.candidates.count == scale.rows - 1 else {
        throw BenchError.wrongResult("\(records.candidates.count) candidates")
      }
      _ = try rebuild.time { try Books.rebuild(at: ledger.path) }
      try sum.time { try read { $0.utf8.reduce(0) { $0 &+ Int($1) } } }
      try decode.time {
        try read { ((try JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any])?.count ?? 0 }
      }
    }
    func rate(_ samples: Samples) -> Report.Figure { .rate(Double(size) / samples.median, "events") }
    report.add("replay in memory", rate(replay), floor: ("read all bodies, sum bytes", rate(sum)), aim: 300_000)
    report.add(floor: "… and JSONSerialization", rate(decode), of: rate(replay))
    report.add("rebuild the projections", rate(rebuild), floor: ("read all bodies, sum bytes", rate(sum)))
  }

  private func read(_ body: (String) throws -> Int) throws {
    var configuration = Configuration()
    configuration.readonly = true
    try DatabaseQueue(path: ledger.path, configuration: configuration).read { database in
      let texts = try String.fetchCursor(database, sql: "SELECT body FROM payload ORDER BY position")
      var total = 0
      while let text = try texts.next() { total &+= try body(text) }
      guard total > 0 else { throw BenchError.wrongResult("nothing was read") }
    }
  }
}
