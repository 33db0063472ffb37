import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct BlameCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Mỗi giá trị trong hồ sơ do ai ghi, khi nào, vì sao, theo minh chứng gì (who set each value).",
    aliases: ["ai-ghi"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String
  @Option(help: "Chỉ mục này.") var field: String?
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let viewpoint = try session.viewpoint(asOf, books)
    let size = viewpoint.size
    let profile = try books.profile(size: size)
    let (found, by) = try books.find(candidate)
    session.sayHowFound(found, by, books)
    try session.demandRegistered(found.number, at: found.registeredAt, below: size)
    let only = try field.map { try session.field($0, profile).name }
    let blame = try books.blame(found.id, size: size)
    let table = table(blame, only: only, viewpoint, books, profile, session)
    if options.format == .text { session.console.write(session.person(blame.candidate, profile)) }
    session.show(table)
    session.close([session.describe(unreadable: blame.unreadable, books)].compactMap(\.self))
  }

  private func table(
    _ blame: Blame, only: String?, _ viewpoint: Viewpoint, _ books: Books, _ profile: ExamProfile, _ session: Session
  ) -> Table {
    let isText = options.format == .text
    var columns: [Table.Column] = [
      .init(key: "field", vietnamese: "Mục", english: "Field"),
      .init(key: "value", vietnamese: "Giá trị", english: "Value"),
      .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
      .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
      .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
      .init(key: "officerName", vietnamese: "Tên", english: "Name"),
      .init(key: "type", vietnamese: "Việc", english: "Event"),
      .init(key: "reason", vietnamese: "Lý do", english: "Reason"),
      .init(key: "evidence", vietnamese: "Minh chứng", english: "Evidence"),
      .init(key: "source", vietnamese: "Từ tệp", english: "Source"),
    ]
    if !isText {
      columns += ["settings", "uncertain"].map { .init(key: $0, vietnamese: $0, english: $0) }
    }
    let places = Dictionary(uniqueKeysWithValues: profile.fields.enumerated().map { ($1.name, $0) })
    let fields = blame.fields.filter { only == nil || $0.field == only }
      .sorted { (places[$0.field] ?? .max, $0.field) < (places[$1.field] ?? .max, $1.field) }
    return Table(
      name: "fields", columns: columns,
      rows: fields.map { isText ? row($0, books, profile, session) : cells($0, books) },
      members: [
        ("id", .string(blame.candidate.id)), ("notLogged", NotLogged.json),
        ("number", .integer(blame.candidate.number)),
        ("unreadable", .array(blame.unreadable.map { .integer($0.mark.position) })),
        ("withdrawn", .bool(blame.candidate.isWithdrawn)),
      ] + viewpoint.members)
  }

  private func cells(_ field: Blame.Field, _ books: Books) -> [JSON] {
    [.string(field.field), field.value?.json ?? .null] + field.cause.cells(books)
      + [.integer(field.settings), .bool(field.isUncertain)]
  }

  private func row(_ field: Blame.Field, _ books: Books, _ profile: ExamProfile, _ session: Session) -> [JSON] {
    let value = session.display(field.value, of: field.field, profile)
    let mark = field.cause.mark
    return [
      .string(session.label(of: field.field, profile)), .string(field.isUncertain ? value + " (?)" : value),
      .integer(mark.position), .string(mark.recordedAt.vietnamText), .string(mark.officer),
      JSON(books.school.officerNames[mark.officer]), .string(session.eventWord(field.cause.type)),
      JSON(field.cause.reason), JSON(field.cause.evidence),
      field.cause.source.map { .string("\($0.file):\($0.row)") } ?? .null,
    ]
  }
}
