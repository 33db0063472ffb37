import Bookkeeping

extension Session {
  /// Why a code could not be read as it was issued, and what to do. A slip is no forgery, so none of these sentences speaks
  /// of one before the code was read again.
  func explain(_ reading: CodeReading) -> String {
    switch reading {
    case .notACode:
      say(
        "không phải mã trang; mã có dạng 1042-583921 hoặc là 343 chữ số của mã QR",
        "not a page's code; a code looks like 1042-583921 or is the 343 digits of the QR")
    case .length(let found):
      say(
        "cần 343 chữ số, đọc được \(found): \(found < 343 ? "thiếu" : "thừa") \(abs(343 - found)). Quét lại",
        "343 digits expected, \(found) read: \(abs(343 - found)) too \(found < 343 ? "few" : "many"). Scan again")
    case .notADigit(let place):
      say(
        "ký tự thứ \(place + 1) không phải chữ số. Quét lại; tắt bộ gõ tiếng Việt khi dùng máy quét",
        "character \(place + 1) is not a digit. Scan again, with the input method off")
    case .group(let index, let slip):
      say(
        "nhóm thứ \(index + 1) (chữ số \(index * 17 + 1)–\(min(343, index * 17 + 17))) không thể có trong mã nào: gõ hay quét nhầm một chữ số\(describe(slip)). Quét lại",
        "group \(index + 1) (digits \(index * 17 + 1)–\(min(343, index * 17 + 17))) can stand in no code: a digit was misread\(describe(slip)). Scan again"
      )
    case .version(let version, let slip):
      say(
        "mã bắt đầu bằng dạng \(version), chương trình này đọc dạng 1: gõ hay quét nhầm\(describe(slip)), hoặc trang của bản mới hơn. Quét lại",
        "the code begins with version \(version), this program reads 1: misread\(describe(slip)), or a page of a newer program. Scan again"
      )
    case .signature(let slip):
      say(
        "chữ ký trong mã không khớp\(describe(slip)). Quét lại; quét lại nhiều lần vẫn thế thì mã này không do khóa của sổ ký: giữ tờ giấy, báo người phụ trách",
        "the signature in the code does not fit\(describe(slip)). Scan again; if it stays so, the ledger's key did not sign this code: keep the paper and report it"
      )
    case .checkDigits:
      say(
        "sáu số cuối không khớp trang in ở vị trí ấy: gõ hay đọc nhầm. Xem lại mã trên giấy, hoặc quét mã QR",
        "the last six digits do not fit the page printed at that position: mistyped. Look at the paper again, or scan the QR"
      )
    case .noPage(let position, let size):
      position < size
        ? say(
          "số ghi \(position) của sổ không in trang nào: gõ nhầm phần đầu mã, hoặc trang không do sổ này in. Quét mã QR để biết chắc",
          "event \(position) printed no page: the first part is mistyped, or this ledger did not print it. Scan the QR to be sure"
        )
        : say(
          "sổ chỉ có \(size) sự kiện, chưa tới số ghi \(position): gõ nhầm phần đầu mã, trang của sổ khác, hoặc sổ đã bị lùi lại. Quét mã QR để biết chắc",
          "the ledger has only \(size) events, none at \(position): mistyped, a page of another ledger, or the ledger was rolled back. Scan the QR to be sure"
        )
    }
  }

  /// `; gần đúng mã 12-345678, khác ở chữ số 57`
  private func describe(_ slip: DigitSlip?) -> String {
    guard let slip else { return "" }
    let places = slip.places.prefix(5).map { String($0 + 1) }.joined(separator: ", ")
    let more = slip.places.count > 5 ? "…" : ""
    return say(
      "; gần đúng mã của trang \(slip.code), khác ở chữ số \(places)\(more)",
      "; almost the code of page \(slip.code), different at digit \(places)\(more)")
  }
}

extension CodeReading {
  /// For programs.
  var word: String {
    switch self {
    case .notACode: "notACode"
    case .length: "length"
    case .notADigit: "notADigit"
    case .group: "group"
    case .version: "version"
    case .signature: "signature"
    case .checkDigits: "checkDigits"
    case .noPage: "noPage"
    }
  }

  /// The page that the digits almost are.
  var slip: DigitSlip? {
    switch self {
    case .group(_, let slip), .version(_, let slip), .signature(let slip): slip
    case .notACode, .length, .notADigit, .checkDigits, .noPage: nil
    }
  }
}
