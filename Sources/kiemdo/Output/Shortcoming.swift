import Bookkeeping
import EventLedger

/// Why an answer is not clean although nothing is wrong in what was examined: what its conclusion has to begin with.
enum Shortcoming: Equatable {
  /// Of heads seen earlier, this many can't be compared with.
  case notCompared(Int)
  case policyOfAnotherLedger
  case noQuorum
  case deadlineNotProved
  case keyFolderUnreadable

  static func all(_ seen: SeenReport?, _ policy: PolicyReport?, unreadable: [LedgerError] = []) -> [Shortcoming] {
    var all: [Shortcoming] = []
    if let reasons = seen?.reasons, !reasons.isEmpty { all.append(.notCompared(reasons.count)) }
    let codes = (policy?.reasons ?? []).map(\.code)
    if codes.contains("policy.log") { all.append(.policyOfAnotherLedger) }
    if codes.contains("policy.quorum") { all.append(.noQuorum) }
    if codes.contains("policy.deadline") { all.append(.deadlineNotProved) }
    if !unreadable.isEmpty { all.append(.keyFolderUnreadable) }
    return all
  }
}

extension Session {
  /// The conclusion where something was not met: that first, then what holds nevertheless; as it is where nothing is missing.
  func conclusion(_ conclusion: String, after shortcomings: [Shortcoming]) -> String {
    guard !shortcomings.isEmpty else { return conclusion }
    return shortcomings.map(words).joined(separator: " ")
      + say(" Còn bản thân thứ được kiểm: ", " What was examined is in itself: ") + conclusion
  }

  private func words(_ shortcoming: Shortcoming) -> String {
    switch shortcoming {
    case .notCompared(let count):
      say(
        "CHƯA ĐỐI CHIẾU ĐƯỢC với \(count) điểm chốt đã cho: không do khóa nào của sổ này ký, hoặc của sổ khác. Lấy lại điểm chốt từ nơi đã giữ nó rồi kiểm lại; nếu nó đúng là của sổ này thì sổ đang kiểm là giả.",
        "NOT COMPARED with \(count) of the checkpoints given: signed by no key of this ledger, or another ledger's. Fetch the checkpoint again from where it was kept and repeat this; if it truly is this ledger's, the one examined is a forgery."
      )
    case .policyOfAnotherLedger:
      say(
        "KHÔNG ĐẠT chính sách nhân chứng: chính sách không nêu khóa của sổ này, hoặc sổ không đọc được.",
        "The witness policy is NOT MET: it does not list this ledger's key, or the ledger can't be read.")
    case .noQuorum:
      say(
        "KHÔNG ĐẠT chính sách nhân chứng: đầu sổ chưa đủ nhân chứng.",
        "The witness policy is NOT MET: the head has no quorum.")
    case .deadlineNotProved:
      say("CHƯA CHỨNG MINH được là ghi trước hạn.", "NOT PROVED to be recorded before the deadline.")
    case .keyFolderUnreadable:
      say("CHƯA ĐỐI CHIẾU ĐƯỢC với thư mục khóa.", "NOT COMPARED with the key folder.")
    }
  }
}
