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
    let event = RecordEvent.candidateWithdrawn(CandidateWithdrawn(reason: reason))
    let draft = Draft(event, stream: Records.stream(ofCandidate: unknown.id), version: unknown.version + 1)
    try record(
      draft, of: unknown.number, named: say("thí sinh số \(unknown.number)", "candidate no. \(unknown.number)"),
      in: try openBooks(.write), commandName: "withdraw")
  }

  /// Finds a candidate, records one event of it and says so.
  func recordOne(_ reference: String, commandName: String, _ decide: (Candidate) throws -> RecordEvent) throws {
    let books = try openBooks(.write)
    let profile = try books.profile()
    let (found, by) = try books.find(reference)
    sayHowFound(found, by, books)
    try record(
      Draft(try decide(found), of: found), of: found.number, named: person(found, profile), in: books,
      commandName: commandName)
  }

  private func record(
    _ draft: Draft, of number: Int, named person: String, in books: Books, commandName: String
  ) throws {
    let appended = try books.record(
      [draft], signer: try signer(for: books.ledger), clock: now, commandName: commandName)
    report(appended)
    let (position, word) = (appended.range.lowerBound, eventWord(draft.type))
    show(
      JSONObject([
        ("number", .integer(number)), ("position", .integer(position)), ("type", .string(draft.type)),
        ("version", .integer(draft.version)),
      ]),
      text: say(
        "Đã ghi vào sổ (số \(position)): \(person): \(word).", "Recorded at \(position): \(person): \(word)."))
  }
}
