import ArgumentParser
import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

struct AuditExceptions: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "exceptions",
    abstract: "Khôi phục, chỉnh giờ, bỏ ký, đổi quy định, thu hồi, đổi khóa, xóa nội dung (the exceptions).",
    aliases: ["ngoai-le"])

  @OptionGroup var place: PlaceAndPaper

  var options: GlobalOptions { place.reading.asGlobal }
  private var paper: ReportOptions { place.paper }

  func run(in session: Session) throws {
    let (audit, viewpoint) = try place.open(session)
    let size = viewpoint.size
    var table = try place.table("exceptions", Self.columns, of: audit, viewpoint, session)
    let isRead = options.format == .text
    let profile = try audit.desk.profile()
    var read = table
    try audit.desk.exceptions(size: size) { exception in
      if isRead || paper.output != nil {
        read.rows.append(try readable(exception, name: name(exception, audit, profile, session), session))
      }
      if !isRead { table.rows.append(row(exception)) }
    }
    if paper.output != nil {
      // On paper a column that no exception fills would only press the others together.
      var printed = read
      printed.dropEmptyColumns()
      try AuditPaper(audit.books(), viewpoint, paper, session).write(
        title: session.say("BẢNG KÊ CÁC VIỆC NGOẠI LỆ", "LIST OF EXCEPTIONS"),
        parts: [
          .section(session.say("Các việc ngoại lệ", "Exceptions")), .table(.init(printed, session.language)),
        ])
    }
    if !session.answersOnPaper(paper) {
      session.showWithClosing(isRead ? read : table, opening: try session.placeLines(audit.ledger, size))
    }
  }

  private static let columns: [Table.Column] = [
    .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
    .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
    .init(key: "kind", vietnamese: "Việc", english: "What"),
    .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
    .init(key: "officerName", vietnamese: "Họ tên", english: "Name"),
    .init(key: "candidate", vietnamese: "Thí sinh", english: "Candidate"),
    .init(key: "subject", vietnamese: "Về", english: "About"),
    .init(key: "count", vietnamese: "Số nội dung", english: "Payloads", isRight: true),
    .init(key: "byWriter", vietnamese: "Của chính người ấy", english: "His own"),
    .init(key: "authority", vietnamese: "Căn cứ", english: "Authority"),
    .init(key: "reason", vietnamese: "Lý do", english: "Reason"),
  ]

  private func row(_ exception: AuditException) -> [JSON] {
    [
      .integer(exception.position), .string(exception.recordedAt.text), .string(exception.kind.rawValue),
      .string(exception.officer), JSON(exception.officerName), JSON(exception.candidate?.id), JSON(exception.subject),
      JSON(exception.count), JSON(exception.byWriter?.rawValue), JSON(exception.authority), JSON(exception.reason),
    ]
  }

  private func readableSubject(_ exception: AuditException) -> String? {
    guard exception.kind == .clockCorrected else { return exception.subject }
    return exception.subject.map { Instant(ledgerText: $0)?.vietnamText ?? $0 }
  }

  /// Who it is about: one whose record was erased is told by his number.
  private func name(
    _ exception: AuditException, _ audit: AuditSession, _ profile: ExamProfile, _ session: Session
  ) throws -> String? {
    guard let person = exception.candidate else { return nil }
    return person.fullName == nil
      ? try session.person(id: person.id, audit.books(), profile) : session.person(person)
  }

  private func readable(_ exception: AuditException, name: String?, _ session: Session) -> [JSON] {
    [
      .integer(exception.position), .string(exception.recordedAt.vietnamText), .string(session.word(exception.kind)),
      .string(exception.officer), JSON(exception.officerName), JSON(name),
      JSON(readableSubject(exception)), JSON(exception.count), JSON(exception.byWriter.map(session.word)),
      JSON(exception.authority), JSON(exception.reason),
    ]
  }
}

extension Session {
  fileprivate func word(_ kind: AuditException.Kind) -> String {
    switch kind {
    case .restored: say("ghi tiếp trên bản cũ", "older copy continued")
    case .clockCorrected: say("chỉnh giờ", "clock corrected")
    case .sheetUnsigned: say("bỏ ký phiếu", "sheet unsigned")
    case .listUnsigned: say("bỏ ký danh sách", "list unsigned")
    case .profileAdopted: say("đổi bộ quy định", "profile changed")
    case .officerRevoked: say("thu hồi cán bộ", "officer revoked")
    case .keyRotated: say("đổi khóa sổ", "key rotated")
    case .erased: say("xóa nội dung", "content erased")
    }
  }

  fileprivate func word(_ authorship: AuditException.Authorship) -> String {
    switch authorship {
    case .all: say("có", "yes")
    case .some: say("một phần", "in part")
    case .nothing: say("không", "no")
    }
  }
}
