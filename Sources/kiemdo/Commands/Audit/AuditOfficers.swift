import ArgumentParser
import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import TransparencyLog

struct AuditOfficers: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "officers",
    abstract: "Ai ghi được vào sổ, ai cấp quyền, ai giữ khóa của sổ (who could write, who held the key).",
    aliases: ["can-bo"])

  @OptionGroup var place: PlaceAndPaper

  var options: GlobalOptions { place.reading.asGlobal }
  private var paper: ReportOptions { place.paper }

  func run(in session: Session) throws {
    let (audit, viewpoint) = try place.open(session)
    let size = viewpoint.size
    let custody = try audit.desk.keyCustody(size: size)
    let names = try audit.desk.officerNames(size: size)
    let isText = options.format == .text
    var table = try place.table("officers", Self.columns, of: audit, viewpoint, session)
    table.members.append(("ledgerKeys", .array(custody.ledgerKeys.map(json))))
    table.members.append(("rotationNeeded", .array(custody.rotationNeeded.map { .string($0.id) })))
    table.rows = rows(custody, names, isRead: isText, session)
    if paper.output != nil {
      var read = Table(
        name: table.name, columns: Self.columns, rows: isText ? table.rows : rows(custody, names, isRead: true, session)
      )
      // Beside the rest a key has no room to stand whole on its line.
      var keys = read
      keys.leaveOut(Set(Self.columns.map(\.key)).subtracting(["id", "key"]))
      read.leaveOut(["key"])
      read.dropEmptyColumns()
      try AuditPaper(audit.books(), viewpoint, paper, session).write(
        title: session.say("DANH SÁCH CÁN BỘ GHI SỔ", "OFFICERS WHO COULD WRITE"),
        parts: [
          .section(session.say("Cán bộ", "Officers")), .table(.init(read, session.language)),
          .section(session.say("Khóa công khai của cán bộ", "The officers' public keys")),
          .table(.init(keys, session.language)),
        ],
        closing: lines(custody, session))
    }
    if !session.answersOnPaper(paper) {
      session.showWithClosing(
        table, opening: try session.placeLines(audit.ledger, size), lines: lines(custody, session))
    }
  }

  /// - Parameter isRead: by people, not by programs.
  private func rows(
    _ custody: KeyCustody, _ names: [String: String], isRead: Bool, _ session: Session
  ) -> [[JSON]] {
    func time(_ step: KeyCustody.Step?) -> JSON {
      step.map { .string(isRead ? $0.recordedAt.vietnamText : $0.recordedAt.text) } ?? .null
    }
    func flag(_ flag: Bool) -> JSON { isRead ? .string(flag ? session.say("có", "yes") : "–") : .bool(flag) }
    let holders = Set(custody.ledgerKeys.last?.holders ?? [])
    return custody.officers.map { officer in
      [
        .string(officer.id), JSON(names[officer.id]), flag(officer.canWrite), .integer(officer.enrolled.position),
        time(officer.enrolled), .string(officer.enrolled.by), JSON(officer.revoked?.position), time(officer.revoked),
        JSON(officer.revoked?.by), flag(holders.contains(officer.id)), .string(officer.key.format()),
      ]
    }
  }

  private static let columns: [Table.Column] = [
    .init(key: "id", vietnamese: "Mã", english: "Id"),
    .init(key: "name", vietnamese: "Họ tên", english: "Name"),
    .init(key: "canWrite", vietnamese: "Ghi được", english: "Can write"),
    .init(key: "enrolledPosition", vietnamese: "Cấp ở số", english: "Enrolled", isRight: true),
    .init(key: "enrolledAt", vietnamese: "Lúc", english: "At"),
    .init(key: "enrolledBy", vietnamese: "Bởi", english: "By"),
    .init(key: "revokedPosition", vietnamese: "Thu ở số", english: "Revoked", isRight: true),
    .init(key: "revokedAt", vietnamese: "Lúc", english: "At"),
    .init(key: "revokedBy", vietnamese: "Bởi", english: "By"),
    .init(key: "heldLedgerKey", vietnamese: "Có khóa sổ", english: "Held the key"),
    .init(key: "key", vietnamese: "Khóa", english: "Key"),
  ]

  private func json(_ key: KeyCustody.LedgerKey) -> JSON {
    [
      "broughtAt": .string(key.brought.recordedAt.text), "broughtBy": .string(key.brought.by),
      "broughtPosition": .integer(key.brought.position), "endedPosition": JSON(key.ended?.position),
      "holders": .array(key.holders.map(JSON.string)), "key": .string(key.key.format()),
    ]
  }

  private func lines(_ custody: KeyCustody, _ session: Session) -> [String] {
    var lines = custody.ledgerKeys.map { key in
      let end = key.ended.map { session.say(", đến số ghi \($0.position)", ", to event \($0.position)") } ?? ""
      let holders = key.holders.joined(separator: ", ")
      return session.say(
        "Khóa sổ \(key.key.format()) từ số ghi \(key.brought.position)\(end); đã dùng: \(holders)",
        "Ledger key \(key.key.format()) from event \(key.brought.position)\(end); used by: \(holders)")
    }
    lines.append(
      session.say(
        "Người giữ khóa sổ là người đã ghi bằng khóa ấy; ai được chép khóa mà chưa ghi thì sổ không biết.",
        "Who held the ledger's key is who has written with it; a copy never used leaves no trace."))
    for officer in custody.rotationNeeded {
      lines.append(
        session.say(
          "Cảnh báo: \(officer.id) đã bị thu hồi mà còn giữ khóa sổ đang dùng; cần kiemdo keys rotate.",
          "Warning: \(officer.id) is revoked and still holds the ledger's key in force; run kiemdo keys rotate."))
    }
    return lines
  }
}
