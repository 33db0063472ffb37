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
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try session.demandOutput(output, as: .table, of: books.ledger)
    let viewpoint = try session.viewpoint(asOf, books)
    let profile = try books.profile(size: viewpoint.size)
    let records = try books.replayedRecords(size: viewpoint.size)
    // A file for the Department that says what may hold no more would be taken for what holds.
    try books.demandWhole(below: viewpoint.size)
    var selected = profile.inListOrder(Array(records.candidates.values))
    if let className {
      let key = Folding.key(className)
      selected.removeAll { $0.fields[profile.roles.className]?.text.map(Folding.key) != key }
      if selected.isEmpty { throw BookError.noSuchClass(className) }
    }
    let active = selected.filter { !$0.isWithdrawn }
    let export =
      changes ? RecordExport.changes(of: active, profile: profile) : RecordExport.records(active, profile: profile)
    try FileOutput.write(export.bytes, to: output, as: .table)
    session.show(
      JSONObject(
        [("changes", .bool(changes)), ("output", .string(output)), ("rows", .integer(export.rows))]
          + viewpoint.members),
      text: session.say("Đã xuất \(export.rows) dòng ra \(output).", "Exported \(export.rows) rows to \(output)."))
  }
}
