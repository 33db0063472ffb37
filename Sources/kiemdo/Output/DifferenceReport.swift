import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

/// The differences of one or many candidates, for people and programs.
struct DifferenceReport {
  var books: Books
  var profile: ExamProfile
  var session: Session

  struct Counts {
    var compared = 0
    var differing = 0
    var fields = 0
    /// Fields that changed in between and have the same value again.
    var restored = 0
    var unreadable = 0

    static func += (left: inout Counts, right: Counts) {
      left.compared += right.compared
      left.differing += right.differing
      left.fields += right.fields
      left.restored += right.restored
      left.unreadable += right.unreadable
    }
  }

  func open(_ from: ComparedPlace, _ to: ComparedPlace) -> RowStream {
    RowStream(
      session, name: "differences",
      columns: ["number", "class", "fullName", "field", "before", "after", "old", "new"] + Cause.keys,
      members: [("from", json(from)), ("to", json(to))],
      heading: session.say("Từ \(describe(from)) tới \(describe(to)):", "From \(describe(from)) to \(describe(to)):"))
  }

  /// Shows what differs; nothing where nothing does.
  func append(_ difference: RecordDifference, to stream: RowStream) -> Counts {
    var counts = Counts(
      compared: 1, fields: difference.fields.count, restored: difference.restored.count,
      unreadable: difference.unreadable.count)
    guard !difference.isEmpty else { return counts }
    counts.differing = 1
    stream.append(json: json(difference), rows: rows(difference), text: text(difference))
    return counts
  }

  func finish(_ stream: RowStream, _ counts: Counts) {
    stream.close(members: [
      (
        "counts",
        [
          "candidates": .integer(counts.compared), "changedAndBack": .integer(counts.restored),
          "differing": .integer(counts.differing), "fields": .integer(counts.fields),
          "unreadable": .integer(counts.unreadable),
        ]
      ), ("notLogged", NotLogged.json),
    ])
    session.close([
      session.say(
        "Đã so \(counts.compared) thí sinh: \(counts.differing) khác, \(counts.fields) mục khác; \(counts.restored) mục đổi rồi trở lại như cũ (không liệt kê).",
        "Compared \(counts.compared): \(counts.differing) differ, in \(counts.fields) fields; \(counts.restored) fields changed and changed back (not listed)."
      )
    ])
  }

  // MARK: Places

  private func json(_ place: ComparedPlace) -> JSON {
    let at = mark(place)
    return [
      "position": .integer(place.size - 1), "recordedAt": JSON(at?.text), "sheet": JSON(place.sheet?.code),
    ]
  }

  private func describe(_ place: ComparedPlace) -> String {
    let at = mark(place)?.vietnamText ?? ""
    if let sheet = place.sheet {
      return session.say("phiếu \(sheet.code) (in \(at))", "sheet \(sheet.code) (printed \(at))")
    }
    return "@\(place.size - 1) (\(at))"
  }

  private func mark(_ place: ComparedPlace) -> Instant? {
    (try? books.ledger.header(at: place.size - 1))?.recordedAt
  }

  // MARK: One candidate

  private func json(_ difference: RecordDifference) -> JSONObject {
    let candidate = difference.candidate
    let fields: [JSON] = ordered(difference.fields).map { field in
      [
        "after": field.after?.json ?? .null, "before": field.before?.json ?? .null,
        "events": .array(field.steps.map { .object($0.json(books)) }), "field": .string(field.field),
      ]
    }
    return JSONObject([
      ("after", .string(difference.after.rawValue)), ("before", .string(difference.before.rawValue)),
      ("changedAndBack", .array(difference.restored.map { .string($0.field) })),
      ("class", JSON(candidate?.fields[profile.roles.className]?.text)), ("fields", .array(fields)),
      ("fullName", JSON(candidate?.fields[profile.roles.fullName]?.text)), ("id", .string(difference.id)),
      ("number", JSON(candidate?.number)),
      ("standing", .array(difference.standingChanges.map { .object($0.json(books)) })),
      ("unreadable", .array(difference.unreadable.map { .integer($0.mark.position) })),
    ])
  }

  /// One row for each event that is responsible, one without an event where it can't be read.
  private func rows(_ difference: RecordDifference) -> [[JSON]] {
    let candidate = difference.candidate
    let head: [JSON] = [
      JSON(candidate?.number), JSON(candidate?.fields[profile.roles.className]?.text),
      JSON(candidate?.fields[profile.roles.fullName]?.text),
    ]
    let nobody = [JSON](repeating: .null, count: Cause.keys.count)
    var rows: [[JSON]] = []
    if difference.before != difference.after {
      let sides: [JSON] = [
        .null, .string(difference.before.rawValue), .string(difference.after.rawValue), .null, .null,
      ]
      rows += difference.standingChanges.map { head + sides + $0.cells(books) }
    }
    for field in ordered(difference.fields) {
      let sides: [JSON] = [.string(field.field), field.before?.json ?? .null, field.after?.json ?? .null]
      if field.steps.isEmpty { rows.append(head + sides + [.null, .null] + nobody) }
      rows += field.steps.map {
        head + sides + [$0.old?.json ?? .null, $0.new?.json ?? .null] + $0.cause.cells(books)
      }
    }
    return rows
  }

  private func text(_ difference: RecordDifference) -> String {
    var lines = [
      difference.candidate.map { session.person($0, profile) }
        ?? (try? session.person(id: difference.id, books, profile)) ?? difference.id
    ]
    if difference.before != difference.after {
      lines.append("  \(word(difference.before)) → \(word(difference.after))")
      lines += difference.standingChanges.map { "    " + session.describe($0, books) }
    }
    for field in ordered(difference.fields) {
      let label = session.label(of: field.field, profile)
      lines.append("  \(label): \(shown(field.before, field.field)) → \(shown(field.after, field.field))")
      // Who came in between has every field from one event, which stands above.
      for step in field.steps where !difference.standingChanges.contains(step.cause) || field.steps.count > 1 {
        let change =
          field.steps.count > 1 ? "\(shown(step.old, field.field)) → \(shown(step.new, field.field)); " : ""
        lines.append("    " + change + session.describe(step.cause, books))
      }
      if field.steps.isEmpty {
        lines.append(
          session.say("    sự kiện đã đổi mục này không đọc được nữa", "    the event that changed it can't be read"))
      }
    }
    if let sentence = session.describe(unreadable: difference.unreadable, books) { lines.append("  " + sentence) }
    return lines.joined(separator: "\n")
  }

  private func shown(_ value: FieldValue?, _ field: String) -> String {
    session.display(value, of: field, profile).printable
  }

  /// As the form has them; fields that the profile does not know come last.
  private func ordered(_ fields: [RecordDifference.Field]) -> [RecordDifference.Field] {
    let places = Dictionary(uniqueKeysWithValues: profile.fields.enumerated().map { ($1.name, $0) })
    return fields.sorted {
      (places[$0.field] ?? .max, $0.field) < (places[$1.field] ?? .max, $1.field)
    }
  }

  private func word(_ standing: RecordDifference.Standing) -> String {
    switch standing {
    case .absent: session.say("chưa có trong sổ", "not registered")
    case .present: session.say("dự thi", "takes the exam")
    case .withdrawn: session.say("đã rút", "withdrawn")
    }
  }
}

extension ComparedPlace {
  fileprivate var sheet: Sheet? {
    if case .sheet(let sheet) = self { sheet } else { nil }
  }
}
