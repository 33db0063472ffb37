import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

/// What a reading command looks at: the whole ledger, or the events up to a place in it.
struct Viewpoint {
  /// How many events are looked at.
  var size: Int
  /// Whether a place was asked for.
  var isPast: Bool
  /// Positions where the clock was set back, if that makes the time that was asked for doubtful.
  var clockSteps: [Int]

  /// What results in JSON say of it.
  var members: [(String, JSON)] {
    [("clockSteps", .array(clockSteps.map(JSON.integer))), ("size", .integer(size))]
  }
}

extension Session {
  /// Finds the place of `--as-of`, and warns where the clock was set back.
  func viewpoint(_ asOf: String?, _ desk: AuditDesk) throws -> Viewpoint {
    guard let asOf else { return Viewpoint(size: desk.ledger.size, isPast: false, clockSteps: []) }
    let moment = try desk.moment(asOf: try self.asOf(asOf))
    if !moment.clockSteps.isEmpty { console.note(warning(moment)) }
    return Viewpoint(size: moment.size, isPast: true, clockSteps: moment.clockSteps.map(\.position))
  }

  func viewpoint(_ asOf: String?, _ books: Books) throws -> Viewpoint { try viewpoint(asOf, books.desk) }

  /// The same where only the number of events matters.
  func size(asOf text: String?, _ books: Books) throws -> Int { try viewpoint(text, books).size }

  private func warning(_ moment: Moment) -> String {
    let shown = moment.clockSteps.prefix(3)
    let more = moment.clockSteps.count > 3 ? "…" : ""
    let vietnamese = shown.map { "số \($0.position) (từ \($0.before.vietnamText) về \($0.recordedAt.vietnamText))" }
    let english = shown.map { "event \($0.position) (from \($0.before.vietnamText) to \($0.recordedAt.vietnamText))" }
    return say(
      "Chú ý: đồng hồ của sổ đã lùi ở \(vietnamese.joined(separator: ", "))\(more), nên một giờ có thể chỉ nhiều chỗ. Đã lấy đến hết số \(moment.size - 1), sự kiện cuối cùng ghi giờ không muộn hơn giờ hỏi (\(moment.recordedAt.vietnamText)); những gì đứng trước nó coi là ghi trước nó. Muốn chỗ khác: --as-of @SỐ.",
      "Note: the ledger's clock was set back at \(english.joined(separator: ", "))\(more), so a time may mean several places. Taken: everything through event \(moment.size - 1), the last one stamped at or before that time (\(moment.recordedAt.vietnamText)); what stands before it counts as recorded before it. For another place: --as-of @N."
    )
  }
}
