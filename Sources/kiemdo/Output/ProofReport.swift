import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The account of `verify --proof` for people and programs.
struct ProofReport {
  var file: String
  var proof: EventProof
  var outside: OutsideKnowledge
  var findings: [EventLedger.Finding]

  init(file: String, proof: EventProof, outside: OutsideKnowledge) {
    (self.file, self.proof, self.outside) = (file, proof, outside)
    findings = proof.check(trustedKey: outside.key)
  }

  var isClean: Bool { findings.isEmpty }

  var table: Table {
    EventLedger.Finding.table(findings, verdict: Reason(verdict: verdict, of: file, key: outside.source))
  }

  private var verdict: String { outside.verdict(on: findings) }

  var json: JSON {
    let header = proof.header
    return [
      "file": .string(file), "findings": .array(findings.map(\.json)), "hasPayload": .bool(proof.payload != nil),
      "header": [
        "officer": .string(header.officer), "position": .integer(header.position),
        "recordedAt": .string(header.recordedAt.text), "stream": .string(header.stream), "type": .string(header.type),
        "version": .integer(header.version),
      ],
      "keySource": .string(outside.source.rawValue), "origin": .string(proof.proof.checkpoint.origin),
      "payload": JSON(proof.payload), "root": .string(proof.proof.checkpoint.root.base64),
      "size": .integer(proof.proof.checkpoint.size), "verdict": .string(verdict),
    ]
  }

  func text(_ session: Session) -> String {
    let header = proof.header
    var lines = [
      "\(file): \(session.say("số ghi", "event")) \(header.position), \(session.eventWord(header.type)) (\(header.stream), \(session.say("bản", "version")) \(header.version)), \(header.officer), \(header.recordedAt.vietnamText)",
      session.say(
        "Sổ ghi \(proof.proof.checkpoint.origin), điểm chốt \(proof.proof.checkpoint.size) sự kiện",
        "Ledger \(proof.proof.checkpoint.origin), checkpoint of \(proof.proof.checkpoint.size) events"),
    ]
    if let payload = proof.payload { lines.append(session.say("Nội dung: ", "Content: ") + payload) }
    lines += findings.map(session.line)
    lines.append(conclusion(session))
    return lines.joined(separator: "\n")
  }

  private func conclusion(_ session: Session) -> String {
    switch verdict {
    case "proved":
      session.say(
        "KẾT LUẬN: sự kiện này nằm trong sổ do khóa \(outside.source == .given ? "đã cho" : "trong thư mục khóa") ký. Không nói rằng nó là sự kiện mới nhất; chữ ký của cán bộ không kiểm ở đây.",
        "CONCLUSION: this event is in the ledger signed by the key \(outside.source == .given ? "given" : "in the key folder"). It does not say that it is the newest; the officer's signature is not checked here."
      )
    case "consistent":
      session.say(
        "KẾT LUẬN: nhất quán trong chính nó: sự kiện nằm trong điểm chốt kèm theo. Chưa chứng minh là thật: thêm --key với khóa biết từ bên ngoài.",
        "CONCLUSION: consistent in itself: the event is in the checkpoint in the file. Not proved genuine: give --key with a key known from outside."
      )
    case "otherKey": session.signedByAnotherKey + session.hint(outside)
    default:
      session.say("KẾT LUẬN: bằng chứng này không đúng.", "CONCLUSION: this proof does not hold.")
    }
  }
}

/// The account of `verify --consistency`.
struct ConsistencyReport {
  var file: String
  var check: ConsistencyCheck
  var outside: OutsideKnowledge

  private var verdict: String { outside.verdict(on: check.findings) }

  var table: Table {
    EventLedger.Finding.table(check.findings, verdict: Reason(verdict: verdict, of: file, key: outside.source))
  }

  var json: JSONObject {
    JSONObject([
      ("file", .string(file)), ("findings", .array(check.findings.map(\.json))),
      ("from", .integer(check.request.oldSize)),
      (
        "heads",
        .array(
          check.heads.map {
            ["root": .string($0.root.base64), "size": .integer($0.size), "source": .string($0.source)]
          })
      ),
      ("keySource", .string(outside.source.rawValue)), ("origin", .string(check.request.checkpoint.origin)),
      ("to", .integer(check.request.checkpoint.size)), ("verdict", .string(verdict)),
    ])
  }

  func text(_ session: Session) -> String {
    let (from, to) = (check.request.oldSize, check.request.checkpoint.size)
    let conclusion =
      switch verdict {
      case "proved":
        session.say(
          "KẾT LUẬN: sổ ở \(to) sự kiện nối tiếp điểm chốt đã thấy ở \(from) sự kiện; không gì trước đó bị viết lại.",
          "CONCLUSION: the ledger at \(to) events extends what was seen at \(from); nothing before was rewritten.")
      case "consistent":
        session.say(
          "KẾT LUẬN: nhất quán trong chính nó: điểm chốt mới nối tiếp điểm chốt đã thấy. Chưa chứng minh là thật: thêm --key với khóa biết từ bên ngoài.",
          "CONCLUSION: consistent in itself: the later checkpoint extends what was seen. Not proved genuine: give --key with a key known from outside."
        )
      case "otherKey": session.signedByAnotherKey + session.hint(outside)
      default:
        session.say(
          "KẾT LUẬN: bằng chứng này không nối được điểm chốt đã thấy với điểm chốt mới.",
          "CONCLUSION: this proof does not join what was seen with the later checkpoint.")
      }
    let title = session.say(
      "\(file): từ cỡ \(from) đến cỡ \(to), sổ ghi \(check.request.checkpoint.origin)",
      "\(file): from size \(from) to size \(to), ledger \(check.request.checkpoint.origin)")
    return ([title] + check.findings.map(session.line) + [conclusion]).joined(separator: "\n")
  }
}

extension Session {
  fileprivate var signedByAnotherKey: String {
    say(
      "KẾT LUẬN: không do khóa đã cho ký. Sổ có thể đã thay khóa (kiemdo keys hoặc verify --tiles nói các khóa của sổ); nếu không thì là giả.",
      "CONCLUSION: not signed by the key given. The ledger may have rotated its key (kiemdo keys and verify --tiles name its keys); if it has not, this is forged."
    )
  }
}
