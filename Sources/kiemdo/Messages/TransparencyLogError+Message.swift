import CanonicalForms
import EventLedger
import TransparencyLog

extension Session {
  /// What a text of C2SP is refused for.
  func words(for error: TransparencyLogError) -> (String, String) {
    switch error {
    case .malformedPolicy(let line, let defect):
      let (vietnamese, english) = words(for: defect)
      return ("dòng \(line): \(vietnamese)", "line \(line): \(english)")
    case .malformedProof(let defect), .malformedRequest(let defect):
      return words(for: defect)
    default:
      let why = evidence(Evidence(error)).printable
      return (why, why)
    }
  }

  private func words(for defect: ProofDefect) -> (String, String) {
    switch defect {
    case .badFirstLine: ("dòng 1 không phải c2sp.org/tlog-proof@v1", "line 1 is not c2sp.org/tlog-proof@v1")
    case .badExtra: ("dòng extra không phải base64", "the extra line is not base64")
    case .badIndex: ("thiếu dòng index với một số", "there is no line index with a number")
    case .badOldSize: ("dòng 1 không phải \"old\" và một số", "line 1 is not old and a number")
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
