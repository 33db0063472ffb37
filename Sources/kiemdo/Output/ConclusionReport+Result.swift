import Bookkeeping
import CheckSheets
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

extension ConclusionReport {
  /// Against what the ledger was measured, and how that was obtained.
  var trustSection: [OfficialReport.Part] {
    let source =
      switch account.outside.source {
      case .given:
        say(
          "do người kiểm tra đưa vào (--key), biết từ ngoài tệp: ……………………………",
          "given by the auditor (--key), known from outside the file: ……………………………")
      case .keyFolder:
        say("trong thư mục khóa của máy kiểm tra", "in the key folder of the examining computer")
      case .folderBesideLedger:
        say(
          "trong thư mục nằm cạnh sổ; khóa đi cùng tệp không chứng minh được nguồn gốc",
          "in a folder beside the ledger; a key that travels with the file proves no origin")
      case .none: say("không có khóa nào biết từ bên ngoài", "no key was known from outside")
      }
    var particulars = [
      OfficialReport.Particular(
        say("Khóa đối chiếu:", "Key compared:"), account.outside.key?.format() ?? say("không có", "none")),
      OfficialReport.Particular(say("Nguồn của khóa:", "How obtained:"), source),
    ]
    if account.outside.source == .given, let standing = ledger.keyStanding {
      particulars.append(.init(say("Khóa ấy:", "That key:"), session.line(standing)))
    }
    particulars.append(
      .init(
        say("Điểm chốt trong thư mục khóa:", "Checkpoint in the key folder:"),
        account.outside.checkpoint.map {
          say(
            "\($0.size.grouped(session.language)) sự kiện, gốc \($0.root.base64)",
            "\($0.size.grouped(session.language)) events, root \($0.root.base64)")
        } ?? say("không có", "none")))
    particulars.append(
      .init(
        say("Điểm chốt đưa vào:", "Checkpoints given:"),
        account.seen.map { seen in
          say(
            "\(seen.comparison.judgements.count), do người kiểm tra đưa vào (--against), lấy từ: ……………………………",
            "\(seen.comparison.judgements.count), given by the auditor (--against), obtained from: ……………………………")
        } ?? say("không có", "none")))
    let parts: [OfficialReport.Part] = [
      .section(say("Khóa và điểm chốt để đối chiếu", "Key and checkpoint compared")), .particulars(particulars),
    ]
    return parts + (account.seen.map { [.items($0.lines(session))] } ?? [])
  }

  /// What the witnesses of a policy say of the head.
  var witnessSection: [OfficialReport.Part] {
    guard let policy = account.policy else { return [] }
    return [.section(say("Nhân chứng", "Witnesses")), .items(policy.lines(session))]
  }

  /// The verdict, the last before the signatures.
  var conclusionSection: [OfficialReport.Part] {
    let conclusion = account.conclusion(session)
    return [
      .section(say("Kết luận", "Conclusion")), .conclusion(conclusion.prefix(1).uppercased() + conclusion.dropFirst()),
    ]
  }

  /// Every finding: what is about the whole history first, then event by event, then what is about the file.
  var findingsSection: [OfficialReport.Part] {
    var parts: [OfficialReport.Part] = [.section(say("Kết quả", "Result"))]
    let findings = account.findings.enumerated().sorted { one, other in
      let places = [one, other].map { ($0.element.code.rank, $0.element.position ?? .max, $0.offset) }
      return places[0] < places[1]
    }.map(\.element)
    guard !findings.isEmpty else {
      parts.append(.paragraph(say("Không có phát hiện nào.", "Nothing was found.")))
      return parts
    }
    let further = ledger.furtherFindings.values.reduce(0, +)
    parts.append(
      .paragraph(say("Phát hiện (\(findings.count + further)):", "Findings (\(findings.count + further)):")))
    parts.append(
      .table(
        .init(
          columns: [
            .init(say("Số ghi", "Event"), share: 0, .right), .init(say("Mã", "Code"), share: 0),
            .init(say("Chỗ sai", "Where"), share: 6), .init(say("Cần có", "Expected"), share: 8),
            .init(say("Có trong tệp", "Found"), share: 8),
          ],
          rows: findings.map { finding in
            let (subject, expected) = (session.evidence(finding.subject), session.evidence(finding.expected))
            let found = session.evidence(finding.found)
            return OfficialReport.Row([
              OfficialReport.Cell(finding.position.map(String.init) ?? "–"),
              OfficialReport.Cell(finding.code.rawValue), OfficialReport.Cell(Self.short(subject)),
              OfficialReport.Cell(Self.short(expected)), OfficialReport.Cell(Self.short(found)),
            ])
          })))
    var told: Set<FindingCode> = []
    let codes = findings.map(\.code).filter { told.insert($0).inserted }
    parts += [
      .paragraph(say("Nghĩa của các phát hiện:", "What they mean:")),
      .items(codes.map(meaning)),
    ]
    for (code, count) in ledger.furtherFindings.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      parts.append(
        .note(say("Còn \(count) phát hiện nữa thuộc loại \(code).", "\(count) more findings of kind \(code).")))
    }
    return parts
  }

  /// Statements of SQL and headers fill pages; in full they are in the answer of `verify`.
  private static func short(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 80 ? text.prefix(80).trimmingCharacters(in: .whitespaces) + "…" : text
  }

  /// What a kind of finding means, what is still provable, what to do.
  private func meaning(_ code: FindingCode) -> String {
    let meaning = session.meaning(of: code)
    return say(
      "\(code.rawValue): \(meaning.altered) Còn chứng minh được: \(meaning.provable) Nên: \(meaning.advice)",
      "\(code.rawValue): \(meaning.altered) Still provable: \(meaning.provable) What to do: \(meaning.advice)")
  }

  /// What was erased by order, when, by whom and on what authority.
  var erasureSection: [OfficialReport.Part] {
    guard !ledger.erasures.isEmpty else { return [] }
    let rows = ledger.erasures.map { erasure in
      let own = erasure.erased.filter(\.writtenByEraser).count
      let there = erasure.erased.filter(\.isStillThere).count
      var remarks: [String] = []
      if own > 0 { remarks.append(say("\(own) do chính người xóa ghi", "\(own) written by the eraser")) }
      if there > 0 { remarks.append(say("\(there) vẫn còn trong tệp", "\(there) still in the file")) }
      return OfficialReport.Row(
        [
          OfficialReport.Cell(String(erasure.position)), OfficialReport.Cell(erasure.recordedAt.vietnamText),
          OfficialReport.Cell(erasure.officer), OfficialReport.Cell(String(erasure.erased.count)),
          OfficialReport.Cell(erasure.reason), OfficialReport.Cell(erasure.authority),
          OfficialReport.Cell(remarks.joined(separator: "; ")),
        ], isMarked: there > 0)
    }
    let unfinished: [OfficialReport.Part] = ledger.isErasureUnfinished ? [.note(session.erasureUnfinishedLine)] : []
    return [
      .section(say("Nội dung đã xóa theo yêu cầu", "Content erased by order")),
      .table(
        .init(
          columns: [
            .init(say("Số ghi", "Event"), share: 3, .right), .init(say("Lúc", "At"), share: 5),
            .init(say("Cán bộ", "Officer"), share: 3), .init(say("Sự kiện", "Events"), share: 3, .right),
            .init(say("Lý do", "Reason"), share: 8), .init(say("Căn cứ", "Authority"), share: 8),
            .init(say("Lưu ý", "Remarks"), share: 5),
          ], rows: rows)),
      .note(
        say(
          "Cây băm, chữ ký và thứ tự vẫn kiểm được; nội dung đã xóa thì không.",
          "Tree, signatures and order can still be checked; what was erased can't.")),
    ] + unfinished
  }

  /// What neither passed nor failed.
  var notCheckedSection: [OfficialReport.Part] {
    var items = Dictionary(grouping: ledger.notChecked, by: \.code.rawValue).sorted { $0.key < $1.key }.map {
      code, all in
      let positions = all.compactMap(\.position).sorted()
      let shown = positions.prefix(12).map(String.init).joined(separator: ", ")
      let places = positions.isEmpty ? "" : say("; số ghi \(shown)", "; events \(shown)")
      return "\(code): \(all.count)\(places)\(positions.count > 12 ? ", …" : "")"
    }
    items += account.outside.unreadable.map {
      say("Thư mục khóa: \(session.explain($0).message)", "Key folder: \(session.explain($0).message)")
    }
    return [
      .section(say("Những gì không kiểm được", "What could not be checked")),
      items.isEmpty
        ? .paragraph(say("Không có mục nào.", "Nothing.")) : .items(items),
    ]
  }
}

extension FindingCode {
  /// What is about the whole history stands before what is about an event, and that before what is about the file only.
  fileprivate var rank: Int {
    switch self {
    case .trustedKey, .knownCheckpoint: 0
    case .applicationID, .userVersion, .encoding, .schema, .foreignKey, .tile, .cosignature: 2
    case .projectionDiffers: 3
    default: 1
    }
  }
}
