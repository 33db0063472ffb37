import Bookkeeping
import CheckSheets

extension AuditPaper {
  /// Writes the figures of a report.
  func write(_ summary: SummaryReport) throws {
    let range = (summary.head.range.lowerBound, summary.head.range.upperBound - 1)
    var parts: [OfficialReport.Part] = []
    for table in summary.tables {
      parts += [.section(title(table.name)), .table(.init(table, session.language))]
    }
    let items = summary.summary.all.backAndForth.map(summary.sentence)
    if !items.isEmpty {
      parts += [.section(session.say("Giá trị sửa qua sửa lại", "Values changed back and forth")), .items(items)]
      let further = summary.summary.furtherReturns
      if further > 0 {
        parts.append(.note(session.say("Và \(further) chỗ nữa.", "And \(further) more.")))
      }
    }
    try write(
      title: session.say("BẢNG TỔNG HỢP CÁC LẦN SỬA", "SUMMARY OF EDITS"),
      scope: [
        .init(
          session.say("Khoảng xét:", "Range:"),
          session.say("số ghi @\(range.0) đến @\(range.1)", "events @\(range.0) to @\(range.1)")),
        .init(
          session.say("Điều kiện:", "Clauses:"),
          session.joined(summary.clauses, by: ";\n")),
      ], parts: parts, closing: summary.unknown + session.notCheckable(summary.tail))
  }

  private func title(_ kind: String) -> String {
    switch kind {
    case "total": session.say("Tất cả", "All")
    case "officer": session.say("Theo cán bộ", "By officer")
    case "class": session.say("Theo lớp", "By class")
    case "day": session.say("Theo ngày", "By day")
    default: session.say("Theo mục", "By field")
    }
  }
}
