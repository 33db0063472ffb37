import Bookkeeping
import CanonicalForms
import ExamRecords
import TransparencyLog

/// A report's rows for people and programs, shown as they are found.
struct AuditTable {
  let report: AuditReport
  /// What its events have in common, in words.
  let clauses: [String]
  var proof: WrittenProof?
  /// How fields and values are called and shown: by the profile in force now.
  let profile: ExamProfile
  /// The PDF of the same rows, if one was asked for.
  let output: String?
  let session: Session

  private static let columns =
    [
      "position", "recordedAt", "officer", "officerName", "type", "candidate", "number", "fullName", "class", "field",
      "old", "new", "reason", "evidence",
    ] + Selection.Mark.allCases.map(\.rawValue) + ["erasedAt", "erasedByWriter", "command"]

  func show() throws {
    let stream = RowStream(
      session, name: "rows", columns: Self.columns,
      members: [("head", .object(session.json(report.head))), ("output", JSON(output))],
      heading: session.lines(report.head, clauses).joined(separator: "\n"))
    var before: AuditRow?
    let tail = try report.rows { row in
      let lines = text(row, after: before).map(\.printable)
      before = row
      stream.append(json: json(row), rows: [cells(row)], text: lines.joined(separator: "\n"))
    }
    stream.close(members: [("tail", .object(self.tail(tail)))])
    session.close(closing(tail))
  }

  // MARK: JSON

  private func tail(_ tail: AuditReport.Tail) -> JSONObject {
    JSONObject([
      ("events", .integer(tail.events)), ("notCheckable", .integer(tail.notCheckable)),
      ("notCheckablePositions", .array(tail.notCheckablePositions.map(JSON.integer))),
      ("notLogged", NotLogged.json), ("proof", proof?.json ?? .null), ("rows", .integer(tail.rows)),
    ])
  }

  private func json(_ row: AuditRow) -> JSONObject {
    JSONObject([
      ("candidate", json(row.candidate)), ("command", .string(row.command)), ("erased", erased(row)),
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

  private func erased(_ row: AuditRow) -> JSON {
    guard let note = row.erasure else { return .null }
    return [
      "authority": .string(note.authority), "byWriter": JSON(row.isErasedByWriter), "officer": .string(note.officer),
      "position": .integer(note.position),
      "reason": .string(note.reason), "recordedAt": .string(note.recordedAt.text),
    ]
  }

  private func json(_ marks: Set<Selection.Mark>) -> JSON { .array(marks.map(\.rawValue).sorted().map(JSON.string)) }

  // MARK: CSV

  private func cells(_ row: AuditRow) -> [JSON] {
    let person = row.candidate
    let plain: [JSON] = [
      .integer(row.position), .string(row.recordedAt.text), .string(row.officer), JSON(row.officerName),
      .string(row.type), JSON(person?.id), JSON(person?.number), JSON(person?.fullName), JSON(person?.className),
      JSON(row.field), row.old?.json ?? .null, row.new?.json ?? .null, JSON(row.reason), JSON(row.evidence),
    ]
    let marks = Selection.Mark.allCases.map { mark in
      JSON.string(row.marks.contains(mark) ? "1" : row.unknownMarks.contains(mark) ? "?" : "0")
    }
    return plain + marks + [JSON(row.erasure?.position), JSON(row.isErasedByWriter), .string(row.command)]
  }

  // MARK: Text

  /// An event is introduced once, by its first row; each of its rows has a field.
  private func text(_ row: AuditRow, after before: AuditRow?) -> [String] {
    let isNew = row.position != before?.position
    var lines = isNew ? introduction(row) : []
    if session.showsOtherField(row, head: report.head) { lines.append("    " + session.otherFieldUndone) }
    guard let field = row.field else { return lines }
    lines.append(
      "    \(session.label(of: field, profile)): \(session.display(row.old, of: field, profile)) → \(session.display(row.new, of: field, profile))"
        + (isNew || row.marks == before?.marks && row.unknownMarks == before?.unknownMarks ? "" : marks(of: row)))
    return lines
  }

  private func introduction(_ row: AuditRow) -> [String] {
    var lines = [
      "@\(row.position)  \(row.recordedAt.vietnamText)  \(session.eventWord(row.type))  "
        + (row.officerName.map { "\($0) (\(row.officer))" } ?? row.officer) + marks(of: row)
    ]
    if let person = row.candidate { lines.append("    " + session.person(person)) }
    if let reason = row.reason { lines.append("    " + session.say("Lý do: \(reason)", "Reason: \(reason)")) }
    if let evidence = row.evidence {
      lines.append("    " + session.say("Minh chứng: \(evidence)", "Evidence: \(evidence)"))
    }
    if let note = session.erasure(of: row) { lines.append("    " + note) }
    if row.isUnreadable {
      lines.append("    " + session.say("(không đọc được: do bản mới hơn ghi)", "(unreadable: by a newer program)"))
    }
    return lines
  }

  private func marks(of row: AuditRow) -> String {
    let marks =
      row.marks.sorted { $0.rawValue < $1.rawValue }.map(session.word)
      + row.unknownMarks.sorted { $0.rawValue < $1.rawValue }.map { session.word($0) + "?" }
    return marks.isEmpty ? "" : "  [\(marks.joined(separator: ", "))]"
  }

  private func closing(_ tail: AuditReport.Tail) -> [String] {
    let counts = session.say(
      "\(tail.events) sự kiện, \(tail.rows) dòng.", "\(tail.events.events), \(tail.rows.rows).")
    return [counts] + session.notCheckable(tail) + (proof.map { [$0.text(session)] } ?? []) + [
      NotVerified.sentence(session)
    ]
  }
}
