import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// `verify --report FILE`: a report's proof, checked without the ledger.
struct ReportProofOptions: ParsableArguments {
  @Option(name: [.customLong("report")], help: "Tệp chứng minh của báo cáo (audit --proof); không cần sổ.")
  var file: String?
}

extension Verify {
  /// Exit 0 only if the selection is proved, and signed by the key if one is known.
  func judgeReport(_ path: String, in session: Session) throws {
    var account = try Self.check(path, key: try key.map(OutsideKnowledge.parse))
    let outside = try OutsideKnowledge(key: key, origin: account.origin, session)
    // Under which name the key folder has to be asked, only the file tells.
    if key == nil, let known = outside.key { account = try Self.check(path, key: known) }
    let report = ReportProofReport(account: account, outside: outside, session: session)
    switch options.format {
    case .csv: session.show(report.table)
    case .json: session.console.write(report.json.indentedText)
    case .text: session.console.write(report.text)
    }
    if report.account.answer != .proved { throw ExitCode(.found) }
  }

  /// The first byte that every gzip file has (RFC 1952, 2.3.1); a pipe may deliver no more at first.
  private static let gzipMark: [UInt8] = [0x1F]

  private static func check(_ path: String, key: VerifierKey?) throws -> ReportProofAccount {
    var check = ReportProofCheck(trustedKey: key)
    var beginning: [UInt8] = []
    try FileOutput.read(path) { piece in
      if beginning.isEmpty {
        beginning = Array(piece.prefix(64))
        guard beginning.starts(with: gzipMark) else { throw Failure.notAReportProof(path, FileGuess(beginning)) }
      }
      check.append(piece)
    }
    guard !beginning.isEmpty else { throw Failure.notAReportProof(path, .empty) }
    return check.finish()
  }
}

/// The answer of `verify --report` for people and programs.
struct ReportProofReport {
  let account: ReportProofAccount
  let outside: OutsideKnowledge
  let session: Session

  private var trust: String {
    switch account.trust {
    case .noKeyGiven: "none"
    case .keyMatches: "matches"
    case .keyDiffers: "differs"
    }
  }

  var json: JSON {
    [
      "answer": .string(account.answer.rawValue), "findings": .array(account.findings.map(\.json)),
      "from": JSON(account.range?.lowerBound),
      "headersOnly": .bool(account.headersOnly), "key": .string(trust), "keySource": .string(outside.source.rawValue),
      "keyStanding": account.keyStanding?.json ?? .null,
      "notCheckable": .integer(account.notCheckable),
      "notCheckablePositions": .array(account.notCheckablePositions.map(JSON.integer)), "origin": JSON(account.origin),
      "root": JSON(account.last?.root.base64), "selected": .integer(account.selected),
      "selection": account.selection?.json ?? .null, "sha256": .string(account.digest.hex),
      "size": JSON(account.last?.size), "to": JSON(account.range.map { $0.upperBound - 1 }),
    ]
  }

  var table: Table {
    EventLedger.Finding.table(
      account.findings, verdict: Reason(code: account.answer.rawValue, subject: "answer", expected: nil, found: trust))
  }

  var text: String {
    var lines: [String] = []
    if let origin = account.origin {
      lines.append(session.say("Báo cáo của sổ \(origin)", "Report of the ledger \(origin)"))
    }
    if let last = account.last, let range = account.range, let selection = account.selection {
      lines.append(
        session.say(
          "Số ghi @\(range.lowerBound) đến @\(range.upperBound - 1); điểm chốt cỡ \(last.size), gốc \(last.root.base64)",
          "Events @\(range.lowerBound) to @\(range.upperBound - 1); checkpoint of size \(last.size), root \(last.root.base64)"
        ))
      lines.append(
        session.say(
          "Điều kiện: \(session.joined(session.words(selection), by: "; ").printable)",
          "Clauses: \(session.joined(session.words(selection), by: "; ").printable)"))
      lines.append(
        session.say("Kết quả: \(account.selected) sự kiện", "Result: \(account.selected) events"))
    }
    lines.append("SHA-256 \(account.digest.hex)")
    if outside.source == .given, account.trust == .keyMatches, let standing = account.keyStanding {
      lines.append(session.line(standing))
    }
    lines += account.findings.map(session.line)
    lines += session.meanings(of: account.findings)
    if account.notCheckable > 0 {
      let places = account.notCheckablePositions.prefix(10).map { "@\($0)" }.joined(separator: ", ")
      lines.append(
        session.say(
          "Không xét được \(account.notCheckable) sự kiện: \(places)",
          "\(account.notCheckable) events can't be judged: \(places)"))
    }
    return (lines + [conclusion, limits]).joined(separator: "\n")
  }

  private var conclusion: String {
    switch account.answer {
    case .proved where account.trust == .keyMatches && outside.isApart:
      session.say(
        "KẾT LUẬN: đúng và đủ: không sót sự kiện nào, không thêm sự kiện nào, và đúng là của khóa \(outside.source == .given ? "đã cho" : "trong thư mục khóa").",
        "CONCLUSION: selection proved: nothing left out, nothing slipped in, and of the key \(outside.source == .given ? "given" : "in the key folder")."
      )
    case .proved:
      session.say(
        "KẾT LUẬN: nhất quán trong chính nó: so với điểm chốt kèm theo thì không sót, không thêm sự kiện nào. Chưa chứng minh là thật: thêm --key với khóa biết từ bên ngoài.",
        "CONCLUSION: consistent in itself: by the checkpoint in it nothing was left out, nothing slipped in. Not proved genuine: give --key with a key known from outside."
      )
    case .unsound where account.findings.allSatisfy({ $0.code == .trustedKey }) && account.origin != nil:
      session.say(
        "KẾT LUẬN: không phải của khóa này: khóa ấy không ký điểm chốt trong tệp. Hỏi lại nơi lập báo cáo.",
        "CONCLUSION: not of this key: it has not signed the checkpoint in the file. Ask whoever made the report.")
        + session.hint(outside)
    case .differs:
      session.say(
        "KẾT LUẬN: báo cáo không phải là kết quả của điều kiện đã nêu. Đòi lập lại báo cáo trước mặt.",
        "CONCLUSION: selection differs: the report is not what its clauses give. Have it made again in your presence.")
    case .unsound:
      session.say(
        "KẾT LUẬN: tệp chứng minh hỏng hoặc đã bị sửa; không nói được gì về báo cáo. Xin lại tệp gốc.",
        "CONCLUSION: the proof is damaged or altered; it says nothing of the report. Ask for the original file.")
    case .notProvable:
      session.say(
        "KẾT LUẬN: tệp này không đủ để chứng minh điều kiện (thiếu nội dung, hoặc không bắt đầu từ đầu sổ). Xin tệp không có --headers-only.",
        "CONCLUSION: selection not provable from this file (no payloads, or it begins too late). Ask for one without --headers-only."
      )
    case .notCheckable:
      session.say(
        "KẾT LUẬN: phần xét được đều đúng; các sự kiện nêu trên không xét được vì nội dung đã xóa.",
        "CONCLUSION: what can be judged agrees; the events named are not checkable, their content was erased.")
    }
  }

  private var limits: String {
    let always = session.say(
      "Giới hạn: không nói gì về sự kiện trước và sau khoảng này, cũng không nói đây là điểm chốt mới nhất; giờ ghi là lời của máy đã ghi.",
      "Limits: nothing is said of events before or after this range, nor that the checkpoint is the newest; times are the writer's claim."
    )
    guard let range = account.range, range.lowerBound > 0 else { return always }
    return always
      + session.say(
        " Ai được ghi khi khoảng này bắt đầu thì dựa vào các sự kiện về khóa kèm theo: nếu bỏ sót một lần thu quyền hay thay khóa trước đó thì tệp này không cho thấy; tệp không có --from thì có.",
        " Who could write when the range begins rests on the key events given: a revocation or rotation left out from before it would not show; a proof without --from shows it."
      )
  }
}
