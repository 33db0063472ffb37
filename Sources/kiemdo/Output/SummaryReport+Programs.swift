import Bookkeeping
import CanonicalForms
import ExamRecords

extension SummaryReport {
  private static func members(_ figures: Figures) -> [(String, JSON)] {
    [
      ("changes", .integer(figures.changes)), ("edits", .integer(figures.edits)), ("events", .integer(figures.events)),
    ] + Selection.Mark.allCases.map { ($0.rawValue, .integer(figures.marked[$0])) }
  }

  private static func unknown(_ figures: Figures) -> [(String, JSON)] {
    Selection.Mark.allCases.map { ($0.rawValue, .integer(figures.unknown[$0])) }
  }

  private func json(_ figures: Figures) -> [(String, JSON)] {
    Self.members(figures) + [("unknown", .object(JSONObject(Self.unknown(figures))))]
  }

  private func json(_ returned: [AuditSummary.BackAndForth]) -> JSON {
    .array(
      returned.map { item in
        [
          "candidate": .string(item.candidate.id), "field": .string(item.field),
          "fullName": JSON(item.candidate.fullName), "number": JSON(item.candidate.number),
          "positions": .array(item.positions.map(JSON.integer)),
        ]
      })
  }

  private func json(_ group: AuditSummary.Group) -> [(String, JSON)] {
    let fields = group.changedFields.map { field, changes -> JSON in
      ["changes": .integer(changes), "field": .string(field)]
    }
    return [("backAndForth", json(group.backAndForth)), ("changedFields", .array(fields))]
  }

  var json: JSON {
    let entries = entries
    func list(_ kind: String) -> JSON {
      .array(
        entries.filter { $0.kind == kind }.map { entry in
          .object(JSONObject([(kind, JSON(entry.key))] + json(entry.figures) + (entry.group.map(json) ?? [])))
        })
    }
    return [
      "backAndForth": json(summary.all.backAndForth),
      "classes": list("class"), "days": list("day"), "fields": list("field"),
      "furtherBackAndForth": .integer(summary.furtherReturns), "head": .object(session.json(head)),
      "notCheckable": .integer(tail.notCheckable), "notLogged": NotLogged.json,
      "officers": list("officer"), "output": JSON(output),
      "total": .object(JSONObject(json(summary.all.figures))),
    ]
  }

  /// One row an entry, and one for each field that went back and forth.
  var table: Table {
    let figures = Self.members(Figures()).map(\.0)
    let keys = ["of", "key"] + figures + Self.unknown(Figures()).map { $0.0 + "Unknown" }
    var table = Table(
      name: "groups",
      columns: (keys + ["changedFields", "positions"]).map { .init(key: $0, vietnamese: $0, english: $0) })
    for entry in entries {
      let changed = entry.group?.changedFields.map { "\($0.field) \($0.changes)" }.joined(separator: ", ")
      let positions = entry.group?.backAndForth.flatMap(\.positions).sorted()
      table.rows.append(
        [.string(entry.kind), JSON(entry.key)] + (Self.members(entry.figures) + Self.unknown(entry.figures)).map(\.1)
          + [JSON(changed), positions.map { .array($0.map(JSON.integer)) } ?? .null])
    }
    for item in summary.all.backAndForth {
      let numbers = figures.map { $0 == "undone" ? JSON.integer(item.positions.count) : .null }
      table.rows.append(
        [.string("backAndForth"), .string("\(item.candidate.id) \(item.field)")] + numbers
          + Array(repeating: .null, count: Selection.Mark.allCases.count + 1)
          + [.array(item.positions.map(JSON.integer))])
    }
    return table
  }
}
