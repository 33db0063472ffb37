import Bookkeeping
import CanonicalForms
import ExamRecords
import TransparencyLog

/// A report's rows for people and programs.
struct AuditTable: StreamedTable {
  let report: AuditReport
  /// How fields and values are called and shown: by the profile in force now.
  let profile: ExamProfile
  let session: Session

  let columns =
    [
      "position", "recordedAt", "officer", "officerName", "type", "candidate", "number", "fullName", "class", "field",
      "old", "new", "reason", "evidence",
    ] + Selection.Mark.allCases.map(\.rawValue) + ["erasedAt", "command"]

  func rows(_ body: (AuditRow) throws -> Void) throws -> (tail: JSONObject, text: [String]) {
    let tail = try report.rows(body)
    return (self.tail(tail), closing(tail))
  }

  // MARK: JSON

  var head: JSONObject { session.json(report.head) }

  private func tail(_ tail: AuditReport.Tail) -> JSONObject {
    JSONObject([
      ("events", .integer(tail.events)), ("notCheckable", .integer(tail.notCheckable)),
      ("notCheckablePositions", .array(tail.notCheckablePositions.map(JSON.integer))),
      ("notCovered", Session.notCovered), ("rows", .integer(tail.rows)),
    ])
  }

  func json(_ row: AuditRow) -> JSONObject {
    JSONObject([
      ("candidate", json(row.candidate)), ("command", .string(row.command)), ("erased", json(row.erasure)),
      ("evidence", JSON(row.evidence)), ("field", JSON(row.field)), ("marks", json(row.marks)),
      ("new", row.new?.json ?? .null), ("officer", .string(row.officer)), ("officerName", JSON(row.officerName)),
      ("old", row.old?.json ?? .null), ("position", .integer(row.position)), ("reason", JSON(row.reason)),
      ("recordedAt", .string(row.recordedAt.text)), ("type", .string(row.type)),
      ("unknownMarks", json(row.unknownMarks)), ("unreadable", .bool(row.isUnreadable)),
    ])
  }

  private func json(_ person: AuditRow.Person?) -> JSON {
    guard let person else { return .null }
    return [
      "class": JSON(person.className), "fullName": JSON(person.fullName), "id": .string(person.id),
      "number": JSON(person.number),
    ]
  }

  private func json(_ note: ErasureNote?) -> JSON {
    guard let note else { return .null }
    return [
      "authority": .string(note.authority), "officer": .string(note.officer), "position": .integer(note.position),
      "reason": .string(note.reason), "recordedAt": .string(note.recordedAt.text),
    ]
  }

  private func json(_ marks: Set<Selection.Mark>) -> JSON { .array(marks.map(\.rawValue).sorted().map(JSON.string)) }

  // MARK: CSV

  func cells(_ row: AuditRow) -> [String] {
    let person = row.candidate
    let plain: [String?] = [
      String(row.position), row.recordedAt.text, row.officer, row.officerName, row.type, person?.id,
      person?.number.map(String.init), person?.fullName, person?.className, row.field, row.old?.json.plainText,
      row.new?.json.plainText, row.reason, row.evidence,
    ]
    let marks = Selection.Mark.allCases.map { mark in
      row.marks.contains(mark) ? "1" : row.unknownMarks.contains(mark) ? "?" : "0"
    }
    return plain.map { $0 ?? "" } + marks + [row.erasure.map { String($0.position) } ?? "", row.command]
  }

  // MARK: Text

  var headText: [String] { session.lines(report.head) }

  func text(_ row: AuditRow) -> [String] {
    var marks = row.marks.sorted { $0.rawValue < $1.rawValue }.map(session.word)
    marks += row.unknownMarks.sorted { $0.rawValue < $1.rawValue }.map { session.word($0) + "?" }
    var lines = [
      "@\(row.position)  \(row.recordedAt.vietnamText)  \(session.eventWord(row.type))  "
        + (row.officerName.map { "\($0) (\(row.officer))" } ?? row.officer)
        + (marks.isEmpty ? "" : "  [\(marks.joined(separator: ", "))]")
    ]
    if let person = row.candidate { lines.append("    " + session.person(person)) }
    if let field = row.field {
      lines.append(
        "    \(session.label(of: field, profile)): \(session.display(row.old, of: field, profile)) → \(session.display(row.new, of: field, profile))"
      )
    }
    if let reason = row.reason { lines.append("    " + session.say("Lý do: \(reason)", "Reason: \(reason)")) }
    if let evidence = row.evidence {
      lines.append("    " + session.say("Minh chứng: \(evidence)", "Evidence: \(evidence)"))
    }
    if let note = row.erasure { lines.append("    " + session.sentence(note)) }
    if row.isUnreadable {
      lines.append("    " + session.say("(không đọc được: do bản mới hơn ghi)", "(unreadable: by a newer program)"))
    }
    return lines
  }

  private func closing(_ tail: AuditReport.Tail) -> [String] {
    var lines = [
      session.say(
        "\(tail.events) sự kiện, \(tail.rows) dòng.", "\(tail.events) events, \(tail.rows) rows.")
    ]
    if tail.notCheckable > 0 {
      let places = tail.notCheckablePositions.prefix(10).map { "@\($0)" }.joined(separator: ", ")
      lines.append(
        session.say(
          "Không xét được \(tail.notCheckable) sự kiện vì nội dung đã xóa hoặc không đọc được: \(places)\(tail.notCheckable > 10 ? "…" : "").",
          "\(tail.notCheckable) events can't be judged, their content is erased or unreadable: \(places)\(tail.notCheckable > 10 ? "…" : "")."
        ))
    }
    return lines + [session.notCoveredText]
  }
}
