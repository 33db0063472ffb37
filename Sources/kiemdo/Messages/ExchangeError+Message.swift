import CanonicalForms
import ExamRecords
import Exchange

extension Session {
  func explain(_ error: ExchangeError) -> Explanation {
    switch error {
    case .notText(let kind):
      Explanation(
        message: say(
          "đây là tệp \(kind.rawValue), không phải CSV. Mở bằng bảng tính, lưu dạng \"CSV UTF-8\", nhập lại. Chưa ghi gì vào sổ.",
          "this is a \(kind.rawValue) file, not CSV. Open it in a spreadsheet, save it as \"CSV UTF-8\" and import again. Nothing was recorded."
        ),
        code: .badData)
    case .damagedText(let damage, let evidence): damaged(damage, evidence)
    case .unterminatedQuote(let line, let column):
      Explanation(
        message: say(
          "dòng \(line), ô \(column): dấu ngoặc kép mở mà không đóng. Sửa ô ấy, nhập lại. Chưa ghi gì vào sổ.",
          "line \(line), cell \(column): a quote is opened and never closed. Nothing was recorded."), code: .badData)
    case .headerNotFound(let nearest, let known):
      Explanation(
        message: say(
          "không thấy dòng tên cột (cần ít nhất ba cột quen: Họ tên, Ngày sinh, Lớp…)\(nearest.map { "; gần nhất là dòng \($0), có: \(known.joined(separator: ", "))" } ?? ""). Chưa ghi gì vào sổ.",
          "no header row found (at least three known columns are needed)\(nearest.map { "; nearest is line \($0) with \(known.joined(separator: ", "))" } ?? ""). Nothing was recorded."
        ),
        code: .badData)
    case .headerDiffers(let line, let column, let expected, let found):
      Explanation(
        message: say(
          "dòng \(line), ô \(column): tên cột ở đây là \"\(found)\", ở đầu tệp là \"\(expected)\". Tách thành hai tệp, nhập lại. Chưa ghi gì vào sổ.",
          "line \(line), cell \(column): this header says \"\(found)\", the first one \"\(expected)\". Split the file. Nothing was recorded."
        ),
        code: .badData)
    }
  }

  private func damaged(_ damage: TextDamage, _ evidence: TextEvidence) -> Explanation {
    let cell =
      evidence.columnName.map { say("cột \"\($0)\"", "column \"\($0)\"") }
      ?? say("ô \(evidence.column)", "cell \(evidence.column)")
    let place = say(
      "dòng \(evidence.line), \(cell): \"\(evidence.text)\" ", "line \(evidence.line), \(cell): \"\(evidence.text)\" ")
    let reading = evidence.reading.map { say(" (đọc ra là \"\($0)\")", " (it reads \"\($0)\")") } ?? ""
    let remedy: String =
      switch damage {
      case .questionMarks, .replacementCharacters:
        say(
          "đã mất dấu. Mở tệp gốc, lưu dạng \"CSV UTF-8\", nhập lại.",
          "has lost its accents. Open the original, save it as \"CSV UTF-8\" and import again.")
      case .tcvn3, .vni, .windows1258:
        say(
          "viết bằng bảng mã \(damage.rawValue)\(reading). Chuyển cả tệp sang Unicode (Unikey: Ctrl+Shift+F6), lưu \"CSV UTF-8\", nhập lại.",
          "is in the encoding \(damage.rawValue)\(reading). Convert the file to Unicode, save it as \"CSV UTF-8\" and import again."
        )
      case .utf8AsWindows1252:
        say(
          "là UTF-8 bị mở sai bảng mã rồi lưu lại\(reading). Lấy lại tệp gốc, nhập thẳng tệp ấy.",
          "is UTF-8 that was opened in the wrong encoding and saved again\(reading). Import the original file.")
      case .unknownEncoding:
        say(
          "không phải UTF-8. Lưu lại dạng \"CSV UTF-8\", nhập lại.",
          "is not UTF-8. Save it as \"CSV UTF-8\" and import again.")
      }
    return Explanation(
      message: place + remedy + say(" Chưa ghi gì vào sổ.", " Nothing was recorded."), code: .badData)
  }

  func describe(_ notice: ImportNotice, _ profile: ExamProfile) -> String {
    switch notice {
    case .formerIdentityNumber(let line, let number):
      say(
        "Dòng \(line): có thêm số \(number); ghi là số cũ.",
        "Line \(line): another number \(number); recorded as the former one.")
    case .letterLikeDigit(let line, let number):
      say(
        "Dòng \(line): số \(number) có chữ giống chữ số (O, I, L): gõ nhầm? Đối chiếu giấy tờ; đã đọc là mã hệ thống.",
        "Line \(line): \(number) has a letter that looks like a digit (O, I, L): mistyped? Read as a system code.")
    case .onlyOldNumber(let line, let number):
      say(
        "Dòng \(line): chỉ có Số CMND \(number); ghi là số định danh.",
        "Line \(line): only the old number \(number); recorded as the identity number.")
    case .zeroRestored(let line, let column, let found, let restored):
      say(
        "Dòng \(line), cột \"\(column)\": \(found) ghi thành \(restored) theo --restore-zeros.",
        "Line \(line), column \"\(column)\": \(found) recorded as \(restored) by --restore-zeros.")
    }
  }

  func reasonWord(_ reason: SkippedRow.Reason) -> String {
    switch reason {
    case .title: say("tiêu đề", "title")
    case .repeatedHeader: say("tên cột lặp lại", "header again")
    case .columnNumbers: say("số cột", "column numbers")
    case .className(let name): say("tên lớp \(name)", "class \(name)")
    case .foot: say("chân trang", "foot")
    }
  }
}
