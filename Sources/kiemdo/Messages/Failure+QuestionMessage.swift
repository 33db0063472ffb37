import Bookkeeping

extension Session {
  /// What is wrong with what was asked of a ledger.
  func explainQuestion(_ failure: Failure) -> Explanation {
    switch failure {
    case .blankSearch:
      Explanation(
        message: say(
          "Chưa gõ từ cần tìm. Ví dụ: kiemdo find \"nguyen van\".",
          "No text to search for. For example: kiemdo find \"nguyen van\"."), code: .usage)
    case .unknownClasses(let survey): explain(survey)
    case .reversedRange(let from, let to):
      Explanation(
        message: say(
          "--from \(from.excerpt) đứng sau --to \(to.excerpt); đổi chỗ hai nơi ấy.",
          "--from \(from.excerpt) comes after --to \(to.excerpt); exchange the two."), code: .usage)
    case .notYetRegistered(let number, let position, let place):
      Explanation(
        message: say(
          "Ở số ghi @\(place) chưa có thí sinh số \(number): số ghi @\(position) mới ghi. Hỏi từ @\(position) trở đi.",
          "At event @\(place) there is no candidate no. \(number) yet: event @\(position) registers him. Ask from @\(position) on."
        ), code: .noInput)
    case .noWitnessedCheckpoint(let reason): Explanation(message: words(for: reason), code: .badData)
    case .listOfAnother(let code, let className):
      Explanation(
        message: say(
          "Danh sách \(code.excerpt) là của lớp \(className), không phải lớp đang so. Gõ @SỐ nếu muốn đúng nơi ấy.",
          "List \(code.excerpt) is of class \(className), not of the class compared. Give @N to mean that place."),
        code: .badData)
    default: preconditionFailure("Other failures have sentences of their own.")
    }
  }

  private func words(for reason: UnwitnessedReason) -> String {
    let why: String =
      switch reason {
      case .nobody(let isPast):
        isPast
          ? say(
            "Đến nơi đã hỏi, chưa nhân chứng nào ký cho điểm chốt nào.",
            "By the place asked about no witness had cosigned any checkpoint.")
          : say(
            "Chưa nhân chứng nào ký cho điểm chốt nào của sổ này.",
            "No witness has cosigned any checkpoint of this ledger.")
      case .otherLedger(let policy):
        say(
          "Chính sách \(policy) nói về sổ khác: không có khóa nào của sổ này trong đó.",
          "The policy \(policy) is about other ledgers: none of its keys is this ledger's.")
      case .noQuorum(let policy, let cosigned):
        say(
          "Theo \(policy) chưa điểm chốt nào đủ nhân chứng\(cosigned.map { "; mới nhất có dòng của ai đó: @\($0)" } ?? "").",
          "By \(policy) no checkpoint has a quorum of witnesses\(cosigned.map { "; the newest with anyone's line is @\($0)" } ?? "")."
        )
      }
    let todo = say(
      "Không rút: người giữ sổ có thể ghi thêm cho đến khi thăm vừa ý. Xin nhân chứng: kiemdo checkpoint --for-witness 0 --output yeu-cau.txt, gửi họ chạy kiemdo cosign, rồi kiemdo checkpoint --add-cosignature. Hoặc tự chọn một điểm chốt đã định trước và chịu trách nhiệm về nó: --seed GỐC hay --seed @CỠ (kiemdo checkpoint cho biết gốc).",
      "Nothing was drawn: whoever keeps the ledger could append until the lots suit him. To get a witness: kiemdo checkpoint --for-witness 0 --output request.txt, have them run kiemdo cosign, then kiemdo checkpoint --add-cosignature. Or choose a checkpoint that was fixed beforehand, and answer for it: --seed ROOT or --seed @SIZE (kiemdo checkpoint tells the root)."
    )
    return why + " " + todo
  }

  private func explain(_ survey: ClassSurvey) -> Explanation {
    func list(_ classes: [String]) -> String {
      classes.prefix(60).map(\.excerpt).joined(separator: ", ") + (classes.count > 60 ? "…" : "")
    }
    let missing = survey.missing.map { "\"\($0.excerpt)\"" }.joined(separator: ", ")
    let gone =
      survey.unreadable == 0
      ? ""
      : say(
        " Nội dung \(survey.unreadable) sự kiện đã xóa hoặc không đọc được; lớp ghi ở đó, nếu có, không biết được nữa.",
        " The content of \(survey.unreadable) events is erased or unreadable; a class that they named is known no more."
      )
    return Explanation(
      message: say(
        "Trước nay chưa thí sinh nào ở lớp \(missing). Có: \(list(survey.met)).\(gone)",
        "No candidate was ever in class \(missing). There are: \(list(survey.met)).\(gone)"), code: .noInput)
  }
}
