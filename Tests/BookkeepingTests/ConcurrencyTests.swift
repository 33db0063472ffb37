import Bookkeeping
import CanonicalForms
import Dispatch
import EventLedger
import ExamRecords
import Foundation
import Synchronization
import Testing

/// Several handles at once, as several runs of the command have them, on one ledger and one projections file.
struct ConcurrencyTests {
  @Test func `writers and readers at once lose nothing, and every read is of one moment`() throws {
    let school = try TestSchool()
    try school.enroll(4)
    let (path, signer, profile) = (school.path, school.signer, try school.books.profile())
    let start = school.now.milliseconds
    let rounds = 6
    let faults = Mutex<[String]>([])
    let reads = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 5) { worker in
      do {
        if worker < 3 {
          for round in 1...rounds {
            try Self.correct(
              worker + 1, to: "09\(worker)000000\(round)", at: path, signer, profile,
              clock: Instant(milliseconds: start + 1000 * round))
          }
        } else {
          for _ in 0..<12 {
            let books = try Books.open(at: path, mode: .read)
            let records = try books.records()
            let versions = records.candidates.values.map(\.version).reduce(0, +)
            reads.withLock { $0 += 1 }
            // Five events stand before the candidates; every later one is some candidate's.
            if records.school.lastNumber != 4 || versions != books.ledger.size - 5 {
              faults.withLock { $0.append("\(versions) events of candidates at size \(books.ledger.size)") }
            }
          }
        }
      } catch {
        faults.withLock { $0.append("worker \(worker): \(error)") }
      }
    }
    #expect(faults.withLock(\.self) == [])
    #expect(reads.withLock(\.self) == 24)
    try school.books.reload()
    let records = try school.books.records()
    #expect(try records == school.replay())
    #expect((1...4).map { number in records.candidates.values.first { $0.number == number }?.version } == [7, 7, 7, 1])
    #expect(try school.verify().findings.isEmpty)
  }

  /// Opens, decides, records; tries again where another was faster, as a clerk does who reads `try again`.
  private static func correct(
    _ number: Int, to phone: String, at path: String, _ signer: OfficerSigner, _ profile: ExamProfile, clock: Instant
  ) throws {
    while true {
      let books = try Books.open(at: path, mode: .write)
      guard let candidate = try books.read({ try $0.candidate(number: number) }) else { return }
      let event = try candidate.correct(
        [("phone", .text(phone))], reason: "r", evidence: nil, sheet: nil, profile: profile)
      do {
        try books.record(
          [Draft(.candidateCorrected(event), of: candidate)], signer: signer, clock: clock, commandName: "correct")
        return
      } catch LedgerError.conflict {
        continue
      }
    }
  }
}
