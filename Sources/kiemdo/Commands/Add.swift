import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Add: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Ghi thêm một thí sinh, không cần tệp (adds one late candidate).", aliases: ["them"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "MỤC=GIÁ TRỊ, ít nhất họ tên: fullName=\"NGUYỄN VĂN AN\".") var fields: [String]
  @Option(help: "Lý do.") var reason: String

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let profile = try books.profile()
    var values: FieldValues = [:]
    for (field, value) in try session.assignments(fields, profile) {
      guard let value else { throw Failure.notAnAssignment("\(field)=") }
      values[field] = value
    }
    try warnOfTwins(values, books, profile, session)
    var generator = SystemRandomNumberGenerator()
    let (number, draft) = try session.naming(profile) {
      try books.draft(adding: values, reason: try session.reason(reason), clock: session.now, using: &generator)
    }
    let appended = try books.record(
      [draft], signer: try session.signer(for: books.ledger), wholeLedger: true, clock: session.now, commandName: "add")
    session.report(appended)
    session.show(
      JSONObject([("number", .integer(number)), ("position", .integer(appended.range.lowerBound))]),
      text: session.say(
        "Đã ghi thí sinh số \(number): \(values[profile.roles.fullName]?.text ?? "").",
        "Recorded candidate no. \(number): \(values[profile.roles.fullName]?.text ?? "")."))
  }

  /// The rules judge afterwards; a clerk who adds somebody twice should hear of it at once.
  private func warnOfTwins(_ values: FieldValues, _ books: Books, _ profile: ExamProfile, _ session: Session) throws {
    guard let field = profile.roles.identityNumber, let identity = values[field]?.text,
      let (other, _) = try? books.find(identity)
    else { return }
    session.console.note(
      session.say(
        "Cảnh báo: số \(identity) đã có ở \(session.person(other, profile)).",
        "Warning: \(identity) is already with \(session.person(other, profile))."))
  }
}
