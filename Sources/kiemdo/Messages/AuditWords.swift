import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

extension Session {
  func word(_ mark: Selection.Mark) -> String {
    switch mark {
    case .afterSigning: say("sau ký", "after signing")
    case .late: say("muộn", "late")
    case .outsideHours: say("ngoài giờ", "outside hours")
    case .undone: say("trả lại giá trị cũ", "undone")
    case .unsignedSince: say("chưa ký lại", "unsigned since")
    }
  }

  /// `Nguyễn Thị Ánh (12A1, số 31)`; where the name was erased, the id.
  func person(_ person: AuditRow.Person) -> String {
    let parts = [person.className, person.number.map { say("số \($0)", "no. \($0)") }].compactMap(\.self)
    let name = person.fullName ?? say("(không còn tên, mã \(person.id))", "(no name left, id \(person.id))")
    return parts.isEmpty ? name : "\(name) (\(parts.joined(separator: ", ")))"
  }

  /// When, by whom and under what a row's content was erased, and whether by who had written it; nil if it was not.
  func erasure(of row: AuditRow) -> String? {
    guard let note = row.erasure else { return nil }
    let writer =
      row.isErasedByWriter == true
      ? say("chính người đã ghi nội dung ấy", "who had written it")
      : say("không phải người đã ghi nội dung ấy (\(row.officer))", "who had not written it (\(row.officer) had)")
    return say(
      "Đã xóa nội dung ngày \(note.recordedAt.vietnamText) bởi \(note.officer), \(writer), theo \(note.authority) (số ghi \(note.position)): \(note.reason)",
      "Erased on \(note.recordedAt.vietnamText) by \(note.officer), \(writer), under \(note.authority) (event \(note.position)): \(note.reason)"
    )
  }

  /// Whether the event is in the report for a field that was not asked for: the clauses are about events, the rows about fields.
  func showsOtherField(_ row: AuditRow, head: AuditReport.Head) -> Bool {
    head.selection.marks.contains(.undone) && !head.selection.fields.isEmpty && row.field == nil && !row.isUnreadable
      && row.erasure == nil
  }

  var otherFieldUndone: String {
    say("(trả lại giá trị cũ ở mục khác, không phải mục được hỏi)", "(another field than those asked for was undone)")
  }

  func json(_ head: AuditReport.Head) -> JSONObject {
    JSONObject([
      ("clockSteps", .array(head.clockSteps.map(JSON.integer))), ("from", .integer(head.range.lowerBound)),
      ("integrity", NotVerified.json),
      ("origin", .string(head.origin)), ("recordedAt", .string(head.recordedAt.text)),
      ("root", .string(head.root.base64)), ("selection", head.selection.json), ("size", .integer(head.size)),
      ("to", .integer(head.range.upperBound - 1)),
      ("withoutDeadline", .array(head.withoutDeadline.map(JSON.integer))),
      ("withoutHours", .array(head.withoutHours.map(JSON.integer))),
    ])
  }

  /// What stands above a report.
  ///
  /// - Parameter clauses: what its events have in common, in words.
  func lines(_ head: AuditReport.Head, _ clauses: [String]) -> [String] {
    let lines = [
      say("Sổ ghi \(head.origin)", "Ledger \(head.origin)"),
      say(
        "\(head.size) sự kiện đến \(head.recordedAt.vietnamText); gốc \(head.root.base64)",
        "\(head.size.events) to \(head.recordedAt.vietnamText); root \(head.root.base64)"),
      say(
        "Xét số ghi @\(head.range.lowerBound) đến @\(head.range.upperBound - 1)",
        "Events @\(head.range.lowerBound) to @\(head.range.upperBound - 1)"),
      say("Điều kiện: ", "Clauses: ") + joined(clauses, by: "; ").printable,
    ]
    return lines + warnings(head) + [""]
  }

  /// What of a report's head its rows don't tell.
  func warnings(_ head: AuditReport.Head) -> [String] {
    var lines = [clockWarning(head.clockSteps.map { "@\($0)" })].compactMap(\.self)
    if let position = head.withoutHours.first {
      lines.append(
        say(
          "Không đánh dấu \"ngoài giờ\": bộ quy định ở số ghi \(position) không nêu giờ làm việc.",
          "Nothing is marked outside hours: the profile at event \(position) names none."))
    }
    if let position = head.withoutDeadline.first {
      lines.append(
        say(
          "Không đánh dấu \"muộn\": bộ quy định ở số ghi \(position) không nêu thời hạn.",
          "Nothing is marked late: the profile at event \(position) names no deadline."))
    }
    return lines
  }

  /// Which events could not be judged; none if all could.
  func notCheckable(_ tail: AuditReport.Tail) -> [String] {
    guard tail.notCheckable > 0 else { return [] }
    let places = tail.notCheckablePositions.prefix(10).map { "@\($0)" }.joined(separator: ", ")
    return [
      say(
        "Không xét được \(tail.notCheckable) sự kiện vì nội dung đã xóa hoặc không đọc được: \(places)\(tail.notCheckable > 10 ? "…" : "").",
        "\(tail.notCheckable.events) can't be judged, the content is erased or unreadable: \(places)\(tail.notCheckable > 10 ? "…" : "")."
      )
    ]
  }

  /// A warning where times don't rise with positions.
  ///
  /// - Parameter places: where the clock was stepped back, each as it is to be told.
  func clockWarning(_ places: [String]) -> String? {
    guard !places.isEmpty else { return nil }
    let shown = places.prefix(10).joined(separator: ", ") + (places.count > 10 ? "…" : "")
    return say(
      "Cảnh báo: đồng hồ của sổ đã được chỉnh lùi ở \(shown); giờ của các sự kiện trước đó có thể muộn hơn thật.",
      "Warning: the ledger's clock was stepped back at \(shown); the times of events before may be later than the truth."
    )
  }
}

extension Session {
  /// Which state of the ledger an answer is about: members of a JSON result.
  func place(_ ledger: Ledger, _ size: Int) throws -> [(String, JSON)] {
    [
      ("integrity", NotVerified.json), ("notLogged", NotLogged.json), ("origin", .string(ledger.origin)),
      ("root", .string(try ledger.root(at: size).base64)), ("size", .integer(size)),
    ]
  }

  /// The same for people.
  func placeLines(_ ledger: Ledger, _ size: Int) throws -> [String] {
    let (time, root) = (try ledger.header(at: size - 1).recordedAt.vietnamText, try ledger.root(at: size).base64)
    return [
      say("Sổ ghi \(ledger.origin)", "Ledger \(ledger.origin)"),
      say("\(size) sự kiện đến \(time); gốc \(root)", "\(size.events) to \(time); root \(root)"),
    ]
  }

  /// Shows a table, and around it what an auditor must know of every report.
  func showWithClosing(_ table: Table, opening: [String] = [], lines: [String] = []) {
    switch options.format {
    case .json: show(table)
    case .csv:
      show(table)
      close(lines + [NotVerified.sentence(self)])
    case .text:
      opening.forEach(console.write)
      if !table.rows.isEmpty { show(table) }
      let count = table.rows.count
      let rows = say("\(count) dòng.", "\(count.rows).")
      close(lines + [rows, NotVerified.sentence(self)])
    }
  }
}
