import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Unsign: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsign", abstract: "Bỏ một lần ghi ký nhầm (takes a mistaken scan back).", aliases: ["bo-ky"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã phiếu hoặc mã danh sách.") var code: String
  @Option(help: "Lý do.") var reason: String

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let target = try books.resolve(code: code).target
    let draft: Draft
    switch target {
    case .sheet(let candidate, let sheet):
      draft = Draft(.sheetUnsigned(try candidate.unsign(sheet, reason: try session.reason(reason))), of: candidate)
    case .list(let list):
      draft = Draft(
        .classListUnsigned(try list.unsign(reason: try session.reason(reason))), stream: "ledger",
        version: try books.nextLedgerVersion())
    }
    let appended = try books.record(
      [draft], signer: try session.signer(for: books.ledger), clock: session.now, commandName: "unsign")
    session.report(appended)
    session.show(
      JSONObject([("code", .string(target.code)), ("position", .integer(appended.range.lowerBound))]),
      text: session.say(
        "Đã bỏ ký \(target.code) (số ghi \(appended.range.lowerBound)).",
        "Took the signature of \(target.code) back (event \(appended.range.lowerBound))."))
  }
}
