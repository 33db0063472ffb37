import Bookkeeping
import ExamRecords

extension Session {
  /// The answer to one scan: a word that can be heard across the desk, then the particulars.
  func describe(
    _ result: ScanResult, _ profile: ExamProfile, corrected: Bool
  ) -> (text: String, colour: Console.Colour) {
    switch result.outcome {
    case .sheet(let candidate, let sheet, let verdict, _, let stale):
      let who = "\(sheet.code) \(person(candidate, profile))"
      switch verdict {
      case .accepted where corrected:
        return (say("ĐÃ THU, CÓ SỬA, CHỜ NHẬP  \(who)", "RETURNED, TO BE KEYED  \(who)"), .yellow)
      case .accepted: return (say("NHẬN  \(who)", "OK    \(who)"), .green)
      case .alreadySigned: return (say("ĐÃ KÝ TRƯỚC  \(who)", "ALREADY SIGNED  \(who)"), .yellow)
      case .withdrawn:
        return (say("ĐÃ RÚT  \(who): thí sinh không dự thi nữa", "WITHDRAWN  \(who)"), .red)
      case .awaitsCorrection:
        return (
          say(
            "CHỜ NHẬP  \(who): phiếu có sửa, nhập bằng kiemdo correct \(sheet.code) MỤC=GIÁ TRỊ",
            "AWAITS CORRECTION  \(who): key it in with kiemdo correct \(sheet.code) FIELD=VALUE"), .yellow
        )
      case .stale:
        let fields = stale.map { field in
          let name = label(of: field.field, profile)
          let old = display(field.printed, of: field.field, profile)
          let now = display(field.now, of: field.field, profile)
          let event = field.position.map { say(", số ghi \($0)", ", event \($0)") } ?? ""
          return "\(name): \(old) → \(now)\(event)"
        }.joined(separator: "; ")
        return (
          say("PHIẾU CŨ, PHẢI IN LẠI  \(who): \(fields)", "STALE, PRINT AGAIN  \(who): \(fields)"), .red
        )
      }
    case .list(let list, let already, _):
      let what = say("\(list.code) danh sách lớp \(list.className)", "\(list.code) list of \(list.className)")
      return already
        ? (say("ĐÃ KÝ TRƯỚC  \(what)", "ALREADY SIGNED  \(what)"), .yellow)
        : (say("NHẬN  \(what)", "OK    \(what)"), .green)
    case .notASheet(let list):
      return (
        say(
          "KHÔNG NHẬN  \(list.code): đây là danh sách lớp \(list.className), không thu bằng --corrected; sửa từng phiếu",
          "REFUSED  \(list.code): this is the list of \(list.className); --corrected takes sheets"), .red
      )
    case .repeated: return (say("ĐÃ QUÉT RỒI  \(result.code)", "SCANNED ALREADY  \(result.code)"), .yellow)
    case .nothingPrinted(let candidate):
      return (say("CHƯA IN  \(person(candidate, profile))", "NOT PRINTED  \(person(candidate, profile))"), .red)
    case .fault(let fault): return ("\(say("KHÔNG NHẬN", "REFUSED"))  \(result.code): \(explain(fault))", .red)
    }
  }

  func explain(_ fault: CodeFault) -> String {
    switch fault {
    case .malformed:
      say(
        "không phải mã phiếu; mã có dạng 1042-583921 hoặc 343 chữ số của mã QR",
        "not a sheet's code; a code looks like 1042-583921 or is the 343 digits of the QR")
    case .mistyped:
      say(
        "sáu số cuối không khớp: gõ nhầm? Xem lại mã trên phiếu", "the last six digits don't fit: mistyped? Look again")
    case .unknown: say("sổ này không in trang nào có mã đó", "this ledger printed no page with that code")
    case .forged:
      say("chữ ký trong mã QR không đúng: mã giả hoặc quét hỏng", "the QR's signature is wrong: forged or misread")
    case .otherLedger: say("phiếu của sổ ghi khác", "a page of another ledger")
    case .notInHistory:
      say(
        "ký bằng khóa của sổ này nhưng không có trong sổ: sổ đã bị lùi lại hoặc rẽ nhánh. Chạy kiemdo verify",
        "signed with this ledger's key but not in this history: rolled back or forked. Run kiemdo verify")
    case .erased: say("trang có trong sổ nhưng nội dung đã xóa", "printed in this ledger, but its content is erased")
    case .lost:
      say(
        "trang có trong sổ nhưng nội dung không đọc được. Chạy kiemdo verify",
        "printed in this ledger, but its content can't be read. Run kiemdo verify")
    }
  }
}
