import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct ClassListCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "class-list", abstract: "In danh sách lớp để kiểm dò và ký (prints the class's list).",
    aliases: ["danh-sach-lop"])

  enum State: String, ExpressibleByArgument, CaseIterable {
    case stale
  }

  @OptionGroup var options: GlobalOptions
  @Option(name: [.customLong("class")], help: "Lớp.") var className: String
  @Option(help: "stale: chỉ in bổ sung những dòng đã đổi.") var state: State?
  @Option(help: "Mẫu phiếu mà danh sách ghi mã (mặc định: mẫu in gần nhất).") var layout: String?
  @Option(help: "Tệp PDF.") var output: String

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    try session.demandOutput(output, as: .pdf, of: books.ledger)
    let signer = try session.signer(for: books.ledger)
    let content = try books.planClassList(className, supplement: state == .stale, layout: try books.layout(layout))
    guard !content.rows.isEmpty else {
      throw Failure.nothingToDo(
        "Danh sách lớp \(content.className) không có dòng nào thay đổi: không cần in bổ sung.",
        "No row of the list of \(content.className) has changed: nothing to print.")
    }
    let press = try Press()
    let list = try press.layOut(content, try books.profile())
    let appended = try books.recordClassList(
      content, drawnBy: press.drawnBy, signer: signer, clock: session.now, commandName: "class-list")
    session.report(appended)
    let page: Books.PrintedPage
    do {
      page = try books.printedPage(at: appended.range.lowerBound)
      try FileOutput.write(try press.pdf(of: list, page), to: output, as: .pdf)
    } catch {
      throw Failure.printedButNotWritten(
        path: output, detail: session.explain(error).message, code: appended.command.text)
    }
    session.show(
      JSONObject([
        ("class", .string(content.className)), ("code", .string(page.code)), ("output", .string(output)),
        ("rows", .integer(content.rows.count)), ("supplement", .bool(content.supplement)),
      ]),
      text: session.say(
        "Đã in danh sách lớp \(content.className), \(content.rows.count) dòng, mã \(page.code), vào \(output).",
        "Printed the list of \(content.className), \(content.rows.count) rows, code \(page.code), to \(output)."))
  }
}
