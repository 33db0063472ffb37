import EventLedger
import TransparencyLog

extension Session {
  /// The sentences about proofs and heads seen earlier.
  func explainProof(_ failure: Failure) -> Explanation {
    switch failure {
    case .notALedgerKey(let name):
      Explanation(
        message: say(
          "Khóa \(name) không phải khóa của sổ (khóa của cán bộ hay của nơi khác). Khóa của sổ là dòng đầu của kiemdo keys.",
          "The key \(name) is not a ledger's (an officer's, or of something else). The ledger's key is the first line of kiemdo keys."
        ), code: .usage)
    case .outputNeeded(let files):
      Explanation(
        message: say(
          "Có \(files) sự kiện, mỗi sự kiện một tệp: thêm --output THƯ-MỤC.",
          "There are \(files) events, a file each: add --output FOLDER."), code: .usage)
    case .noHeadIn(let path):
      Explanation(
        message: say(
          "Trong \(path) không có điểm chốt nào (điểm chốt, .tlog-proof, thư có điểm chốt, hoặc 343 chữ số của mã QR).",
          "There is no checkpoint in \(path) (a note, a .tlog-proof, a mail with a note in it, or the 343 digits of a QR)."
        ), code: .badData)
    case .headNotContained(let path, let size):
      Explanation(
        message: say(
          "Sổ này không chứa điểm chốt \(size) sự kiện trong \(path), nên không chứng minh nối tiếp được. Xem: kiemdo verify --against \"\(path)\".",
          "This ledger does not contain the checkpoint of \(size) events in \(path), so there is no proof from it. See kiemdo verify --against \"\(path)\"."
        ), code: .found)
    case .notAProof(let path, let fault):
      Explanation(
        message: say(
          "\(path) không phải bằng chứng đúng dạng: \(word(fault)).",
          "\(path) is not a proof in the right form: \(word(fault))."),
        code: .badData)
    case .notAReportProof(let path, let guess):
      Explanation(
        message: say(
          "\(path) không phải tệp chứng minh của báo cáo (audit --proof): \(word(guess)).",
          "\(path) is not a report's proof (audit --proof): \(word(guess))."), code: .badData)
    case .againstNeeded:
      Explanation(
        message: say(
          "Thiếu --against: điểm chốt đã thấy mà bằng chứng phải nối tiếp.",
          "--against is missing: the checkpoint seen earlier that the proof must extend."), code: .usage)
    default: preconditionFailure("\(failure) is not about a proof.")
    }
  }

  private func word(_ guess: FileGuess) -> String {
    switch guess {
    case .empty: say("tệp trống", "it is empty")
    case .pdf:
      say(
        "đây là tệp PDF, có lẽ là chính báo cáo; cần tệp đi cùng nó",
        "it is a PDF, maybe the report itself; the file that goes with it is needed")
    case .ledger:
      say("đây là sổ ghi; kiểm sổ: kiemdo verify --ledger", "it is a ledger; to check it: kiemdo verify --ledger")
    case .eventProof:
      say(
        "đây là bằng chứng của một sự kiện; kiểm: kiemdo verify --proof",
        "it is the proof of an event; to check it: kiemdo verify --proof")
    case .other: say("không phải tệp gzip", "it is no gzip file")
    }
  }

  private func word(_ fault: EventProofFault) -> String {
    switch fault {
    case .notAProof(let error):
      let (vietnamese, english) = words(for: error)
      return say(vietnamese, english)
    case .badExtra:
      return say(
        "dòng extra không phải của một sự kiện KiemDo (cần header)",
        "the line extra is not of an event of KiemDo (header)")
    case .badHeader(let fault):
      return say(
        "đầu mục của sự kiện sai dạng ở byte \(fault.offset)", "the event's header is malformed at byte \(fault.offset)"
      )
    }
  }
}
