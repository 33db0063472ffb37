import Bookkeeping
import EventLedger
import ExamRecords

extension Session {
  /// The verdict on one code: its standing, the student's signature, and where it can be looked up on paper.
  func describe(_ verdict: CodeVerdict, _ books: Books, _ profile: ExamProfile) -> [String] {
    var lines = ["\(verdict.shownCode): \(standing(verdict, books))"]
    if let page = verdict.page { lines.append("  " + issued(page, books, profile)) }
    lines += verdict.changes.map { "  " + describe($0, books, profile) }
    if let sentence = describe(unreadable: verdict.unreadable, books) { lines.append("  " + sentence) }
    if let newer = verdict.newer {
      lines.append(say("  Trang in gần nhất cùng loại: \(newer).", "  The newest page of its kind: \(newer)."))
    }
    if verdict.page != nil { lines.append("  " + signature(verdict, books)) }
    if let list = verdict.listSignature {
      let day = list.signedOn.map { say(", ngày \($0)", ", dated \($0)") } ?? ""
      lines.append(
        say(
          "  Thí sinh đã ký danh sách lớp \(list.className), mã \(list.list), STT \(list.order)\(day) (@\(list.position)); dòng ấy còn khớp hồ sơ.",
          "  The student signed by the list of class \(list.className), \(list.list), order \(list.order)\(day) (@\(list.position)); that row is still the record's."
        ))
    }
    if verdict.page?.way == .typed { lines += lookUp(verdict) }
    return lines
  }

  private func standing(_ verdict: CodeVerdict, _ books: Books) -> String {
    switch verdict.standing {
    case .current:
      verdict.unreadable.isEmpty
        ? say(
          "ĐÃ PHÁT HÀNH, CÒN HIỆU LỰC: mọi điều đã in khớp hồ sơ.",
          "ISSUED, CURRENT: all that it printed is the record's.")
        : say(
          "ĐÃ PHÁT HÀNH; không thấy điều gì đã đổi, nhưng có sự kiện không đọc được.",
          "ISSUED; nothing seen to have changed, but some events can't be read.")
    case .superseded:
      say("ĐÃ PHÁT HÀNH, PHIẾU CŨ: hồ sơ đã đổi sau khi in.", "ISSUED, SUPERSEDED: the record changed after printing.")
    case .withdrawn:
      say(
        "ĐÃ PHÁT HÀNH, THÍ SINH ĐÃ RÚT\(by(verdict, books)).", "ISSUED, CANDIDATE WITHDRAWN\(by(verdict, books)).")
    case .erased:
      say(
        "ĐÃ PHÁT HÀNH, NỘI DUNG ĐÃ XÓA\(by(verdict, books)): không so được với hồ sơ nữa.",
        "ISSUED, CONTENT ERASED\(by(verdict, books)): it can't be compared any more.")
    case .lost:
      say(
        "ĐÃ PHÁT HÀNH, NHƯNG NỘI DUNG KHÔNG ĐỌC ĐƯỢC, và không phải do lần xóa nào: không so được với hồ sơ. Chạy kiemdo verify.",
        "ISSUED, BUT THE CONTENT CAN'T BE READ, and no erasure took it: it can't be compared. Run kiemdo verify.")
    case .notInHistory:
      say(
        "KHÓA CỦA SỔ ĐÃ KÝ, NHƯNG KHÔNG CÓ TRONG SỔ NÀY: sổ đã bị lùi lại hoặc rẽ nhánh. Giữ nguyên tệp, chạy kiemdo verify, lấy bản sao khác ra đối chiếu.",
        "SIGNED BY THE LEDGER'S KEY, BUT NOT IN THIS HISTORY: rolled back or forked. Keep the file, run kiemdo verify, compare with other copies."
      )
    case .otherLedger(let keyID):
      say(
        "CỦA SỔ GHI KHÁC: mã mang khóa \(keyID.hexadecimal), sổ này chưa từng có. Hỏi đơn vị in trang ấy.",
        "ANOTHER LEDGER'S: the code names key \(keyID.hexadecimal), which this ledger never had. Ask the unit that printed it."
      )
    case .unreadable(let reading):
      say("KHÔNG ĐỌC ĐƯỢC NHƯ ĐÃ PHÁT HÀNH: ", "NOT READABLE AS ISSUED: ") + explain(reading) + "."
    }
  }

  /// ` (số ghi 61, 26/04/2023 08:00:00, Đi nước ngoài)`
  private func by(_ verdict: CodeVerdict, _ books: Books) -> String {
    verdict.cause.map { " (" + describe($0, books) + ")" } ?? ""
  }

  private func issued(_ page: IssuedPage, _ books: Books, _ profile: ExamProfile) -> String {
    let at = "@\(page.position) \(page.header.recordedAt.vietnamText), \(officer(page.header.officer, books))"
    switch page.content {
    case .sheet(let event):
      let name = event.content.values[profile.roles.fullName]?.text ?? "?"
      return say(
        "Phiếu của \(name), số \(event.content.number), mẫu \(event.content.layout), lần \(event.content.round); in \(at).",
        "Sheet of \(name), no. \(event.content.number), layout \(event.content.layout), round \(event.content.round); printed \(at)."
      )
    case .list(let event):
      return say(
        "Danh sách lớp \(event.content.className), \(event.content.rows.count) dòng; in \(at).",
        "List of class \(event.content.className), \(event.content.rows.count) rows; printed \(at).")
    case .erasedSheet: return say("Phiếu kiểm dò; in \(at).", "A check-sheet; printed \(at).")
    case .erasedList: return say("Danh sách lớp; in \(at).", "A class list; printed \(at).")
    }
  }

  private func describe(_ change: CodeVerdict.Change, _ books: Books, _ profile: ExamProfile) -> String {
    let order = change.order.map { "STT \($0), " } ?? ""
    let values =
      "\(display(change.printed, of: change.field, profile)) → \(display(change.now, of: change.field, profile))"
    let cause = change.cause.map { "  " + describe($0, books) } ?? ""
    return "\(order)\(label(of: change.field, profile)): \(values.printable)\(cause)"
  }

  private func signature(_ verdict: CodeVerdict, _ books: Books) -> String {
    switch verdict.signature {
    case .none:
      return say(
        "Chữ ký của thí sinh trên trang này: sổ chưa ghi nhận.", "The student's signature on this page: none recorded.")
    case .untold(let cause):
      return say(
        "Chữ ký của thí sinh: không nói được nữa, nội dung của một lần ghi ký hay bỏ ký đã xóa (\(describe(cause, books))).",
        "The student's signature: can't be told any more, the content of a signature or of its taking back is erased (\(describe(cause, books)))."
      )
    case .takenBack(let cause):
      return say(
        "Chữ ký của thí sinh: đã ghi nhận rồi bỏ, \(describe(cause, books)).",
        "The student's signature: recorded and taken back, \(describe(cause, books)).")
    case .recorded(let cause, let way, let signedOn, let place, let except):
      var text = say(
        "Chữ ký của thí sinh: đã ghi nhận (\(word(way))), \(describe(cause, books))",
        "The student's signature: recorded (\(word(way))), \(describe(cause, books))")
      if let signedOn { text += say("; ngày ghi trên giấy \(signedOn)", "; dated \(signedOn)") }
      if let place { text += say("; tại \(place)", "; at \(place)") }
      if !except.isEmpty {
        let orders = except.map(String.init).joined(separator: ", ")
        text += say("; trừ STT \(orders)", "; except order \(orders)")
      }
      return text + "."
    }
  }

  /// A code that was read out can be looked up in the class list, which prints them.
  private func lookUp(_ verdict: CodeVerdict) -> [String] {
    guard verdict.page?.candidate != nil else { return [] }
    guard !verdict.mentions.isEmpty else {
      return [
        say(
          "  Mã ngắn không chứng minh gì; chưa danh sách lớp nào in mã này. Muốn chắc: quét mã QR.",
          "  A short code proves nothing, and no class list prints this one. To be sure, scan the QR.")
      ]
    }
    let places = verdict.mentions.map {
      say(
        "danh sách \($0.list) lớp \($0.className), STT \($0.order)",
        "list \($0.list) of \($0.className), order \($0.order)")
    }.joined(separator: "; ")
    return [
      say(
        "  Mã ngắn không chứng minh gì; đối chiếu với danh sách lớp trên giấy: \(places).",
        "  A short code proves nothing; look it up in the class list on paper: \(places).")
    ]
  }

  /// What no code can tell.
  var codeNotPaper: String {
    say(
      "Đây chỉ xét mã, không xét tờ giấy: mã chép được sang giấy khác. So từng chữ trên giấy với trang vẽ lại (--reprint TỆP).",
      "This judges the code, not the paper: a code can be copied to another page. Compare the paper word by word with the page drawn again (--reprint FILE)."
    )
  }
}

extension CodeVerdict {
  /// The short code where there is one, else what was read, cut for people.
  var shownCode: String {
    let read = isUnreadable ? nil : anchor?.shortCode.text
    return page?.code ?? read ?? (text.utf8.count > 40 ? String(text.prefix(20)) + "…" : text).printable
  }

  /// For programs.
  var word: String {
    switch standing {
    case .current: unreadable.isEmpty ? "current" : "notComparable"
    case .superseded: "superseded"
    case .withdrawn: "withdrawn"
    case .erased: "erased"
    case .lost: "contentLost"
    case .notInHistory: "notInHistory"
    case .otherLedger: "otherLedger"
    case .unreadable: "unreadable"
    }
  }
}

extension UInt32 {
  /// A key id as keys are written: eight hexadecimal digits.
  var hexadecimal: String {
    let text = String(self, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }
}
