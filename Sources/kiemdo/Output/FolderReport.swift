import CanonicalForms
import EventLedger
import Foundation
import TransparencyLog

/// The account of `verify --tiles` for people and programs.
struct FolderReport {
  var path: String
  var account: Account
  var outside: OutsideKnowledge
  var seen: SeenReport?
  /// What the witnesses of a policy say, if one was given.
  var policy: PolicyReport?

  var findings: [Finding] { account.findings + (seen?.findings ?? []) }
  var isClean: Bool {
    findings.isEmpty && account.trust != .keyDiffers && seen?.isClean != false && policy?.isMet != false
  }

  /// The findings, and whatever else keeps the answer from being clean.
  var table: Table {
    Finding.table(
      findings, reasons: (seen?.reasons ?? []) + (policy?.reasons ?? []),
      verdict: Reason(verdict: verdict, key: outside.source))
  }

  private var verdict: String {
    if let fault = account.faultVerdict { return fault }
    if seen?.findings.isEmpty == false { return "contradicted" }
    return seen?.isClean == false ? "notCompared" : soundVerdict
  }

  /// Of a folder in which nothing was found.
  private var soundVerdict: String { account.isGenuine && outside.isApart ? "genuine" : "consistent" }

  var json: JSONObject {
    JSONObject([
      ("against", seen?.json ?? .null), ("findings", .array(findings.map(\.json))), ("folder", .string(path)),
      (
        "furtherFindings",
        .object(JSONObject(account.furtherFindings.map { ($0.key.rawValue, JSON.integer($0.value)) }))
      ),
      ("key", account.keyStanding?.json ?? .null), ("keySource", .string(outside.source.rawValue)),
      ("origin", JSON(account.origin)), ("policy", policy?.json ?? .null), ("root", JSON(account.head?.root.base64)),
      ("size", .integer(account.size)),
      ("verdict", .string(verdict)),
    ])
  }

  func text(_ session: Session) -> String {
    var lines = [session.say("Thư mục công bố \(path)", "Published folder \(path)")]
    if let origin = account.origin { lines.append(session.say("Sổ ghi \(origin)", "Ledger \(origin)")) }
    lines.append(session.line(size: account.size, account.head))
    if outside.source == .given, account.trust == .keyMatches, let standing = account.keyStanding {
      lines.append(session.line(standing))
    }
    lines += account.findings.map(session.line)
    lines += session.meanings(of: account.findings)
    if !FileManager.default.fileExists(atPath: path + "/checkpoint") {
      lines.append(
        session.say(
          "Có các mảnh cây mà chưa có tệp checkpoint: có vẻ lần công bố đầu bị dừng giữa chừng, hoặc chép chưa xong. Chạy lại kiemdo publish, hoặc chép lại.",
          "There are tiles but no file checkpoint: it looks as if the first publishing was cut short, or the copy is not complete. Run kiemdo publish again, or copy it again."
        ))
    }
    lines += seen?.lines(session) ?? []
    lines += policy?.lines(session) ?? []
    if let deadline = policy?.deadline, deadline.timeliness != .inTime {
      lines.append(
        session.say(
          "Thư mục chỉ cho thấy điểm chốt mới nhất; trong chính sổ có thể có chữ ký của nhân chứng cho điểm chốt sớm hơn.",
          "The folder shows the newest checkpoint only; the ledger itself may have witnesses' lines on earlier ones."))
    }
    lines.append(
      session.say(
        "Không kiểm ở đây: nội dung sự kiện, các điểm chốt trước, trang đã in, việc xóa. Muốn vậy cần chính tệp sổ.",
        "Not checked here: payloads, earlier checkpoints, printed pages, erasures. That needs the ledger itself."))
    lines.append(session.say("KẾT LUẬN: ", "CONCLUSION: ") + conclusion(session))
    return lines.joined(separator: "\n")
  }

  private func conclusion(_ session: Session) -> String {
    let verdict = verdict == "notCompared" ? soundVerdict : verdict
    let isWhole = ["genuine", "consistent", "cosignatureInvalid"].contains(verdict)
    return session.conclusion(sentence(verdict, session), after: isWhole ? Shortcoming.all(seen, policy) : [])
  }

  private func sentence(_ verdict: String, _ session: Session) -> String {
    switch verdict {
    case "genuine":
      session.say(
        "thư mục nguyên vẹn và đúng là của khóa \(outside.source == .given ? "đã cho" : "trong thư mục khóa").",
        "the folder is unaltered, and of the key \(outside.source == .given ? "given" : "in the key folder")."
      )
    case "consistent":
      session.say(
        "nhất quán trong chính nó. Chưa chứng minh là thật: thêm --key với khóa biết từ bên ngoài.",
        "consistent in itself. Not proved genuine: give --key with a key known from outside.")
    case "otherKey" where account.keyStanding?.until != nil:
      session.say(
        "chưa chứng minh là của khóa này. Thư mục nói khóa ấy đã được thay, nhưng không có chữ ký của nó cho thấy chính nó chọn khóa sau: thêm --key với khóa đang dùng, hoặc kiểm cả sổ.",
        "not proved to be of this key. The folder says that it was replaced, but shows no signature by which it chose its successor: give --key with the key in force, or verify the whole ledger."
      )
    case "otherKey":
      session.say(
        "không phải của khóa này. Hỏi lại nơi công bố.",
        "not of this key. Ask whoever published it.") + session.hint(outside)
    case "cosignatureInvalid":
      session.say(
        "thư mục nguyên vẹn; nhưng có dòng chữ ký nhân chứng trong checkpoint không đúng, nên nó không chứng gì. Hỏi lại nơi công bố.",
        "the folder is whole; but a witness's line in its checkpoint is wrong and vouches for nothing. Ask whoever published it."
      )
    case "contradicted":
      session.say(
        "nhất quán trong chính nó, nhưng không nối tiếp điểm chốt đã thấy. Giữ nguyên cả hai; báo người phụ trách.",
        "consistent in itself, but no extension of a checkpoint seen earlier. Keep both as they are and report it."
      )
    default:
      session.say(
        "thư mục đã bị sửa hoặc hỏng. Tải lại từ nơi công bố, hoặc công bố lại vào thư mục mới.",
        "altered or damaged. Fetch it again, or publish anew to another folder.")
    }
  }
}
