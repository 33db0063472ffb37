import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The parts that accounts of ledgers, folders and proofs have in common.
extension EventLedger.Finding {
  var json: JSON {
    [
      "code": .string(code.rawValue), "expected": .string(expected.description), "found": .string(found.description),
      "position": JSON(position), "subject": .string(subject.description),
    ]
  }

  /// - Parameters:
  ///   - reasons: what else keeps the answer from being clean.
  ///   - verdict: the last row, so that a file without findings says what was found.
  static func table(_ findings: [EventLedger.Finding], reasons: [Reason] = [], verdict: Reason) -> Table {
    Table(
      name: "findings",
      columns: ["code", "position", "subject", "expected", "found"].map { .init(key: $0, vietnamese: $0, english: $0) },
      rows: findings.map {
        [
          .string($0.code.rawValue), JSON($0.position), .string($0.subject.description),
          .string($0.expected.description), .string($0.found.description),
        ]
      }
        + (reasons + [verdict]).map {
          [.string($0.code), JSON($0.position), .string($0.subject), JSON($0.expected), .string($0.found)]
        })
  }
}

extension Account {
  /// The verdict on a ledger or a folder that is not what it should be; nil where nothing was found and the key, if one is known, is
  /// its own.
  var faultVerdict: String? {
    if trust == .keyDiffers { return "otherKey" }
    guard !findings.isEmpty else { return nil }
    // A witness's line is signed by nobody but him: a wrong one says nothing of the ledger.
    return findings.allSatisfy { $0.code == .cosignature } ? "cosignatureInvalid" : "altered"
  }
}

/// Why an answer is not clean, where nothing was found in the ledger itself: a row of the findings in CSV, which has no other place
/// for it.
struct Reason: Equatable {
  var code: String
  var position: Int?
  var subject: String
  var expected: String?
  var found: String
}

extension Reason {
  /// The answer itself: the verdict in the place of a code, and what the key is that it rests on.
  init(verdict: String, of subject: String = "answer", key source: OutsideKnowledge.Source) {
    self.init(code: verdict, position: nil, subject: subject, expected: nil, found: source.rawValue)
  }
}

extension KeyStanding {
  var json: JSON { ["key": .string(key.format()), "since": .integer(since), "until": JSON(until)] }
}

extension Session {
  func line(_ finding: EventLedger.Finding) -> String {
    let place = finding.position.map { say(" tại số ghi \($0)", " at event \($0)") } ?? ""
    return say(
      "PHÁT HIỆN \(finding.code.rawValue)\(place): \(difference(finding))",
      "FINDING \(finding.code.rawValue)\(place): \(difference(finding))")
  }

  /// How far a history goes, where anything of it could be read.
  func line(size: Int, _ head: Checkpoint?) -> String {
    guard size > 0 || head != nil else {
      return say("Số sự kiện và gốc: không đọc được", "Events and root: unreadable")
    }
    let root = head?.root.base64 ?? "–"
    return say("\(size) sự kiện; gốc \(root)", "\(size) events; root \(root)")
  }

  /// That what travelled may be older than the ledger's key in force; nothing where no other key is known here.
  func hint(_ outside: OutsideKnowledge) -> String {
    guard !outside.otherKeys.isEmpty else { return "" }
    let keys = outside.otherKeys.map { "--key \"\($0.format())\"" }.joined(separator: ", ")
    return say(
      " Nếu nó có từ trước một lần thay khóa thì khóa trước, thư mục khóa còn giữ, cho biết: \(keys).",
      " If it was made before a rotation, an earlier key tells, which the key folder still has: \(keys).")
  }

  /// Which of the ledger's keys the key given was, and what a verdict under one that was replaced is worth.
  func line(_ standing: KeyStanding) -> String {
    let place = place(of: standing)
    guard standing.until != nil else { return place }
    return place
      + say(
        " Kết luận theo khóa đã thay chỉ chắc nếu từ đó khóa ấy không lọt vào tay ai: so thêm với khóa đang dùng.",
        " A verdict under a replaced key holds only if nobody has got hold of that key since: compare the key in force too."
      )
  }

  private func place(of standing: KeyStanding) -> String {
    switch (standing.since, standing.until) {
    case (0, nil):
      say("Khóa đã cho là khóa đầu tiên của sổ, đang dùng.", "The key given is the ledger's first, and in force.")
    case (0, let until?):
      say(
        "Khóa đã cho là khóa đầu tiên của sổ, đã thay ở số ghi \(until).",
        "The key given is the ledger's first, replaced by event \(until).")
    case (let since, nil):
      say(
        "Khóa đã cho là khóa của sổ từ lần thay khóa ở số ghi \(since), đang dùng.",
        "The key given is the ledger's since its rotation by event \(since), and in force.")
    case (let since, let until?):
      say(
        "Khóa đã cho là khóa của sổ từ lần thay khóa ở số ghi \(since), đã thay ở số ghi \(until).",
        "The key given is the ledger's since its rotation by event \(since), replaced by event \(until).")
    }
  }
}
