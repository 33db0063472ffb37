import Bookkeeping
import CanonicalForms
import ExamRecords

extension Session {
  /// The clauses of a selection in words; none if every event is meant. The range of positions is said apart.
  ///
  /// - Parameter books: asked for only where a candidate has to be named.
  func words(
    _ selection: Selection, _ profile: ExamProfile, books: () throws -> Books
  ) throws -> [String] {
    try words(
      selection, candidate: { try person(id: $0, books(), profile) }, field: { label(of: $0, profile) })
  }

  /// The same where neither records nor profile are at hand.
  func words(_ selection: Selection) -> [String] {
    let range = [
      selection.from.map { say("từ số ghi @\($0)", "from event @\($0)") },
      selection.to.map { say("đến số ghi @\($0)", "to event @\($0)") },
    ]
    return range.compactMap(\.self) + words(selection, candidate: { $0 }, field: { $0 })
  }

  /// Clauses on one line, or so that each begins one.
  func joined(_ clauses: [String], by separator: String) -> String {
    clauses.isEmpty ? say("mọi sự kiện", "every event") : clauses.joined(separator: separator)
  }

  private func words(
    _ selection: Selection, candidate: (String) throws -> String, field: (String) -> String
  ) rethrows -> [String] {
    var lines: [String] = []
    func add(_ values: [String], _ vietnamese: String, _ english: String) {
      if !values.isEmpty { lines.append(say("\(vietnamese): ", "\(english): ") + values.joined(separator: ", ")) }
    }
    if let since = selection.since { add([since.vietnamText], "ghi từ lúc", "recorded from") }
    if let until = selection.until { add([until.vietnamText], "ghi đến lúc", "recorded until") }
    add(selection.classes, "lớp", "class")
    add(try selection.candidates.map(candidate), "thí sinh", "candidate")
    add(selection.officers, "cán bộ ghi", "officer")
    add(selection.fields.map(field), "mục", "field")
    add(selection.types.map(eventWord), "việc", "event")
    add(selection.reason.map { ["\"\($0)\""] } ?? [], "lý do có chữ", "reason has")
    lines += Selection.Mark.allCases.filter(selection.marks.contains).map(clause)
    return lines
  }

  /// A candidate by the stream's ULID; of one whose record is gone, the number.
  func person(id: String, _ books: Books, _ profile: ExamProfile) throws -> String {
    do {
      return person(try books.find(id).candidate, profile)
    } catch BookError.unknownCandidate(_, let unknown, _) {
      return say("số \(unknown.number) (hồ sơ không còn)", "no. \(unknown.number) (the record is gone)")
    }
  }

  private func clause(_ mark: Selection.Mark) -> String {
    switch mark {
    case .afterSigning:
      say(
        "chỉ lần sửa, rút hay khôi phục khi phiếu hoặc danh sách đã ký của thí sinh còn hiệu lực",
        "only edits, withdrawals and restorations while a signature of the candidate was in force")
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
