import ArgumentParser
import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import TransparencyLog

struct AuditSampleCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Rút thăm hồ sơ để đối chiếu trên giấy, theo gốc của sổ (a sample that nobody chose).",
    aliases: ["rut-tham"])

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var paper: ReportOptions
  @Argument(help: "Số thí sinh.") var count: Int
  @OptionGroup var seeding: SeedOptions

  var options: GlobalOptions { reading.asGlobal }

  func run(in session: Session) throws {
    guard count > 0 else { throw Failure.badCount(count) }
    let audit = try AuditSession(session, paper)
    let viewpoint = try audit.viewpoint(asOf: seeding.asOf)
    let (size, source) = try seeding.choose(audit.ledger, below: viewpoint, session)
    let sample = try audit.desk.sample(count, size: size)
    let isText = options.format == .text
    var table = Table(
      name: "candidates", columns: Self.columns,
      members: [
        ("algorithm", .string(AuditSample.algorithm)), ("integrity", NotVerified.json), ("notLogged", NotLogged.json),
        ("origin", .string(audit.ledger.origin)),
        ("output", JSON(paper.output)), ("population", .integer(sample.population)),
        ("root", .string(sample.root.base64)),
        ("seed", .string(source.word)), ("size", .integer(sample.size)),
      ])
    table.rows = sample.drawn.enumerated().map { index, drawn in
      let person = drawn.candidate
      return [
        .integer(index + 1), JSON(person.number), JSON(person.fullName), JSON(person.className), .string(person.id),
        .string(isText ? String(drawn.key.hex.prefix(16)) : drawn.key.hex),
      ]
    }
    if paper.output != nil { try draw(table, sample, source, audit.books(), viewpoint, session) }
    if session.answersOnPaper(paper) { return }
    let opening = opening(sample, source, session)
    if let warning = source.warning(session) { session.console.note(warning) }
    if options.format == .csv { opening.forEach(session.console.note) }
    session.showWithClosing(table, opening: opening)
  }

  /// The sample as a sheet to go through the papers with.
  private func draw(
    _ table: Table, _ sample: AuditSample, _ source: SampleSeed, _ books: Books, _ viewpoint: Viewpoint,
    _ session: Session
  ) throws {
    let columns: [OfficialReport.Column] = [
      .init(session.say("TT", "No."), share: 4, .right), .init(session.say("Số", "Number"), share: 6, .right),
      .init(session.say("Họ và tên", "Name"), share: 20), .init(session.say("Lớp", "Class"), share: 7),
      .init(session.say("Mã trong sổ", "Id"), share: 19), .init(session.say("Thăm", "Lot"), share: 12),
      .init(session.say("Khớp giấy tờ", "Agrees with papers"), share: 10),
      .init(session.say("Chỗ khác, ghi chú", "Differences, remarks"), share: 22),
    ]
    let rows = zip(table.rows, sample.drawn).map { row, drawn in
      let texts = row.prefix(5).map(\.plainText) + [String(drawn.key.hex.prefix(16)), "", ""]
      return OfficialReport.Row(texts.map { OfficialReport.Cell($0) })
    }
    var remarks = opening(sample, source, session)
    if let warning = source.warning(session) { remarks.append(warning) }
    try AuditPaper(books, viewpoint, head: sample.size, paper, session).write(
      title: session.say("HỒ SƠ RÚT THĂM ĐỂ ĐỐI CHIẾU", "RECORDS DRAWN BY LOT TO BE CHECKED"),
      parts: [
        .section(session.say("Hồ sơ", "Records")), .table(.init(columns: columns, rows: rows, isForWriting: true)),
      ],
      closing: remarks)
  }

  private static let columns: [Table.Column] = [
    .init(key: "order", vietnamese: "TT", english: "No.", isRight: true),
    .init(key: "number", vietnamese: "Số", english: "Number", isRight: true),
    .init(key: "fullName", vietnamese: "Họ và tên", english: "Name"),
    .init(key: "class", vietnamese: "Lớp", english: "Class"),
    .init(key: "id", vietnamese: "Mã trong sổ", english: "Id"),
    .init(key: "key", vietnamese: "Thăm", english: "Lot"),
  ]

  private func opening(_ sample: AuditSample, _ source: SampleSeed, _ session: Session) -> [String] {
    [
      session.say(
        "Rút \(sample.drawn.count) trong \(sample.population) thí sinh theo gốc \(sample.root.base64) của điểm chốt cỡ \(sample.size).",
        "\(sample.drawn.count) of \(sample.population) candidates, drawn by the root \(sample.root.base64) of the checkpoint of size \(sample.size)."
      ),
      session.say(
        "Cách rút: \(AuditSample.algorithm): xếp theo SHA-256(gốc || \"\(AuditSample.algorithm)\" LF || mã trong sổ), lấy từ đầu; ai có sổ cũng rút lại được.",
        "Algorithm \(AuditSample.algorithm): in the order of SHA-256(root || \"\(AuditSample.algorithm)\" LF || id), from the first; anyone can draw it again."
      ),
    ]
      + [source.remark(session)].compactMap(\.self)
  }
}
