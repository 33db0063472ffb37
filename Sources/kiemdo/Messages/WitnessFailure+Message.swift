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
    case .severalWitnesses(let names):
      (
        "Máy này có nhiều nhân chứng: \(names.joined(separator: ", ")). Thêm --witness TÊN. Chưa ký gì.",
        "There are several witnesses here: \(names.joined(separator: ", ")). Give --witness NAME. Nothing was signed.",
        .usage
      )
    case .badWitnessKey(let text):
      (
        "\"\(text.excerpt)\" không phải khóa của nhân chứng (tên+mã+khóa, loại 04), như kiemdo witness init in ra.",
        "\"\(text.excerpt)\" is not a witness's key (name+id+key of type 04), as kiemdo witness init prints it.", .usage
      )
    case .badRequest(let path, let error):
      (
        "\(path) không phải yêu cầu cho nhân chứng (\(detail(error).0)). Lấy lại tệp do kiemdo checkpoint --for-witness làm. Chưa ký gì.",
        "\(path) is not a request to a witness (\(detail(error).1)). Fetch again what kiemdo checkpoint --for-witness made. Nothing was signed.",
        .badData
      )
    case .badNote(let path, let error):
      (
        "\(path) không phải điểm chốt đã ký (\(detail(error).0)).",
        "\(path) is not a signed checkpoint (\(detail(error).1)).", .badData
      )
    case .badPolicy(let path, let error):
      ("\(path), \(detail(error).0).", "\(path), \(detail(error).1).", .badData)
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
    case .sizeUnknown(let name):
      (
        "Không biết chữ ký của \(name) là cho điểm chốt nào. Thêm --witness với khóa của nhân chứng (kiểm được), hoặc --size. Chưa ghi gì.",
        "Which checkpoint the cosignature of \(name) belongs to is not known. Give --witness, its key (which verifies it), or --size. Nothing was recorded.",
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
    case .cosignedButNotWritten(let path, let detail):
      (
        "Đã ký chứng nhưng không ghi được \(path): \(detail). Dòng chữ ký ở trên: chép lại.",
        "Cosigned, but \(path) can't be written: \(detail). The cosignature is the line above: copy it.", .inputOutput
      )
    }
  }

  /// What a text of C2SP is refused for.
  private func detail(_ error: TransparencyLogError) -> (String, String) {
    switch error {
    case .malformedPolicy(let line, let defect):
      let (vietnamese, english) = words(for: defect)
      return ("dòng \(line): \(vietnamese)", "line \(line): \(english)")
    case .malformedProof(let defect), .malformedRequest(let defect):
      return words(for: defect)
    case .malformedNote(let defect): return ("không phải bản ký: \(defect)", "not a signed note: \(defect)")
    case .malformedCheckpoint(let defect): return ("không phải điểm chốt: \(defect)", "not a checkpoint: \(defect)")
    default: return ("\(error)", "\(error)")
    }
  }

  private func words(for defect: ProofDefect) -> (String, String) {
    switch defect {
    case .badFirstLine: ("dòng 1 không phải c2sp.org/tlog-proof@v1", "line 1 is not c2sp.org/tlog-proof@v1")
    case .badExtra: ("dòng extra không phải base64", "the extra line is not base64")
    case .badIndex: ("thiếu dòng index với một số", "there is no line index with a number")
    case .badOldSize: ("dòng 1 không phải old và một số", "line 1 is not old and a number")
    case .badHash(let line):
      ("dòng \(line): không phải mã băm 44 ký tự", "line \(line): not a hash of 44 characters")
    case .tooManyHashes(let limit): ("quá \(limit) mã băm", "more than \(limit) hashes")
    case .missingBlankLine: ("thiếu dòng trống trước điểm chốt", "no blank line before the checkpoint")
    }
  }

  private func words(for defect: PolicyDefect) -> (String, String) {
    switch defect {
    case .controlCharacter(0x0D):
      ("dòng kết thúc kiểu Windows (CRLF); lưu lại kiểu Unix (LF)", "lines end as Windows ends them; save with LF")
    case .controlCharacter(let byte): ("có ký tự điều khiển \(byte)", "holds control character \(byte)")
    case .missingFinalNewline: ("dòng cuối không có ký tự xuống dòng", "the last line does not end in a newline")
    case .unknownKeyword(let word):
      (
        "cần log, witness, group hoặc quorum, có \"\(word.excerpt)\"",
        "expected log, witness, group or quorum, found \"\(word.excerpt)\""
      )
    case .wrongItemCount(let found): ("dòng có \(found) mục, thừa hoặc thiếu", "\(found) items, too many or too few")
    case .badKey(let text, .notAKey):
      ("\"\(text.excerpt)\" không phải khóa kiểm chứng", "\"\(text.excerpt)\" is not a verifier key")
    case .badKey(_, .otherAlgorithm(let found)):
      (
        "khóa thuộc loại \(found); sổ cần loại 1, nhân chứng cần loại 4 (Ed25519)",
        "the key is of type \(found); a log's is 1, a witness's 4 (Ed25519)"
      )
    case .duplicateKey(let text):
      ("khóa đã có ở dòng trước: \(text.excerpt)", "a line before has this key: \(text.excerpt)")
    case .reservedName: ("none không dùng làm tên được", "none can't be a name")
    case .duplicateName(let name): ("tên \(name.excerpt) đã dùng", "the name \(name.excerpt) is used already")
    case .undefinedName(let name):
      ("chưa dòng nào trước đó nêu \(name.excerpt)", "no line before defines \(name.excerpt)")
    case .memberTwice(let name): ("\(name.excerpt) đã ở trong một nhóm", "\(name.excerpt) is in a group already")
    case .badThreshold(let text, let count):
      (
        "cần any, all hoặc số từ 1 đến \(count), có \"\(text.excerpt)\"",
        "expected any, all or a number from 1 to \(count), found \"\(text.excerpt)\""
      )
    case .secondQuorum: ("có hai dòng quorum", "there are two quorum lines")
    case .missingQuorum: ("thiếu dòng quorum", "there is no quorum line")
    }
  }
}
