import Bookkeeping
import EventLedger
import ExamRecords
import TransparencyLog

/// `Scripts/verify-ledger.py` on a ledger of many appends, whose signatures are most of its work, beside what `verify` needs for
/// the same ledger.
struct SecondOpinionBench {
  let workshop: Workshop
  let scale: Scale
  var python = "/usr/bin/python3"
  var script = "Scripts/verify-ledger.py"

  func run(_ report: inout Report) throws {
    let desk = try workshop.found("y-kien-hai")
    for append in 0..<scale.appends {
      let event = RecordEvent.officerNamed(OfficerNamed(id: "lan", name: "Nguyễn Thị Lan \(append)"))
      _ = try desk.books.record(
        [Draft(event, stream: "ledger", version: desk.books.nextLedgerVersion())], signer: desk.signer,
        clock: Workshop.now, commandName: "bench")
    }
    let key = desk.books.ledger.ledgerKey
    var whole = Samples()
    var ours = Samples()
    var start = Samples()
    for _ in 0..<scale.rounds {
      _ = try whole.time { try StartedProgram.run([python, script, desk.path, "--key", key.format()]) }
      let verification = try ours.time {
        try Books.verify(at: desk.path, trustedKey: key, knownCheckpoint: desk.books.ledger.head)
      }
      if let finding = verification.findings.first { throw BenchError.wrongResult("\(finding)") }
      _ = try start.time { try StartedProgram.run([python, "-c", "pass"]) }
    }
    // The ledger's and the officer's in each append, the first one included.
    let signatures = 2 * (scale.appends + 1)
    let figure = Report.Figure.duration(whole.median)
    report.add(
      "verify-ledger.py, \(signatures) signatures", figure,
      floor: ("verify, the same ledger", .duration(ours.median)))
    report.add(floor: "start of python3", .duration(start.median), of: figure)
    report.add("  a signature, all else included", .duration(whole.median / Double(signatures)))
  }
}
