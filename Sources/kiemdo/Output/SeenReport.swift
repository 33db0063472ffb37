import CanonicalForms
import EventLedger
import TransparencyLog

/// What `verify --against` says of heads seen earlier.
struct SeenReport {
  var comparison: SeenComparison

  var isClean: Bool { comparison.isClean }
  var findings: [Finding] { comparison.findings }

  /// The heads with which nothing can be compared.
  var reasons: [Reason] {
    comparison.judgements.compactMap { judgement in
      let subject = "checkpoint \(judgement.head.size), \(judgement.head.source)"
      switch judgement.outcome {
      case .notSigned:
        return Reason(
          code: "against.notSigned", subject: subject, expected: "a signature by a key of this ledger", found: "none")
      case .otherLedger:
        return Reason(
          code: "against.otherLedger", subject: subject, expected: "a checkpoint of this ledger",
          found: judgement.head.origin ?? "another")
      case .contained, .differs, .beyond: return nil
      }
    }
  }

  var json: JSON {
    let heads: [JSON] = comparison.judgements.map { judgement in
      var found: JSON = .null
      if case .differs(let root) = judgement.outcome { found = .string(root.base64) }
      return [
        "found": found, "outcome": .string(judgement.outcome.word), "root": .string(judgement.head.root.base64),
        "signedBy": JSON(judgement.signer?.format()), "size": .integer(judgement.head.size),
        "source": .string(judgement.head.source),
      ]
    }
    return [
      "firstDifference": JSON(comparison.firstDifference),
      "firstDisagreeing": JSON(comparison.firstDisagreeing?.head.size), "heads": .array(heads),
      "lastAgreeing": JSON(comparison.lastAgreeing?.size),
    ]
  }

  func lines(_ session: Session) -> [String] {
    var lines = comparison.judgements.map { line($0, session) }
    guard let disagreeing = comparison.firstDisagreeing else {
      if comparison.isClean, let first = comparison.judgements.first?.head, let last = comparison.lastAgreeing,
        first.size < last.size
      {
        lines.append(
          session.say(
            "Từ cỡ \(first.size) đến cỡ \(last.size) lịch sử không bị viết lại.",
            "Between size \(first.size) and size \(last.size) history was not rewritten."))
      }
      return lines
    }
    let agreeing = comparison.lastAgreeing
    lines.append(
      session.say(
        "Điểm chốt cuối cùng còn khớp: \(agreeing.map { "cỡ \($0.size) (\($0.source))" } ?? "không có"); đầu tiên không khớp: cỡ \(disagreeing.head.size) (\(disagreeing.head.source)).",
        "The last that agrees: \(agreeing.map { "size \($0.size) (\($0.source))" } ?? "none"); the first that does not: size \(disagreeing.head.size) (\(disagreeing.head.source))."
      ))
    if let position = comparison.firstDifference {
      lines.append(
        session.say("Số ghi đầu tiên khác nhau: \(position).", "The first event that differs: \(position)."))
    } else if case .differs = disagreeing.outcome {
      let from = agreeing?.size ?? 0
      lines.append(
        session.say(
          "Chỗ khác nằm trong các số ghi \(from)–\(disagreeing.head.size - 1). Có thư mục công bố thì biết đúng số: thêm --against THƯ-MỤC.",
          "The difference lies in events \(from) to \(disagreeing.head.size - 1). With a published folder the exact one is known: add --against FOLDER."
        ))
    }
    return lines
  }

  private func line(_ judgement: SeenComparison.Judgement, _ session: Session) -> String {
    let head = judgement.head
    switch judgement.outcome {
    case .contained:
      return session.say(
        "KHỚP \(head.source): cỡ \(head.size), lịch sử này nối tiếp điểm chốt ấy.",
        "AGREES with \(head.source): size \(head.size), this history is an extension of it.")
    case .differs(let found):
      return session.say(
        "KHÔNG KHỚP \(head.source): ở cỡ \(head.size) đã thấy gốc \(head.root.base64), nay là \(found.base64). Lịch sử đã bị viết lại.",
        "DISAGREES with \(head.source): at size \(head.size) the root was \(head.root.base64), now it is \(found.base64). History was rewritten."
      )
    case .beyond(let size):
      return session.say(
        "KHÔNG KHỚP \(head.source): đã thấy \(head.size) sự kiện, nay chỉ có \(size). Phần cuối đã mất: bản cũ, hoặc bị cắt.",
        "DISAGREES with \(head.source): \(head.size) events were seen, now there are \(size). The end is lost: an older copy, or cut off."
      )
    case .otherLedger:
      return session.say(
        "\(head.source): điểm chốt của sổ khác (\(head.origin ?? "?")), không nói gì về sổ này.",
        "\(head.source): a checkpoint of another ledger (\(head.origin ?? "?")); it says nothing of this one.")
    case .notSigned where head.origin == nil:
      return session.say(
        "\(head.source): không do khóa nào của sổ này ký, không dùng để đối chiếu được (giả, hoặc của sổ khác).",
        "\(head.source): signed by no key of this ledger; nothing can be compared with it (forged, or another ledger's)."
      )
    case .notSigned:
      return session.say(
        "\(head.source): mang tên sổ này, cỡ \(head.size), nhưng không khóa nào của lịch sử này ký: hoặc giả, hoặc sổ này là bản cũ từ trước một lần thay khóa, hoặc khóa được thay ở một nhánh khác. Chưa so được: hỏi khóa đang dùng ở nơi đưa điểm chốt, hoặc thêm --against với thư mục công bố của họ.",
        "\(head.source): of this ledger's name, size \(head.size), but signed by no key of this history: forged, or this ledger is an older copy from before a rotation, or the key was rotated in another branch. Not compared: ask for the key in force where the checkpoint comes from, or add --against with their published folder."
      )
    }
  }
}

extension SeenComparison.Outcome {
  /// For programs.
  var word: String {
    switch self {
    case .contained: "contained"
    case .differs: "differs"
    case .beyond: "beyond"
    case .otherLedger: "otherLedger"
    case .notSigned: "notSigned"
    }
  }
}
