import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import GRDB

/// A report of everything, row by row with all its marks, by the built tool: a process of its own shows how much memory it takes.
struct AuditBench {
  let ledger: Desk
  let kiemdo: String
  let scale: Scale

  func run(_ report: inout Report) throws {
    try measure(&report)
    guard scale.events > ledger.books.ledger.size else { return }
    try correct(upTo: scale.events)
    try measure(&report)
  }

  private func measure(_ report: inout Report) throws {
    let events = Double(ledger.books.ledger.size)
    var whole = Samples()
    var floor = Samples()
    var greatest = 0
    for _ in 0..<scale.rounds {
      try whole.time {
        greatest = max(greatest, try StartedProgram.run([kiemdo, "audit", "--format", "csv", "--ledger", ledger.path]))
      }
      try floor.time { try readAll() }
    }
    report.add(
      "audit, \(Int(events)) events, every row and mark (\(greatest / 1024) MB)",
      .rate(events / whole.median, "events"),
      floor: ("read the same rows", .rate(events / floor.median, "events")))
  }

  /// Corrects candidates in turn until there are so many events; projections are left behind, they would take most of the time.
  private func correct(upTo size: Int) throws {
    let log = ledger.books.ledger
    var versions: [(stream: String, version: Int)] = []
    try log.events(ofTypes: ["candidate.registered"]) { versions.append(($0.header.stream, 1)) }
    var phone = 0
    while log.size < size {
      let drafts = (0..<min(10_000, size - log.size)).map { _ in
        let index = phone % versions.count
        versions[index].version += 1
        phone += 1
        let event = CandidateCorrected(
          changes: [
            FieldChange(field: "phone", old: .text("0912\(phone)"), new: .text("0912\(phone + versions.count)"))
          ], reason: "Phụ huynh báo số mới")
        return Draft(
          .candidateCorrected(event), stream: versions[index].stream, version: versions[index].version)
      }
      _ = try log.append(drafts, signer: ledger.signer, decidedAt: log.size, clock: Workshop.now)
    }
  }

  private func readAll() throws {
    var configuration = Configuration()
    configuration.readonly = true
    try DatabaseQueue(path: ledger.path, configuration: configuration).read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT header, body FROM event JOIN payload USING (position) ORDER BY position")
      var bytes = 0
      while let row = try rows.next() {
        for column in 0..<2 { try row.withUnsafeData(atIndex: column) { bytes += $0?.count ?? 0 } }
      }
      guard bytes > 0 else { throw BenchError.wrongResult("no rows") }
    }
  }
}
