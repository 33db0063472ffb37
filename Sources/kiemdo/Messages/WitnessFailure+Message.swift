import TransparencyLog

extension Session {
  func explain(_ failure: WitnessFailure) -> Explanation {
    let (vietnamese, english, code) = words(for: failure)
    return Explanation(message: say(vietnamese, english), code: code)
  }

  private func words(for failure: WitnessFailure) -> (String, String, Exit) {
    switch failure {
    case .noWitness(let root):
      (
        "Máy này chưa có khóa nhân chứng (\(root)). Lập khóa: kiemdo witness init TÊN. Chưa ký gì.",
        "There is no witness's key here (\(root)). Make one: kiemdo witness init NAME. Nothing was signed.", .notAllowed
      )
    case .noSuchWitness(let name, let root, let known):
      (
        "Máy này không có khóa của nhân chứng \(name.printable) (\(root))\(known.isEmpty ? "" : "; có: \(known.joined(separator: ", "))"). Đặt KIEMDO_WITNESS là thư mục nhân chứng, hoặc lập khóa: kiemdo witness init TÊN. Chưa ký gì.",
        "There is no key of the witness \(name.printable) here (\(root))\(known.isEmpty ? "" : "; there is: \(known.joined(separator: ", "))"). Set KIEMDO_WITNESS to the witness's folder, or make a key: kiemdo witness init NAME. Nothing was signed.",
        .notAllowed
      )
    case .severalWitnesses(let names):
      (
        "Máy này có nhiều nhân chứng: \(names.joined(separator: ", ")). Thêm --witness TÊN. Chưa ký gì.",
        "There are several witnesses here: \(names.joined(separator: ", ")). Give --witness NAME. Nothing was signed.",
        .usage
      )
    case .badRequest(let path, let error):
      (
        "\(path) không phải yêu cầu cho nhân chứng (\(words(for: error).0)). Lấy lại tệp do kiemdo checkpoint --for-witness làm. Chưa ký gì.",
        "\(path) is not a request to a witness (\(words(for: error).1)). Fetch again what kiemdo checkpoint --for-witness made. Nothing was signed.",
        .badData
      )
    case .badNote(let path, let error):
      (
        "\(path) không phải điểm chốt đã ký (\(words(for: error).0)).",
        "\(path) is not a signed checkpoint (\(words(for: error).1)).", .badData
      )
    case .badPolicy(let path, let error):
      ("\(path), \(words(for: error).0).", "\(path), \(words(for: error).1).", .badData)
    case .badCosignature(let line):
      (
        "\"\(line.excerpt)\" không phải dòng chữ ký của nhân chứng (— tên chữ-ký). Chép lại cả dòng. Chưa ghi gì.",
        "\"\(line.excerpt)\" is not a cosignature's line (— name signature). Copy the whole line. Nothing was recorded.",
        .badData
      )
    case .noCosignatures(let path):
      (
        "\(path) không có chữ ký nào của nhân chứng. Chưa ghi gì.",
        "\(path) has no cosignature. Nothing was recorded.", .badData
      )
    case .witnessUnknown(let name):
      (
        "Không có khóa nào để kiểm chữ ký của \(name); chữ ký chưa kiểm thì không ghi, vì đã ghi là ở lại mãi. Thêm --witness với khóa của nhân chứng, hoặc --policy với tệp chính sách nêu khóa ấy (hay đặt KIEMDO_POLICY). Chưa ghi gì.",
        "There is no key to check the cosignature of \(name) by, and a line that was not checked is not recorded, since it stays for good. Give --witness, the witness's key, or --policy, a policy that lists it (or set KIEMDO_POLICY). Nothing was recorded.",
        .usage
      )
    case .noCheckpoint(let size, let nearest):
      (
        "Sổ không có điểm chốt cỡ \(size)\(nearest.map { "; gần nhất trước đó: \($0)" } ?? "").",
        "The ledger has no checkpoint of size \(size)\(nearest.map { "; the nearest before: \($0)" } ?? "").", .noInput
      )
    case .notContained(let path, let origin, let size):
      (
        "Sổ này không chứa điểm chốt \(size) của \(origin) trong \(path): lịch sử khác nhau, hoặc là sổ khác. Giữ cả hai tệp; chạy kiemdo verify.",
        "This ledger does not contain checkpoint \(size) of \(origin) in \(path): another history, or another ledger. Keep both files; run kiemdo verify.",
        .found
      )
    case .oldAbove(let old, let size):
      (
        "Nhân chứng đã thấy \(old) sự kiện, sổ ở đây mới có \(size). Tìm lại tệp sổ mới nhất.",
        "The witness has seen \(old) events, this ledger has \(size). Find the newest file of the ledger.", .badData
      )
    case .unknownDeadline(let text, let known):
      (
        "\"\(text)\" không phải thời điểm, cũng không phải mã hạn; có: \(known.joined(separator: ", ")).",
        "\"\(text)\" is neither a time nor a deadline's id; there are: \(known.joined(separator: ", ")).", .usage
      )
    case .deadlineNeedsLedger(let text):
      (
        "\"\(text.excerpt)\" không phải thời điểm. Thư mục công bố không có bộ quy định, nên không biết mã hạn; gõ thời điểm, ví dụ \"25/04/2023 17:00\".",
        "\"\(text.excerpt)\" is not a time. A published folder has no profile, so no deadline's id is known; write a time, as \"25/04/2023 17:00\".",
        .usage
      )
    case .cosignedButNotWritten(let path, let obstacle):
      (
        "Đã ký chứng nhưng không ghi được \(path): \(words(for: obstacle)). Dòng chữ ký ở trên: chép lại.",
        "Cosigned, but \(path) can't be written: \(words(for: obstacle)). The cosignature is the line above: copy it.",
        .inputOutput
      )
    }
  }
}
