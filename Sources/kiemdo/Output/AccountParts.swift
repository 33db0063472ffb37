import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The parts that accounts of ledgers, folders and proofs have in common.
extension EventLedger.Finding {
  var json: JSON {
    [
      "code": .string(code.rawValue), "expected": .string(expected), "found": .string(found),
      "position": JSON(position),
      "subject": .string(subject),
    ]
  }

  static func table(_ findings: [EventLedger.Finding]) -> Table {
    Table(
      name: "findings",
      columns: ["code", "position", "subject", "expected", "found"].map { .init(key: $0, vietnamese: $0, english: $0) },
      rows: findings.map {
        [.string($0.code.rawValue), JSON($0.position), .string($0.subject), .string($0.expected), .string($0.found)]
      })
  }
}

extension KeyStanding {
  var json: JSON { ["key": .string(key.format()), "since": .integer(since), "until": JSON(until)] }
}

extension Session {
  func line(_ finding: EventLedger.Finding) -> String {
    let place = finding.position.map { say(" tại số ghi \($0)", " at event \($0)") } ?? ""
    return say(
      "PHÁT HIỆN \(finding.code.rawValue)\(place): \(finding.subject): cần \(finding.expected.excerpt), có \(finding.found.excerpt)",
      "FINDING \(finding.code.rawValue)\(place): \(finding.subject): expected \(finding.expected.excerpt), found \(finding.found.excerpt)"
    )
  }

  /// Which of the ledger's keys the key given was.
  func line(_ standing: KeyStanding) -> String {
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
