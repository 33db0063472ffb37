import CanonicalForms
import EventLedger
import ExamRecords

extension Erasure {
  var json: JSON {
    [
      "authority": .string(authority),
      "erased": .array(
        erased.map {
          [
            "position": .integer($0.position), "stillThere": .bool($0.isStillThere),
            "writtenByEraser": .bool($0.writtenByEraser),
          ]
        }),
      "officer": .string(officer), "position": .integer(position), "reason": .string(reason),
      "recordedAt": .string(recordedAt.text), "writtenBy": .string(writers.rawValue),
    ]
  }
}

extension Session {
  /// When, by whom, by what right, why, and whether those who wrote it erased it.
  func describe(_ erasure: Erasure) -> String {
    let own = erasure.erased.count(where: \.writtenByEraser)
    let writers: String =
      switch erasure.writers {
      case .eraser: say("do chính \(erasure.officer) ghi", "all written by \(erasure.officer)")
      case .others: say("do người khác ghi, không phải \(erasure.officer)", "written by others than \(erasure.officer)")
      case .both:
        say(
          "\(own) do chính \(erasure.officer) ghi, \(erasure.erased.count - own) do người khác ghi",
          "\(own) written by \(erasure.officer), \(erasure.erased.count - own) by others")
      }
    return say(
      "Đã xóa \(erasure.recordedAt.vietnamText) (số ghi \(erasure.position)) bởi \(erasure.officer), theo \"\(erasure.authority)\", lý do \"\(erasure.reason)\": nội dung \(erasure.erased.count) sự kiện, \(writers).",
      "Erased \(erasure.recordedAt.vietnamText) (event \(erasure.position)) by \(erasure.officer), under \"\(erasure.authority)\", because \"\(erasure.reason)\": the content of \(erasure.erased.count) events, \(writers)."
    )
  }
}
