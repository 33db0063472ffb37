import Bookkeeping
import CanonicalForms
import CheckSheets
import ExamRecords
import TransparencyLog

extension AuditPaper {
  /// Rows that are laid out as one file. Its texts are held in memory while it is drawn, about a kilobyte a row; a report of more
  /// is read as CSV, or in parts.
  static let mostRows = 100_000

  /// Writes the rows of a report.
  ///
  /// - Parameters:
  ///   - clauses: what its events have in common, in words.
  ///   - proof: the file that was written to prove the report, if any.
  ///   - provesSelection: whether that file proves the clauses too.
  func write(
    _ report: AuditReport, _ clauses: [String], _ profile: ExamProfile, proof: FileFingerprint?, provesSelection: Bool
  ) throws {
    var rows: [OfficialReport.Row] = []
    let tail = try report.rows { row in
      try demandRoom(after: rows.count, narrowing: "--from, --to, --class…")
      rows.append(self.row(row, report.head, profile))
    }
    let table = OfficialReport.Table(columns: columns, rows: rows)
    try write(
      title: session.say("BÁO CÁO CÁC SỰ KIỆN TRONG SỔ GHI", "REPORT ON THE EVENTS OF A LEDGER"),
      scope: scope(report.head, tail, clauses, proof: proof, provesSelection: provesSelection),
      parts: [.section(session.say("Các sự kiện", "Events")), .table(table)],
      closing: session.notCheckable(tail))
  }

  /// - Parameter narrowing: by which options the question can be narrowed.
  /// - Throws: where the report would be too long for one file.
  func demandRoom(after rows: Int, narrowing: String) throws {
    guard rows >= Self.mostRows else { return }
    let most = Self.mostRows.grouped(session.language)
    throw Explained(
      Explanation(
        message: session.say(
          "Báo cáo có hơn \(most) dòng, không in thành một tệp PDF. Thu hẹp bằng \(narrowing), hoặc dùng --format csv. Chưa ghi tệp nào.",
          "The report has more than \(most) rows: too many for one PDF. Narrow it with \(narrowing), or use --format csv. No file was written."
        ), code: .usage))
  }

  private func scope(
    _ head: AuditReport.Head, _ tail: AuditReport.Tail, _ clauses: [String], proof: FileFingerprint?,
    provesSelection: Bool
  ) -> [OfficialReport.Particular] {
    let range = (head.range.lowerBound, head.range.upperBound - 1)
    return [
      .init(
        session.say("Khoảng xét:", "Range:"),
        session.say("số ghi @\(range.0) đến @\(range.1)", "events @\(range.0) to @\(range.1)")),
      .init(
        session.say("Điều kiện:", "Clauses:"),
        session.joined(clauses, by: ";\n")),
      .init(
        session.say("Kết quả:", "Result:"),
        session.say(
          "\(tail.events.grouped(session.language)) sự kiện, \(tail.rows.grouped(session.language)) dòng",
          "\(tail.events.events), \(tail.rows.rows)")),
      .init(
        session.say("Tệp chứng minh:", "Proof:"),
        proof.map {
          "\($0.path.lastComponent), SHA-256 \($0.hash.hex)"
            + (provesSelection
              ? ""
              : session.say(
                "; không chứng minh được điều kiện, chỉ chứng minh các sự kiện là đủ",
                "; it does not prove the clauses, only that the events are complete"))
        }
          ?? session.say("không lập (thêm --proof TỆP)", "none was made (add --proof FILE)")),
    ]
  }

  private var columns: [OfficialReport.Column] {
    [
      .init(session.say("Số ghi", "Event"), share: 6, .right), .init(session.say("Lúc", "At"), share: 9),
      .init(session.say("Cán bộ", "Officer"), share: 9), .init(session.say("Thí sinh", "Candidate"), share: 13),
      .init(session.say("Việc", "What"), share: 8), .init(session.say("Mục", "Field"), share: 10),
      .init(session.say("Trước", "Before"), share: 10), .init(session.say("Sau", "After"), share: 10),
      .init(session.say("Lý do, minh chứng", "Reason, evidence"), share: 17),
      .init(session.say("Dấu", "Marks"), share: 8),
    ]
  }

  private func row(_ row: AuditRow, _ head: AuditReport.Head, _ profile: ExamProfile) -> OfficialReport.Row {
    let marks = row.marks.sorted { $0.rawValue < $1.rawValue }.map(session.word)
    let unknown = row.unknownMarks.sorted { $0.rawValue < $1.rawValue }.map { session.word($0) + "?" }
    let values = row.field.map { field in
      [
        session.label(of: field, profile), session.display(row.old, of: field, profile),
        session.display(row.new, of: field, profile),
      ]
    }
    return OfficialReport.Row(
      [
        OfficialReport.Cell(String(row.position)), OfficialReport.Cell(row.recordedAt.vietnamText),
        OfficialReport.Cell(row.officerName.map { "\($0) (\(row.officer))" } ?? row.officer),
        OfficialReport.Cell(row.candidate.map(session.person) ?? ""), OfficialReport.Cell(session.eventWord(row.type)),
        OfficialReport.Cell(values?[0] ?? ""), OfficialReport.Cell(values?[1] ?? ""),
        OfficialReport.Cell(values?[2] ?? "", .strong), OfficialReport.Cell(reason(row, head)),
        OfficialReport.Cell((marks + unknown).joined(separator: ", ")),
      ],
      // What every row of the report has is nothing to look at.
      isMarked: !row.marks.subtracting(head.selection.marks).isEmpty)
  }

  private func reason(_ row: AuditRow, _ head: AuditReport.Head) -> String {
    var parts = [row.reason, row.evidence.map { session.say("Minh chứng: \($0)", "Evidence: \($0)") }].compactMap(
      \.self)
    if let note = session.erasure(of: row) { parts.append(note) }
    if session.showsOtherField(row, head: head) { parts.append(session.otherFieldUndone) }
    if row.isUnreadable {
      parts.append(session.say("(không đọc được: do bản mới hơn ghi)", "(unreadable: by a newer program)"))
    }
    return parts.joined(separator: "\n")
  }
}
