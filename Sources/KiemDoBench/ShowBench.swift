import Bookkeeping
import EventLedger
import Foundation

/// A process from start to end, with the files in the system's cache.
struct ShowBench {
  let ledger: Desk
  let kiemdo: String
  let scale: Scale

  func run(_ report: inout Report) throws {
    var show = Samples()
    var version = Samples()
    var nothing = Samples()
    for round in 0..<scale.starts {
      let number = String(round * (scale.rows / scale.starts) + 1)
      _ = try show.time { try StartedProgram.run([kiemdo, "show", number, "--ledger", ledger.path]) }
      _ = try version.time { try StartedProgram.run([kiemdo, "--version"]) }
      _ = try nothing.time { try StartedProgram.run(["/bin/true"]) }
    }
    let figure = Report.Figure.duration(show.median)
    report.add(
      "cold start of show, \(ledger.books.ledger.size) events", figure,
      floor: ("kiemdo --version", .duration(version.median)), aim: 0.05)
    report.add(floor: "/bin/true", .duration(nothing.median), of: figure)
  }
}
