import Bookkeeping
import Crypto
import EventLedger
import GRDB
import TransparencyLog

/// All that `verify` checks, of a ledger made by one import.
struct VerifyBench {
  let ledger: Desk
  let scale: Scale

  func run(_ report: inout Report) throws {
    var whole = Samples()
    var bytes = Samples()
    var floor = Samples()
    let key = ledger.books.ledger.ledgerKey
    let events = Double(ledger.books.ledger.size)
    for _ in 0..<scale.rounds {
      let verification = try whole.time {
        try Books.verify(at: ledger.path, trustedKey: key, knownCheckpoint: ledger.books.ledger.head)
      }
      if let finding = verification.findings.first { throw BenchError.wrongResult("\(finding)") }
      _ = try bytes.time { try Ledger.verify(at: ledger.path, trustedKey: key) }
      try floor.time { try hashAll() }
    }
    report.add(
      "verify, all of it", .rate(events / whole.median, "events"),
      floor: ("read and SHA-256, one core", .rate(events / floor.median, "events")), aim: 500_000)
    report.add("  of these: the log alone", .rate(events / bytes.median, "events"))
  }

  private func hashAll() throws {
    var configuration = Configuration()
    configuration.readonly = true
    try DatabaseQueue(path: ledger.path, configuration: configuration).read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT header, salt, body FROM event JOIN payload USING (position) ORDER BY position")
      var last: UInt8 = 0
      while let row = try rows.next() {
        for column in 0..<3 {
          try row.withUnsafeData(atIndex: column) { data in
            var hash = SHA256()
            if let data { hash.update(data: data) }
            last ^= hash.finalize().withUnsafeBytes { $0[0] }
          }
        }
      }
      withExtendedLifetime(last) {}
    }
  }
}
