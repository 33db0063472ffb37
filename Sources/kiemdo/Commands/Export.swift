import ArgumentParser
import Bookkeeping
import CanonicalForms
import ExamRecords
import Exchange

struct Export: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Xuất hồ sơ ra CSV, hoặc chỉ những chỗ đã sửa để gõ lại vào CSDL ngành (exports records).",
    aliases: ["xuat"])

  @OptionGroup var options: GlobalOptions
  @Option(help: "Tệp CSV.") var output: String
  @Flag(help: "Chỉ những giá trị khác với lần nhập cuối, có cũ và mới.") var changes = false
  @Option(name: [.customLong("class")], help: "Chỉ một lớp.") var className: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try session.demandOutput(output, of: books.ledger)
    let profile = try books.profile()
    let selected =
      try className.map { name in
        let members = try books.read { try $0.candidates(ofClass: name) }
        guard !members.isEmpty else { throw BookError.noSuchClass(name) }
        return members
      } ?? profile.inListOrder(try books.read { try $0.candidates() })
    let active = selected.filter { !$0.isWithdrawn }
    let export =
      changes ? RecordExport.changes(of: active, profile: profile) : RecordExport.records(active, profile: profile)
    try FileOutput.write(export.bytes, to: output)
    session.show(
      JSONObject([("changes", .bool(changes)), ("output", .string(output)), ("rows", .integer(export.rows))]),
      text: session.say("Đã xuất \(export.rows) dòng ra \(output).", "Exported \(export.rows) rows to \(output)."))
  }
}
