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

  typealias Figures = AuditSummary.Figures

  /// What a figure is of, in order: all, officer, class, day, field. Of a field there is no group.
  struct Entry {
    var kind: String
    var key: String?
    var figures: Figures
    var group: AuditSummary.Group?
  }

  var entries: [Entry] {
    func entry(_ kind: String, _ key: String?, _ group: AuditSummary.Group) -> Entry {
      Entry(kind: kind, key: key, figures: group.figures, group: group)
    }
    return [entry("total", nil, summary.all)]
      + summary.officers.sorted { $0.key < $1.key }.map { entry("officer", $0.key, $0.value) }
      + summary.classes.sorted { VietnameseCollation.precedes($0.key ?? "", $1.key ?? "") }.map {
        entry("class", $0.key, $0.value)
      }
      + summary.days.sorted { $0.key < $1.key }.map { entry("day", $0.key.text, $0.value) }
      + summary.changedFields.map { Entry(kind: "field", key: $0.field, figures: $0.figures) }
  }

  /// For each kind of entry that there is, its figures, as people read them; of all, where they are not those of one officer.
  var tables: [Table] {
    let titles = [
      "total": ("Tất cả", "All"), "officer": ("Cán bộ", "Officer"), "class": ("Lớp", "Class"), "day": ("Ngày", "Day"),
    ]
    let entries = entries
    return ["total", "officer", "class", "day", "field"].compactMap { kind in
      let title = titles[kind] ?? ("Mục", "Field")
      var columns = [Table.Column(key: kind, vietnamese: title.0, english: title.1)] + Self.columns
      if kind != "field" { columns += Self.furtherColumns }
      var table = Table(name: kind, columns: columns)
      table.rows = entries.filter { $0.kind == kind }.map { entry in
        [.string(name(entry.kind, entry.key))] + Self.numbers(entry.figures) + (entry.group.map(further) ?? [])
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

  /// What the figures in brackets mean, and what they come to; none where all could be told.
  var unknown: [String] {
    let figures = summary.all.figures
    let marks: [(Selection.Mark)] = [.afterSigning, .unsignedSince, .undone, .late, .outsideHours]
    let parts = marks.filter { figures.unknown[$0] > 0 }.map { mark in
      session.say(
        "\(session.word(mark)) \(figures.marked[mark]), không xét được \(figures.unknown[mark])",
        "\(session.word(mark)) \(figures.marked[mark]), can't be told of \(figures.unknown[mark])")
    }
    guard !parts.isEmpty else { return [] }
    return [
      session.say(
        "(?N) là còn N không xét được, vì nội dung đã xóa hoặc không đọc được, hoặc bộ quy định không nêu: \(parts.joined(separator: "; ")).",
        "(?N) means that N more can't be told, since content is erased or unreadable or the profile does not say: \(parts.joined(separator: "; "))."
      )
    ]
  }

  var text: String {
    var lines = session.lines(head, clauses)
    for table in tables { lines += [table.text(session.language), ""] }
    let returned = summary.all.backAndForth
    for item in returned.prefix(20) {
      lines.append(session.say("Sửa qua sửa lại: ", "Back and forth: ") + sentence(item))
    }
    let further = max(0, returned.count - 20) + summary.furtherReturns
    if further > 0 {
      lines.append(session.say("… và \(further) chỗ nữa (--format json)", "… and \(further) more (--format json)"))
    }
    lines += unknown + session.notCheckable(tail) + [NotVerified.sentence(session)]
    return (lines + [NotLogged.sentence(session)]).joined(separator: "\n")
  }

  private func name(_ kind: String, _ key: String?) -> String {
    if kind == "total" { return session.say("mọi sự kiện", "all events") }
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

  private static let furtherColumns: [Table.Column] = [
    .init(key: "changedFields", vietnamese: "Hay sửa nhất", english: "Changed most"),
    .init(key: "backAndForth", vietnamese: "Sửa qua sửa lại", english: "Back and forth"),
  ]

  private static func numbers(_ figures: Figures) -> [JSON] {
    func number(_ mark: Selection.Mark) -> JSON {
      let unknown = figures.unknown[mark]
      return unknown == 0 ? .integer(figures.marked[mark]) : .string("\(figures.marked[mark]) (?\(unknown))")
    }
    return [figures.events, figures.edits, figures.changes].map(JSON.integer)
      + [.afterSigning, .unsignedSince, .undone, .late, .outsideHours].map(number)
  }

  /// The three fields changed most, and the three places where most was given back.
  private func further(_ group: AuditSummary.Group) -> [JSON] {
    let (fields, returned) = (group.changedFields, group.backAndForth)
    let changed = fields.prefix(3).map { "\(session.label(of: $0.field, profile)) (\($0.changes))" }
    let given = returned.prefix(3).map { item in
      let who = item.candidate.number.map { session.say("số \($0)", "no. \($0)") } ?? "?"
      return "\(who) \(session.label(of: item.field, profile)) (\(item.positions.count))"
    }
    return [(changed, fields.count), (given, returned.count)].map { shown, count in
      .string(shown.joined(separator: ", ") + (count > 3 ? "…" : ""))
    }
  }
}
