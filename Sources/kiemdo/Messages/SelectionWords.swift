import Bookkeeping
import CanonicalForms
import ExamRecords

extension Session {
  /// The clauses of a selection in words, one line each; none if every event is meant. The range of positions is said apart.
  func words(_ selection: Selection, _ books: Books, _ profile: ExamProfile) throws -> [String] {
    var lines: [String] = []
    func add(_ values: [String], _ vietnamese: String, _ english: String) {
      if !values.isEmpty { lines.append(say("\(vietnamese): ", "\(english): ") + values.joined(separator: ", ")) }
    }
    if let since = selection.since { add([since.vietnamText], "ghi từ lúc", "recorded from") }
    if let until = selection.until { add([until.vietnamText], "ghi đến lúc", "recorded until") }
    add(selection.classes, "lớp", "class")
    add(try selection.candidates.map { try person(id: $0, books, profile) }, "thí sinh", "candidate")
    add(selection.officers, "cán bộ ghi", "officer")
    add(selection.fields.map { label(of: $0, profile) }, "mục", "field")
    add(selection.types.map(eventWord), "việc", "event")
    add(selection.reason.map { ["\"\($0)\""] } ?? [], "lý do có chữ", "reason has")
    lines += Selection.Mark.allCases.filter(selection.marks.contains).map(clause)
    return lines
  }

  private func person(id: String, _ books: Books, _ profile: ExamProfile) throws -> String {
    try books.read { try $0.candidate(id: id) }.map { person($0, profile) } ?? id
  }

  private func clause(_ mark: Selection.Mark) -> String {
    switch mark {
    case .afterSigning:
      say(
        "chỉ lần sửa khi phiếu hoặc danh sách đã ký của thí sinh còn hiệu lực",
        "only edits while a signature of the candidate was in force")
    case .late:
      say("chỉ việc ghi sau thời hạn có hiệu lực lúc đó", "only what was recorded after the deadline then in force")
    case .outsideHours:
      say("chỉ việc ghi ngoài giờ của bộ quy định, giờ Việt Nam", "only what was recorded outside the profile's hours")
    case .undone:
      say(
        "chỉ lần sửa đưa giá trị về như trước lần sửa cuối",
        "only edits that give back the value that the edit before replaced")
    case .unsignedSince:
      say("chỉ lần sửa mà sau đó thí sinh không ký lại", "only edits after which the candidate has not signed again")
    }
  }
}
