import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The account of `verify` for people and programs.
struct VerificationReport {
  var verification: Verification
  var outside: OutsideKnowledge
  /// What the witnesses of a policy say, if one was given.
  var policy: PolicyReport?
  /// The file with the auditor's conclusion, where one was asked for.
  var output: String?
  /// Nil if there was nothing to compare with.
  var seen: SeenReport?

  private var account: Account { verification.account }

  var findings: [EventLedger.Finding] { verification.findings + (seen?.findings ?? []) }

  /// Nothing was found, and where a key was known it is this ledger's.
  var isClean: Bool {
    findings.isEmpty && account.trust != .keyDiffers && outside.unreadable.isEmpty && policy?.isMet != false
      && seen?.isClean != false
  }

  /// The findings, and whatever else keeps the answer from being clean.
  var table: Table {
    let folder = outside.unreadable.map { error in
      Reason(
        code: "keyFolder.unreadable", subject: "key folder", expected: "readable", found: Evidence(error).description)
    }
    return EventLedger.Finding.table(
      findings, reasons: folder + (seen?.reasons ?? []) + (policy?.reasons ?? []),
      verdict: Reason(verdict: verdict, key: outside.source))
  }

  /// `genuine` needs a key that did not travel with the file.
  private var verdict: String {
    if let fault = account.faultVerdict { return fault }
    if seen?.findings.isEmpty == false { return "contradicted" }
    if !verification.projectionFindings.isEmpty { return "projectionsDiffer" }
    if seen?.isClean == false { return "notCompared" }
    return soundVerdict
  }

  /// Of a ledger in which nothing was found.
  private var soundVerdict: String {
    account.isGenuine && outside.unreadable.isEmpty && outside.isApart
      ? "genuine" : "consistent"
  }

  var json: JSONObject {
    let erasures: [JSON] = account.erasures.map(\.json)
    let folder = outside.unreadable.map { NotChecked(code: .knownCheckpoint, position: nil, subject: Evidence($0)) }
    let notChecked: [JSON] = (account.notChecked + folder).map {
      ["code": .string($0.code.rawValue), "position": JSON($0.position), "subject": .string($0.subject.description)]
    }
    let further = account.furtherFindings.map { ($0.key.rawValue, JSON.integer($0.value)) }
    let members: [String: JSON] = [
      "against": seen?.json ?? .null,
      "erasureUnfinished": .bool(account.isErasureUnfinished),
      "erasures": .array(erasures),
      "findings": .array(findings.map(\.json)),
      "furtherFindings": .object(JSONObject(further)),
      "key": account.keyStanding?.json ?? .null,
      "keySource": .string(outside.source.rawValue),
      "ledgerKey": JSON(account.ledgerKey?.format()),
      "notChecked": .array(notChecked),
      "origin": JSON(account.origin),
      "output": JSON(output),
      "policy": policy?.json ?? .null,
      "projectionsCompared": .bool(verification.projectionsCompared),
      "root": JSON(account.head?.root.base64),
      "size": .integer(account.size),
      "verdict": .string(verdict),
    ]
    return JSONObject(members)
  }

  func text(_ session: Session) -> String {
    var lines: [String] = []
    if let origin = account.origin { lines.append(session.say("Sổ ghi \(origin)", "Ledger \(origin)")) }
    lines.append(session.line(size: account.size, account.head))
    if outside.source == .given, let standing = account.keyStanding { lines.append(session.line(standing)) }
    lines += verification.findings.map(session.line)
    lines += session.meanings(of: verification.findings)
    lines += seen?.lines(session) ?? []
    for erasure in account.erasures {
      lines.append(session.describe(erasure))
      if !erasure.isDone { lines.append(session.say("  Việc xóa ấy CHƯA XONG.", "  That erasure is INCOMPLETE.")) }
    }
    if account.isErasureUnfinished { lines.append(session.erasureUnfinishedLine) }
    for group in Dictionary(grouping: account.notChecked, by: \.code.rawValue).sorted(by: { $0.key < $1.key }) {
      lines.append(
        session.say(
          "Không kiểm được (\(group.value.count)): \(group.key)", "Not checkable (\(group.value.count)): \(group.key)"))
    }
    for error in outside.unreadable {
      lines.append(
        session.say(
          "KHÔNG ĐỐI CHIẾU ĐƯỢC với thư mục khóa: \(session.explain(error).message)",
          "NOT COMPARED with the key folder: \(session.explain(error).message)"))
    }
    if !verification.projectionsCompared {
      lines.append(
        session.say(
          "Không có tệp tra cứu cùng cỡ để đối chiếu với việc dựng lại.",
          "No projections of this size to compare with the replay."))
    }
    lines += policy?.lines(session) ?? []
    lines.append(session.say("KẾT LUẬN: ", "CONCLUSION: ") + conclusion(session))
    if let output { lines.append(session.say("Biên bản kiểm tra: \(output)", "Auditor's conclusion: \(output)")) }
    return lines.joined(separator: "\n")
  }

  /// What it comes to, in a sentence that begins with a small letter.
  func conclusion(_ session: Session) -> String {
    let verdict = verdict == "notCompared" ? soundVerdict : verdict
    let isWhole = ["genuine", "consistent", "projectionsDiffer", "cosignatureInvalid"].contains(verdict)
    return session.conclusion(
      sentence(verdict, session),
      after: isWhole ? Shortcoming.all(seen, policy, unreadable: outside.unreadable) : [])
  }

  private func sentence(_ verdict: String, _ session: Session) -> String {
    switch verdict {
    case "genuine":
      session.say(
        "nguyên vẹn và đúng là sổ của khóa \(outside.source == .given ? "đã cho" : "trong thư mục khóa").",
        "unaltered, and genuine: the ledger of the key \(outside.source == .given ? "given" : "in the key folder")."
      )
    case "consistent" where outside.source == .folderBesideLedger:
      session.say(
        "nhất quán, khớp khóa nằm cạnh sổ. Khóa đi cùng tệp không chứng minh được nguồn gốc: muốn vậy, thêm --key với khóa ghi trên giấy.",
        "consistent, and signed by the key beside it. A key that travels with the file proves no origin: give --key from paper."
      )
    case "consistent":
      session.say(
        "nhất quán trong chính nó. Chưa chứng minh là thật: thêm --key với khóa biết từ bên ngoài.",
        "consistent in itself. Not proved genuine: give --key with a key known from outside.")
    case "otherKey":
      session.say(
        "không phải sổ của khóa này. Đừng ghi tiếp; giữ nguyên tệp, báo người phụ trách.",
        "not the ledger of this key. Don't record; keep the file as it is and report it.")
    case "contradicted":
      session.say(
        "sổ nhất quán trong chính nó, nhưng không nối tiếp điểm chốt đã thấy. Đừng ghi tiếp; giữ nguyên tệp và điểm chốt ấy; báo người phụ trách.",
        "consistent in itself, but no extension of a checkpoint seen earlier. Don't record; keep the file and that checkpoint as they are and report it."
      )
    case "cosignatureInvalid":
      session.say(
        "sổ nguyên vẹn; nhưng có dòng chữ ký nhân chứng ghi kèm không đúng, nên nó không chứng gì. Vẫn ghi tiếp được; xin nhân chứng ký lại: kiemdo checkpoint --for-witness.",
        "the ledger is whole; but a witness's line kept with it is wrong and vouches for nothing. Recording can go on; ask the witness to cosign again: kiemdo checkpoint --for-witness."
      )
    case "projectionsDiffer":
      session.say(
        "sổ nguyên vẹn; tệp tra cứu cạnh sổ sai. Dựng lại: kiemdo rebuild.",
        "the ledger is whole; the projections beside it are wrong. Run kiemdo rebuild.")
    default:
      session.say(
        "sổ đã bị sửa hoặc hỏng. Đừng ghi tiếp; giữ nguyên tệp, lấy bản sao lưu gần nhất ra đối chiếu.",
        "altered or damaged. Don't record; keep the file as it is and compare with the last backup.")
    }
  }
}
