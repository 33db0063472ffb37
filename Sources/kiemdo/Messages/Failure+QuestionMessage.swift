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
    default: preconditionFailure("Other failures have sentences of their own.")
    }
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
