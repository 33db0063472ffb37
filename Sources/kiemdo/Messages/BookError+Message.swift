import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import Typesetting

extension Session {
  func explain(_ error: BookError) -> Explanation {
    switch error {
    case .noProfile:
      Explanation(message: say("Sổ chưa có bộ quy định kỳ thi.", "The ledger has no exam profile."), code: .badData)
    case .noUnit:
      Explanation(
        message: say(
          "Sổ không có thông tin đơn vị nào đọc được. Ghi: kiemdo unit set --name TÊN",
          "The ledger has no unit that can be read. Record it: kiemdo unit set --name NAME"), code: .badData)
    case .profileUnreadable(let position):
      Explanation(
        message: say(
          "Không đọc được bộ quy định ở số ghi \(position). Chạy kiemdo verify.",
          "The profile at event \(position) can't be read. Run kiemdo verify."), code: .badData)
    case .noCandidate(let text):
      Explanation(
        message: say(
          "Không có thí sinh nào là \"\(text)\". Gõ số thứ tự trong sổ (kiemdo list), số CCCD, mã phiếu hoặc mã định danh Bộ.",
          "No candidate is \"\(text)\". Give a running number (kiemdo list), an identity number, a sheet's code or the Ministry's id."
        ),
        code: .noInput)
    case .severalCandidates(let text, let matches):
      Explanation(
        message: say(
          "\"\(text)\" là của nhiều thí sinh; gõ số thứ tự:",
          "\"\(text)\" belongs to several candidates; give the number:")
          + matches.map { "\n  \($0.number)  \($0.fullName ?? "")  \($0.className ?? "")" }.joined(), code: .noInput)
    case .code(let text, let fault):
      Explanation(
        message: "\(text.utf8.count > 40 ? String(text.prefix(20)) + "…" : text): \(explain(fault)).",
        code: fault == .unknown ? .noInput : .badData)
    case .codeOfList(let code, let className):
      Explanation(
        message: say(
          "\(code) là mã danh sách lớp \(className), không phải của một thí sinh. Gõ số thứ tự, số CCCD hoặc mã phiếu. Đời của danh sách: kiemdo history --sheet \(code); cả lớp từ lúc in danh sách: kiemdo diff --class \(className.shellQuoted) \(code).",
          "\(code) is the code of the list of class \(className), not of a candidate. Give a running number, an identity number or a sheet's code. The life of the list: kiemdo history --sheet \(code); the whole class since it was printed: kiemdo diff --class \(className.shellQuoted) \(code)."
        ), code: .noInput)
    case .unknownCandidate(_, let unknown, let erasure):
      Explanation(
        message: say(
          "Thí sinh số \(unknown.number): hồ sơ không còn biết được. \(why(erasure))",
          "Candidate no. \(unknown.number): the record is known no more. \(why(erasure))"),
        code: .noInput)
    case .pageErased(_, let position, let erasure):
      Explanation(
        message: say(
          "Trang in ở số ghi \(position) là của sổ này, nhưng nội dung không còn: không vẽ lại, không ghi ký và không đối chiếu sáu số cuối của mã được nữa. \(why(erasure))",
          "The page printed at event \(position) is this ledger's, but its content is gone: it can't be drawn again or signed, and the six digits of its code can't be checked. \(why(erasure))"
        ), code: .noInput)
    case .uncertain(let gaps): explain(gaps)
    case .nothingToErase(let number):
      Explanation(
        message: say(
          "Thí sinh số \(number) không còn gì để xóa.", "Nothing of candidate no. \(number) is left to be erased."),
        code: .noInput)
    case .erasureUnfinished(let rest):
      Explanation(
        message: say(
          "Một lần xóa dữ liệu trước đó CHƯA XÓA XONG (\(words(for: rest).why.0)), phải xong mới ghi tiếp. \(words(for: rest).todo.0) rồi chạy lại. Chưa ghi gì.",
          "An earlier erasure is INCOMPLETE (\(words(for: rest).why.1)) and must be finished first. \(words(for: rest).todo.1) and run this again. Nothing was recorded."
        ), code: .tryAgain)
    case .noSuchClass(let name):
      Explanation(message: say("Không có lớp \"\(name)\" trong sổ.", "There is no class \"\(name)\"."), code: .noInput)
    case .noSuchLayout(let id, let known):
      Explanation(
        message: say(
          "Không có mẫu phiếu \"\(id)\"; có: \(known.joined(separator: ", ")).",
          "There is no layout \"\(id)\"; there are: \(known.joined(separator: ", "))."), code: .usage)
    case .noSuchRun(let text):
      Explanation(message: say("Không có lần in \"\(text)\".", "There is no print run \"\(text)\"."), code: .noInput)
    case .versionMoved(let number, let expected, let found, let since):
      Explanation(
        message: say(
          "Hồ sơ số \(number) nay là bản thứ \(found), không còn là bản \(expected). Chưa ghi gì vào sổ. Đã có thêm:",
          "Record \(number) is at version \(found), not \(expected). Nothing was recorded. Since then:")
          + since.map {
            "\n  \($0.mark.position)  \($0.mark.recordedAt.vietnamText)  \($0.mark.officer)  \(eventWord($0.type))"
          }.joined()
          + say("\nXem lại: kiemdo history \(number)", "\nSee kiemdo history \(number)"), code: .tryAgain)
    case .noEventInRange(let from, let to, let size):
      Explanation(
        message: from == to
          ? say(
            "Sổ không có số ghi \(from.map { "@\($0)" } ?? ""); sổ có số @0 đến @\(size - 1).",
            "There is no event \(from.map { "@\($0)" } ?? ""); the ledger has @0 to @\(size - 1).")
          : say(
            "Không có sự kiện nào từ \(from.map { "@\($0)" } ?? "đầu sổ") đến \(to.map { "@\($0)" } ?? "cuối sổ"); sổ có số @0 đến @\(size - 1).",
            "There is no event from \(from.map { "@\($0)" } ?? "the beginning") to \(to.map { "@\($0)" } ?? "the end"); the ledger has @0 to @\(size - 1)."
          ), code: .noInput)
    case .profileNamesNoHours(let position):
      Explanation(
        message: say(
          "Bộ quy định nhận ở số ghi \(position) không nêu giờ làm việc (hours), nên không biết việc nào ngoài giờ. Hỏi từ bộ quy định sau (--from @số), hoặc bỏ --outside-hours.",
          "The profile names no hours (adopted at event \(position)), so nothing can be told outside them. Ask from a later profile on (--from @n), or leave --outside-hours."
        ), code: .badData)
    case .profileNamesNoDeadline(let position):
      Explanation(
        message: say(
          "Bộ quy định nhận ở số ghi \(position) không nêu thời hạn nào (deadlines), nên không biết việc nào muộn. Hỏi từ bộ quy định sau (--from @số), hoặc bỏ --late.",
          "The profile names no deadline (adopted at event \(position)), so nothing can be told late. Ask from a later profile on (--from @n), or leave --late."
        ), code: .badData)
    case .unwritable(.payload(let type, let fault)):
      Explanation(
        message: say(
          "Không ghi được \(eventWord(type)): \(fault.path.isEmpty ? "" : fault.path + " ")cần \(evidence(fault.expected)), có \"\(evidence(fault.found).excerpt)\". Chưa ghi gì vào sổ.",
          "Can't record \(eventWord(type)): \(fault.path.isEmpty ? "" : fault.path + " ")expected \(evidence(fault.expected)), found \"\(evidence(fault.found).excerpt)\". Nothing was recorded."
        ),
        code: .badData)
    case .unwritable(.unknown(let type, _)):
      Explanation(
        message: say("Không ghi được \(type). Chưa ghi gì vào sổ.", "Can't record \(type). Nothing was recorded."),
        code: .badData)
    case .projectionsRebuilt:
      Explanation(
        message: say(
          "Tệp tra cứu không khớp sổ ghi và đã được dựng lại. Chạy lại lệnh. Chưa ghi gì vào sổ.",
          "The projections did not agree with the ledger and were rebuilt. Run the command again. Nothing was recorded."
        ),
        code: .tryAgain)
    case .noEventAtOrBefore(let place):
      Explanation(
        message: say(
          "Ở \(place) sổ chưa có điều được hỏi. Chọn nơi sau đó.",
          "At \(place) the ledger has nothing of what was asked yet. Choose a later place."),
        code: .noInput)
    }
  }

  /// Why a content can't be read.
  private func why(_ erasure: Erasure?) -> String {
    erasure.map(describe)
      ?? say(
        "Không đọc được nội dung ấy, và không phải do lần xóa nào. Chạy kiemdo verify.",
        "That content can't be read, and no erasure took it. Run kiemdo verify.")
  }

  func explain(_ error: TypesettingError) -> Explanation {
    switch error {
    case .faceMissing(let file, let searched):
      Explanation(
        message: say(
          "Thiếu phông \(file) (đã tìm ở \(searched.joined(separator: ", "))). Cài: sudo apt install fonts-liberation2. Chưa ghi gì vào sổ.",
          "The face \(file) is missing (looked in \(searched.joined(separator: ", "))). Install fonts-liberation2. Nothing was recorded."
        ),
        code: .inputOutput)
    default:
      Explanation(message: say("Không vẽ được trang: \(error).", "Can't draw the page: \(error)."), code: .inputOutput)
    }
  }
}
