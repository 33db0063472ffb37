import CanonicalForms
import ExamRecords

extension Session {
  /// The end of a sentence that begins with the field and the text: what is wrong, what was expected, what to do.
  func explain(_ fault: Unreadable) -> String {
    switch fault {
    case .lostAccents:
      say(
        "đã mất dấu. Mở tệp gốc, lưu dạng \"CSV UTF-8\", nhập lại",
        "has lost its accents. Open the original, save it as \"CSV UTF-8\" and import again")
    case .controlCharacter(_, let codePoint):
      say(
        "có ký tự điều khiển U+\(String(codePoint, radix: 16))",
        "has a control character U+\(String(codePoint, radix: 16))")
    case .tooLong(_, let count, let maximum):
      say("dài \(count) chữ, tối đa \(maximum)", "has \(count) characters, at most \(maximum)")
    case .notADate: say("không phải ngày; cần dd/mm/yyyy", "is not a day; expected dd/mm/yyyy")
    case .noSuchDay: say("là ngày không có thật. Xem lại giấy khai sinh", "is a day that does not exist")
    case .twoDigitYear(_, let maybe):
      say(
        "thiếu hai số của năm\(maybe.map { " (có thể là \($0.vietnameseText))" } ?? ""). Ghi đủ dd/mm/yyyy",
        "has a year of two digits\(maybe.map { " (perhaps \($0.vietnameseText))" } ?? ""). Write dd/mm/yyyy")
    case .monthDaySwapped(_, let maybe):
      say(
        "có tháng đứng trước ngày (có thể là \(maybe.vietnameseText)). Định dạng cột dd/mm/yyyy rồi lưu lại",
        "has the month before the day (perhaps \(maybe.vietnameseText)). Format the column as dd/mm/yyyy")
    case .spreadsheetDate(_, let maybe):
      say(
        "là số ngày của Excel (có thể là \(maybe.vietnameseText)). Định dạng cột dd/mm/yyyy rồi lưu lại",
        "is a spreadsheet's day number (perhaps \(maybe.vietnameseText)). Format the column as dd/mm/yyyy")
    case .scientific:
      say(
        "là số đã bị bảng tính viết tắt, mất chữ số. Định dạng cột là Văn bản (Text), gõ lại số từ giấy tờ",
        "was shortened by a spreadsheet and lost digits. Format the column as text and key the number in again")
    case .fraction(_, let maybe):
      say(
        "có phần lẻ của bảng tính (có thể là \(maybe)). Định dạng cột là Văn bản",
        "has a spreadsheet's fraction (perhaps \(maybe)). Format the column as text")
    case .lostLeadingZero(let found, let restored):
      say(
        "có \(found.utf8.count) chữ số, cần \(restored.utf8.count); có thể mất số 0 đầu. Đã đối chiếu giấy tờ thì ghi \(restored), hoặc khi nhập tệp thêm --restore-zeros",
        "has \(found.utf8.count) digits, expected \(restored.utf8.count); a leading zero may be lost. Once compared with the papers write \(restored), or import with --restore-zeros"
      )
    case .notAnIdentityNumber:
      say(
        "không phải số định danh (12 số, CMND 9 số, hộ chiếu hoặc mã hệ thống)",
        "is no identity number (12 digits, 9 digits, passport or system code)")
    case .notDigits(_, let count): say("cần đúng \(count) chữ số", "needs exactly \(count) digits")
    case .notANumber: say("không phải số", "is not a number")
    case .outOfRange(_, let minimum, let maximum):
      say("ngoài khoảng \(minimum)–\(maximum)", "is not within \(minimum)–\(maximum)")
    case .tooManyPlaces(_, let places): say("quá \(places) chữ số thập phân", "has more than \(places) decimals")
    case .notAYear: say("không phải năm đủ bốn số", "is not a year of four digits")
    case .notAPhone: say("không phải số điện thoại", "is not a telephone number")
    case .notAnEmail: say("không phải địa chỉ thư điện tử", "is not an e-mail address")
    case .notAFlag: say("không rõ có hay không; ghi x, có hoặc không", "is neither yes nor no; write x, có or không")
    case .notInList(_, _, let nearest):
      say(
        "không có trong danh mục\(nearest.isEmpty ? "" : "; có phải \(nearest.joined(separator: ", "))?")",
        "is not in the list\(nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))?")")
    case .ambiguous(_, _, let matches):
      say(
        "có thể hiểu là \(matches.joined(separator: " hoặc ")); ghi mã",
        "may be \(matches.joined(separator: " or ")); write the code")
    }
  }
}
