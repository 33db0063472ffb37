import Bookkeeping
import CanonicalForms
import ExamRecords

extension Cause {
  /// The names of `cells`.
  static let keys = ["position", "recordedAt", "officer", "officerName", "type", "reason", "evidence", "source"]

  /// For programs: where, when, who, what, why, on what evidence, from which row of which file.
  func cells(_ books: Books) -> [JSON] {
    [
      .integer(mark.position), .string(mark.recordedAt.text), .string(mark.officer),
      JSON(books.school.officerNames[mark.officer]), .string(type), JSON(reason), JSON(evidence),
      source.map { ["file": .string($0.file), "row": .integer($0.row)] } ?? .null,
    ]
  }

  /// The same for people.
  static let columns: [Table.Column] = [
    .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
    .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
    .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
    .init(key: "officerName", vietnamese: "Tên", english: "Name"),
    .init(key: "type", vietnamese: "Việc", english: "Event"),
    .init(key: "reason", vietnamese: "Lý do", english: "Reason"),
    .init(key: "evidence", vietnamese: "Minh chứng", english: "Evidence"),
    .init(key: "source", vietnamese: "Từ tệp", english: "Source"),
  ]

  func json(_ books: Books) -> JSONObject { JSONObject(zip(Self.keys, cells(books)).map { ($0, $1) }) }
}

extension FieldStep {
  func json(_ books: Books) -> JSONObject {
    var object = cause.json(books)
    object["old"] = .some(old?.json ?? .null)
    object["new"] = .some(new?.json ?? .null)
    return object
  }
}

extension Session {
  /// `Nguyễn Thị Lan (lan)`
  func officer(_ id: String, _ books: Books) -> String {
    books.school.officerNames[id].map { "\($0) (\(id))" } ?? id
  }

  /// What `Cause.columns` say of an event.
  func cells(_ cause: Cause, _ books: Books) -> [JSON] {
    [
      .integer(cause.mark.position), .string(cause.mark.recordedAt.vietnamText), .string(cause.mark.officer),
      JSON(books.school.officerNames[cause.mark.officer]), .string(eventWord(cause.type)), JSON(cause.reason),
      JSON(cause.evidence), cause.source.map { .string("\($0.file):\($0.row)") } ?? .null,
    ]
  }

  /// `@51 25/04/2023 17:00:00, Nguyễn Thị Lan (lan), đính chính; lý do: …; minh chứng: …; từ tệp 12A1.csv:4`
  func describe(_ cause: Cause, _ books: Books) -> String {
    var text =
      "@\(cause.mark.position) \(cause.mark.recordedAt.vietnamText), \(officer(cause.mark.officer, books)), "
      + eventWord(cause.type)
    if let reason = cause.reason { text += say("; lý do: \(reason)", "; reason: \(reason)") }
    if let evidence = cause.evidence { text += say("; minh chứng: \(evidence)", "; evidence: \(evidence)") }
    if let source = cause.source {
      text += say("; từ tệp \(source.file):\(source.row)", "; from \(source.file):\(source.row)")
    }
    return text.printable
  }

  /// Says which events can't be read, if any: an answer without them may not be whole.
  func describe(unreadable: [Cause], _ books: Books) -> String? {
    guard !unreadable.isEmpty else { return nil }
    let places = unreadable.prefix(5).map { "@\($0.mark.position)" }.joined(separator: ", ")
    let more = unreadable.count > 5 ? "…" : ""
    return say(
      "Chưa đủ: nội dung \(unreadable.count) sự kiện đã xóa hoặc không đọc được (\(places)\(more)); điều chúng đã ghi không có ở đây.",
      "Not whole: the content of \(unreadable.count) events is erased or unreadable (\(places)\(more)); what they recorded is not told."
    )
  }
}

/// What no report can contain, since the ledger does not hold it.
enum NotLogged {
  static let json: JSON = .array(["reads", "exports"].map(JSON.string))

  static func sentence(_ session: Session) -> String {
    session.say(
      "Không có trong báo cáo: ai đã xem hồ sơ và ai đã xuất tệp; sổ không ghi việc đọc và xuất.",
      "Not in this report: who has looked at records or exported them; reads and exports are not logged.")
  }
}

/// What the auditor's questions leave to `verify`: they check the head that they stand on and the content that they show.
enum NotVerified {
  static let json: JSON = "notVerified"

  static func sentence(_ session: Session) -> String {
    session.say(
      "Lệnh này không kiểm chứng cả sổ: sổ có nguyên vẹn không, kiemdo verify trả lời.",
      "This command does not verify the ledger: whether it is whole is for kiemdo verify to say.")
  }
}

extension Session {
  /// The last words of a report; beside a CSV they go where the talk goes.
  func close(_ lines: [String]) {
    let text = (lines + [NotLogged.sentence(self)]).joined(separator: "\n")
    switch options.format {
    case .text: console.write(text)
    case .csv: console.note(text)
    case .json: break
    }
  }
}
