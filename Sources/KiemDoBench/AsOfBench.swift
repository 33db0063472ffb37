import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import GRDB

/// One candidate's record as of a moment, in a ledger of a million events that is open already.
struct AsOfBench {
  let workshop: Workshop
  let scale: Scale

  /// Corrections of each candidate after the registration.
  private static let corrections = 4

  func run(_ report: inout Report) throws {
    // The writer is closed then, so that the log is in the file.
    let path = try filled()
    let books = try Books.open(at: path, mode: .read)
    let ledger = books.ledger
    let first = try ledger.header(at: 0).recordedAt.milliseconds
    let last = try ledger.header(at: ledger.size - 1).recordedAt.milliseconds
    let candidates = scale.asOfEvents / (1 + Self.corrections)
    var samples = Samples()
    var finding = Samples()
    for round in 0..<scale.asOfQuestions + 50 {
      // Steps that share no factor with the sizes, so that all of the ledger is asked for.
      let number = round * 7919 % candidates + 1
      let moment = Instant(milliseconds: first + (last - first) * (round * 104_729 % 1000) / 1000)
      var (asked, placed) = (Samples(), Samples())
      try asked.time {
        let id = try books.find(String(number)).candidate.id
        let size = try placed.time { try books.size(asOf: .instant(moment)) }
        _ = try books.record(of: id, size: size)
      }
      // The first rounds warm the caches.
      if round < 50 { continue }
      samples.append(asked)
      finding.append(placed)
    }
    let floor = try plainReads(path, candidates)
    report.add(
      "one candidate as of a moment, \(ledger.size) events", .duration(samples.median),
      floor: ("its rows by index", .duration(floor.median)))
    report.add(
      "  99 of 100 within", .duration(samples.quantile(0.99)),
      floor: ("its rows by index", .duration(floor.quantile(0.99))), aim: 0.005)
    report.add("  the place of the moment", .duration(finding.median))
  }

  /// The same candidates' events and nothing else, by another connection.
  private func plainReads(_ path: String, _ candidates: Int) throws -> Samples {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { database in
      let ids = try String.fetchAll(
        database, sql: "SELECT stream FROM event WHERE version = 1 AND stream <> 'ledger' ORDER BY position")
      let statement = try database.makeStatement(
        sql: """
          SELECT header, body FROM event LEFT JOIN payload USING (position) WHERE stream = ? ORDER BY version
          """)
      var samples = Samples()
      for round in 0..<scale.asOfQuestions + 50 {
        var asked = Samples()
        let rows = try asked.time {
          try Row.fetchAll(statement, arguments: [ids[round * 7919 % candidates]])
        }
        guard rows.count == 1 + Self.corrections else { throw BenchError.wrongResult("\(rows.count) rows") }
        if round >= 50 { samples.append(asked) }
      }
      return samples
    }
  }

  /// Registrations, then rounds of corrections of everyone, a second after one another.
  private func filled() throws -> String {
    let desk = try workshop.found("as-of")
    let books = desk.books
    let candidates = scale.asOfEvents / (1 + Self.corrections)
    let chunk = 10_000
    var clock = Workshop.now.milliseconds
    for version in 1...1 + Self.corrections {
      for start in stride(from: 0, to: candidates, by: chunk) {
        let drafts = (start..<min(start + chunk, candidates)).map { draft($0, version: version) }
        clock += 1000
        _ = try books.ledger.append(
          drafts, signer: desk.signer, decidedAt: books.ledger.size, clock: Instant(milliseconds: clock))
      }
    }
    try books.refresh()
    return desk.path
  }

  private func draft(_ index: Int, version: Int) -> Draft {
    let id = "01GZ00000000000000" + padded(index, 8)
    let stream = Records.stream(ofCandidate: id)
    if version == 1 {
      let fields: FieldValues = [
        "className": .text("12A\(index / 45 + 1)"), "dateOfBirth": .text("2005-03-09"),
        "fullName": .text("Nguyễn Văn Tập"), "identityNumber": .text("031205" + padded(index, 6)),
        "phone": .text("0900000000"),
      ]
      return Draft(
        .candidateRegistered(CandidateRegistered(number: index + 1, fields: fields, reason: "Nhập")), stream: stream,
        version: 1)
    }
    let change = FieldChange(
      field: "phone", old: .text("090000000\(version - 2)"), new: .text("090000000\(version - 1)"))
    return Draft(
      .candidateCorrected(CandidateCorrected(changes: [change], reason: "Phụ huynh báo")), stream: stream,
      version: version)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
