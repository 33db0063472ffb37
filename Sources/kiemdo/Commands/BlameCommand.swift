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
  @OptionGroup var paper: ReportOptions

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    let viewpoint = try session.viewpoint(asOf, books)
    let size = viewpoint.size
    let profile = try books.profile(size: size)
    let (found, by) = try books.find(candidate)
    session.sayHowFound(found, by, books)
    try session.demandRegistered(found.number, at: found.registeredAt, below: size)
    let only = try field.map { try session.field($0, profile).name }
    let blame = try books.blame(found.id, size: size)
    let person = session.person(blame.candidate, profile)
    try TableAnswer(
      name: session.say("Các giá trị", "Values"),
      title: session.say("NGUỒN GỐC TỪNG GIÁ TRỊ TRONG HỒ SƠ", "WHO SET EACH VALUE OF A RECORD"), subject: person,
      heading: person,
      scope: [session.idParticular(found.id), session.fieldParticular(only, profile)].compactMap(\.self),
      closing: [session.describe(unreadable: blame.unreadable, books)].compactMap(\.self)
    ) { isRead in
      table(blame, isRead: isRead, only: only, viewpoint, books, profile, session)
    }.show(books, viewpoint, paper, session)
  }

  private func table(
    _ blame: Blame, isRead: Bool, only: String?, _ viewpoint: Viewpoint, _ books: Books, _ profile: ExamProfile,
    _ session: Session
  ) -> Table {
    var columns: [Table.Column] =
      [
        .init(key: "field", vietnamese: "Mục", english: "Field"),
        .init(key: "value", vietnamese: "Giá trị", english: "Value"),
      ] + Cause.columns
    if !isRead {
      columns += ["settings", "uncertain"].map { .init(key: $0, vietnamese: $0, english: $0) }
    }
    let places = Dictionary(uniqueKeysWithValues: profile.fields.enumerated().map { ($1.name, $0) })
    let fields = blame.fields.filter { only == nil || $0.field == only }
      .sorted { (places[$0.field] ?? .max, $0.field) < (places[$1.field] ?? .max, $1.field) }
    return Table(
      name: "fields", columns: columns,
      rows: fields.map { isRead ? row($0, books, profile, session) : cells($0, books) },
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
    return [
      .string(session.label(of: field.field, profile)), .string(field.isUncertain ? value + " (?)" : value),
    ] + session.cells(field.cause, books)
  }
}
