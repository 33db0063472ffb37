import Bookkeeping
import CanonicalForms
import ExamRecords

/// The figures of a report for people and programs.
struct SummaryReport {
  let head: AuditReport.Head
  /// What its events have in common, in words.
  let clauses: [String]
  let tail: AuditReport.Tail
  let summary: AuditSummary
  let profile: ExamProfile
  let names: [String: String]
  /// The PDF of the same figures, if one was asked for.
  let output: String?
  let session: Session

  private typealias Figures = AuditSummary.Figures

  /// What a figure is of, in order: officer, class, day, field.
  private var groups: [(kind: String, key: String?, figures: Figures)] {
    summary.officers.sorted { $0.key < $1.key }.map { ("officer", $0.key, $0.value) }
      + summary.classes.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { ("class", $0.key, $0.value) }
      + summary.days.sorted { $0.key < $1.key }.map { ("day", $0.key.text, $0.value) }
      + summary.changedFields.map { ("field", $0.field, $0.figures) }
  }

  private static func members(_ figures: Figures) -> [(String, JSON)] {
    [
      ("afterSigning", .integer(figures.afterSigning)), ("changes", .integer(figures.changes)),
      ("edits", .integer(figures.edits)), ("events", .integer(figures.events)), ("late", .integer(figures.late)),
      ("outsideHours", .integer(figures.outsideHours)), ("undone", .integer(figures.undone)),
      ("unsignedSince", .integer(figures.unsignedSince)),
    ]
  }

  var json: JSON {
    func list(_ kind: String, _ key: String) -> JSON {
      .array(
        groups.filter { $0.kind == kind }.map { group in
          .object(JSONObject([(key, JSON(group.key))] + Self.members(group.figures)))
        })
    }
    return [
      "backAndForth": .array(
        summary.backAndForth.map { item in
          [
            "candidate": .string(item.candidate.id), "field": .string(item.field),
            "fullName": JSON(item.candidate.fullName), "number": JSON(item.candidate.number),
            "positions": .array(item.positions.map(JSON.integer)),
          ]
        }),
      "classes": list("class", "class"), "days": list("day", "day"), "fields": list("field", "field"),
      "furtherBackAndForth": .integer(summary.furtherBackAndForth), "head": .object(session.json(head)),
      "notCheckable": .integer(tail.notCheckable), "notLogged": NotLogged.json,
      "officers": list("officer", "officer"), "output": JSON(output),
      "total": .object(JSONObject(Self.members(summary.total))),
    ]
  }

  /// One row a group, and one for each field that went back and forth.
  var table: Table {
    let keys = Self.members(Figures()).map(\.0)
    var table = Table(
      name: "groups",
      columns: (["of", "key"] + keys + ["positions"]).map { .init(key: $0, vietnamese: $0, english: $0) })
    for group in groups {
      table.rows.append([.string(group.kind), JSON(group.key)] + Self.members(group.figures).map(\.1) + [.null])
    }
    for item in summary.backAndForth {
      table.rows.append(
        [.string("backAndForth"), .string("\(item.candidate.id) \(item.field)")]
          + keys.map { $0 == "undone" ? .integer(item.positions.count) : .null }
          + [.array(item.positions.map(JSON.integer))])
    }
    table.rows.append([.string("# \(NotLogged.sentence(session))")] + Array(repeating: .null, count: keys.count + 2))
    return table
  }

  var text: String {
    var lines = session.lines(head, clauses)
    for table in tables { lines += [table.text(session.language), ""] }
    for item in summary.backAndForth.prefix(20) {
      lines.append(session.say("Sửa qua sửa lại: ", "Back and forth: ") + sentence(item))
    }
    let further = summary.backAndForth.count - 20 + summary.furtherBackAndForth
    if further > 0 {
      lines.append(session.say("… và \(further) chỗ nữa (--format json)", "… and \(further) more (--format json)"))
    }
    lines += session.notCheckable(tail)
    return (lines + [NotLogged.sentence(session)]).joined(separator: "\n")
  }

  /// For each kind of group that there is, its figures, as people read them.
  var tables: [Table] {
    let titles = ["officer": ("Cán bộ", "Officer"), "class": ("Lớp", "Class"), "day": ("Ngày", "Day")]
    return ["officer", "class", "day", "field"].compactMap { kind in
      let title = titles[kind] ?? ("Mục", "Field")
      var table = Table(name: kind, columns: [.init(key: kind, vietnamese: title.0, english: title.1)] + Self.columns)
      table.rows = groups.filter { $0.kind == kind }.map { group in
        [.string(name(group.kind, group.key))] + Self.numbers(group.figures)
      }
      return table.rows.isEmpty ? nil : table
    }
  }

  /// A field of a candidate that went back and forth.
  func sentence(_ item: AuditSummary.BackAndForth) -> String {
    let places = item.positions.map { "@\($0)" }.joined(separator: ", ")
    let what = "\(session.person(item.candidate)), \(session.label(of: item.field, profile))"
    return session.say("\(what): trả lại ở \(places)", "\(what): given back at \(places)")
  }

  private func name(_ kind: String, _ key: String?) -> String {
    guard let key else { return session.say("(không rõ)", "(unknown)") }
    switch kind {
    case "officer": return names[key].map { "\($0) (\(key))" } ?? key
    case "day": return CalendarDate(key)?.vietnameseText ?? key
    case "field": return session.label(of: key, profile)
    default: return key
    }
  }

  private static let columns: [Table.Column] = [
    .init(key: "events", vietnamese: "Sự kiện", english: "Events", isRight: true),
    .init(key: "edits", vietnamese: "Lần sửa", english: "Edits", isRight: true),
    .init(key: "changes", vietnamese: "Chỗ sửa", english: "Changes", isRight: true),
    .init(key: "afterSigning", vietnamese: "Sau ký", english: "After signing", isRight: true),
    .init(key: "unsignedSince", vietnamese: "Chưa ký lại", english: "Unsigned since", isRight: true),
    .init(key: "undone", vietnamese: "Trả lại", english: "Undone", isRight: true),
    .init(key: "late", vietnamese: "Muộn", english: "Late", isRight: true),
    .init(key: "outsideHours", vietnamese: "Ngoài giờ", english: "Outside hours", isRight: true),
  ]

  private static func numbers(_ figures: Figures) -> [JSON] {
    [
      figures.events, figures.edits, figures.changes, figures.afterSigning, figures.unsignedSince, figures.undone,
      figures.late, figures.outsideHours,
    ].map(JSON.integer)
  }
}
