import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

/// What a reading command looks at: the whole ledger, or the events up to a place in it.
struct Viewpoint {
  /// How many events are looked at.
  var size: Int
  /// The place that was asked for, as it was typed; nil if none was.
  var asked: String?
  /// Positions where the clock was set back, if that makes the time that was asked for doubtful.
  var clockSteps: [Int]

  /// Whether a place was asked for.
  var isPast: Bool { asked != nil }

  /// What results in JSON say of it.
  var members: [(String, JSON)] {
    [("clockSteps", .array(clockSteps.map(JSON.integer))), ("size", .integer(size))]
  }
}

extension Session {
  /// Finds the place of `--as-of`, and warns where the clock was set back.
  func viewpoint(_ asOf: String?, _ desk: AuditDesk) throws -> Viewpoint {
    guard let asOf else { return Viewpoint(size: desk.ledger.size, clockSteps: []) }
    let moment = try desk.moment(asOf: try self.asOf(asOf))
    if !moment.clockSteps.isEmpty { console.note(warning(moment)) }
    return Viewpoint(size: moment.size, asked: asOf, clockSteps: moment.clockSteps.map(\.position))
  }

  func viewpoint(_ asOf: String?, _ books: Books) throws -> Viewpoint { try viewpoint(asOf, books.desk) }

  /// Refuses a candidate who is not in the ledger yet at the place that is looked from.
  ///
  /// - Throws: `Failure.notYetRegistered`.
  func demandRegistered(_ number: Int, at position: Int, below size: Int) throws {
    guard position < size else {
      throw Failure.notYetRegistered(number: number, at: position, lookedFrom: size - 1)
    }
  }

  private func warning(_ moment: Moment) -> String {
    let places = moment.clockSteps.map { step in
      let (before, after) = (step.before.vietnamText, step.recordedAt.vietnamText)
      return "@\(step.position)" + say(" (từ \(before) về \(after))", " (from \(before) to \(after))")
    }
    let taken = say(
      "Một giờ vì thế có thể chỉ nhiều chỗ: đã lấy đến hết số ghi @\(moment.size - 1), sự kiện cuối cùng ghi giờ không muộn hơn giờ hỏi (\(moment.recordedAt.vietnamText)); những gì đứng trước nó coi là ghi trước nó. Muốn chỗ khác: gõ @SỐ thay cho giờ.",
      "So a time may mean several places. Taken: everything through event @\(moment.size - 1), the last one stamped at or before that time (\(moment.recordedAt.vietnamText)); what stands before it counts as recorded before it. For another place give @N instead of the time."
    )
    return [clockWarning(places), taken].compactMap(\.self).joined(separator: " ")
  }
}
