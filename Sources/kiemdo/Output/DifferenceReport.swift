import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

/// The differences of one or many candidates, for people and programs.
struct DifferenceReport {
  var books: Books
  var profile: ExamProfile
  var from: ComparedPlace
  var to: ComparedPlace
  /// Where the clock was set back, if that makes one of the places doubtful.
  var clockSteps: [Int]
  var session: Session

  /// Hands over each candidate's difference to what it is given.
  typealias Source = (_ body: (RecordDifference) throws -> Void) throws -> Void

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

  /// On the screen, on paper, or both. The differences are asked for once for each: none of them is kept.
  ///
  /// - Parameters:
  ///   - subject: whom all of it is about; nil for everyone.
  ///   - id: of the only candidate.
  func show(_ paper: ReportOptions, about subject: String?, id: String? = nil, _ source: Source) throws {
    if paper.output != nil { try draw(paper, about: subject, id: id, source) }
    if session.answersOnPaper(paper) { return }
    let stream = RowStream(
      session, name: "differences",
      columns: ["number", "class", "fullName", "field", "before", "after", "old", "new"] + Cause.keys,
      members: [("from", json(from)), ("to", json(to))] + paper.members,
      heading: session.say("Từ \(describe(from)) tới \(describe(to)):", "From \(describe(from)) to \(describe(to)):"))
    var counts = Counts()
    try source { difference in
      counts += self.counts(difference)
      guard !difference.isEmpty else { return }
      stream.append(json: json(difference), rows: rows(difference), text: text(difference))
    }
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
    session.close([sentence(counts)])
  }

  func counts(_ difference: RecordDifference) -> Counts {
    Counts(
      compared: 1, differing: difference.isEmpty ? 0 : 1, fields: difference.fields.count,
      restored: difference.restored.count, unreadable: difference.unreadable.count)
  }

  func sentence(_ counts: Counts) -> String {
    session.say(
      "Đã so \(counts.compared) thí sinh: \(counts.differing) khác, \(counts.fields) mục khác; \(counts.restored) mục đổi rồi trở lại như cũ (không liệt kê).",
      "Compared \(counts.compared): \(counts.differing) differ, in \(counts.fields) fields; \(counts.restored) fields changed and changed back (not listed)."
    )
  }

  // MARK: Places

  private func json(_ place: ComparedPlace) -> JSON {
    let at = mark(place)
    return [
      "position": .integer(place.size - 1), "recordedAt": JSON(at?.text), "sheet": JSON(place.sheet?.code),
    ]
  }

  func describe(_ place: ComparedPlace) -> String {
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

  func person(_ difference: RecordDifference) -> String {
    difference.candidate.map { session.person($0, profile) }
      ?? (try? session.person(id: difference.id, books, profile)) ?? difference.id
  }

  /// Who came in between has every field from one event, which is told already.
  func isTold(_ step: FieldStep, of field: RecordDifference.Field, in difference: RecordDifference) -> Bool {
    !difference.standingChanges.contains(step.cause) || field.steps.count > 1
  }

  var unreadableStep: String {
    session.say("sự kiện đã đổi mục này không đọc được nữa", "the event that changed it can't be read")
  }

  private func text(_ difference: RecordDifference) -> String {
    var lines = [person(difference)]
    if difference.before != difference.after {
      lines.append("  \(word(difference.before)) → \(word(difference.after))")
      lines += difference.standingChanges.map { "    " + session.describe($0, books) }
    }
    for field in ordered(difference.fields) {
      let label = session.label(of: field.field, profile)
      lines.append("  \(label): \(shown(field.before, field.field)) → \(shown(field.after, field.field))")
      for step in field.steps where isTold(step, of: field, in: difference) {
        let change =
          field.steps.count > 1 ? "\(shown(step.old, field.field)) → \(shown(step.new, field.field)); " : ""
        lines.append("    " + change + session.describe(step.cause, books))
      }
      if field.steps.isEmpty {
        lines.append("    " + unreadableStep)
      }
    }
    if let sentence = session.describe(unreadable: difference.unreadable, books) { lines.append("  " + sentence) }
    return lines.joined(separator: "\n")
  }

  private func shown(_ value: FieldValue?, _ field: String) -> String {
    session.display(value, of: field, profile).printable
  }

  /// As the form has them; fields that the profile does not know come last.
  func ordered(_ fields: [RecordDifference.Field]) -> [RecordDifference.Field] {
    let places = Dictionary(uniqueKeysWithValues: profile.fields.enumerated().map { ($1.name, $0) })
    return fields.sorted {
      (places[$0.field] ?? .max, $0.field) < (places[$1.field] ?? .max, $1.field)
    }
  }

  func word(_ standing: RecordDifference.Standing) -> String {
    switch standing {
    case .absent: session.say("chưa có trong sổ", "not registered")
    case .present: session.say("dự thi", "takes the exam")
    case .withdrawn: session.say("đã rút", "withdrawn")
    }
  }
}

extension ComparedPlace {
  var sheet: Sheet? {
    if case .sheet(let sheet) = self { sheet } else { nil }
  }
}
