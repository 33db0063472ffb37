import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Withdraw: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Rút thí sinh khỏi kỳ thi; không xóa gì (takes a candidate out of the exam).",
    aliases: ["rut"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thí sinh.") var candidate: String
  @Option(help: "Lý do.") var reason: String

  func run(in session: Session) throws {
    do {
      try session.recordOne(candidate, commandName: "withdraw") {
        .candidateWithdrawn(try $0.withdraw(reason: try session.reason(reason)))
      }
    } catch BookError.unknownCandidate(_, let unknown, nil) where !unknown.isWithdrawn {
      // Registered by an event that nobody can read: so it no longer keeps the ledger from going on.
      try session.withdraw(unknown, reason: try session.reason(reason))
    }
  }
}

struct Restore: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Đưa thí sinh đã rút trở lại kỳ thi (brings a withdrawn candidate back).",
    aliases: ["khoi-phuc"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thí sinh.") var candidate: String
  @Option(help: "Lý do.") var reason: String

  func run(in session: Session) throws {
    try session.recordOne(candidate, commandName: "restore") {
      .candidateRestored(try $0.restore(reason: try session.reason(reason)))
    }
  }
}

extension Session {
  fileprivate func withdraw(_ unknown: UnknownCandidate, reason: String) throws {
    let books = try openBooks(.write)
    let event = RecordEvent.candidateWithdrawn(CandidateWithdrawn(reason: reason))
    let draft = Draft(event, stream: Records.stream(ofCandidate: unknown.id), version: unknown.version + 1)
    let appended = try books.record(
      [draft], signer: try signer(for: books.ledger), clock: now, commandName: "withdraw")
    report(appended)
    show(
      JSONObject([
        ("number", .integer(unknown.number)), ("position", .integer(appended.range.lowerBound)),
        ("type", .string(event.kind.rawValue)), ("version", .integer(unknown.version + 1)),
      ]),
      text: say(
        "Đã ghi vào sổ (số \(appended.range.lowerBound)): thí sinh số \(unknown.number): \(eventWord(event.kind.rawValue)).",
        "Recorded at \(appended.range.lowerBound): candidate no. \(unknown.number): \(eventWord(event.kind.rawValue)).")
    )
  }

  /// Finds a candidate, records one event of it and says so.
  func recordOne(_ reference: String, commandName: String, _ decide: (Candidate) throws -> RecordEvent) throws {
    let books = try openBooks(.write)
    let profile = try books.profile()
    let (found, by) = try books.find(reference)
    sayHowFound(found, by, books)
    let event = try decide(found)
    let appended = try books.record(
      [Draft(event, of: found)], signer: try signer(for: books.ledger), clock: now, commandName: commandName)
    report(appended)
    show(
      JSONObject([
        ("number", .integer(found.number)), ("position", .integer(appended.range.lowerBound)),
        ("type", .string(event.kind.rawValue)), ("version", .integer(found.version + 1)),
      ]),
      text: say(
        "Đã ghi vào sổ (số \(appended.range.lowerBound)): \(person(found, profile)): \(eventWord(event.kind.rawValue)).",
        "Recorded at \(appended.range.lowerBound): \(person(found, profile)): \(eventWord(event.kind.rawValue))."))
  }
}
