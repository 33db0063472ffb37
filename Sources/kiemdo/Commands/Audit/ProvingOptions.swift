import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

/// A file that proves a report complete.
struct ProvingOptions: ParsableArguments {
  @Option(name: [.customLong("proof")], help: "Ghi tệp chứng minh báo cáo đầy đủ; kiểm bằng kiemdo verify --report.")
  var file: String?
  @Flag(help: "Tệp chứng minh không tiết lộ nội dung nào; chỉ chứng minh điều kiện về phần đầu sự kiện.")
  var headersOnly = false

  /// Refuses a file that would take another's place, before anything is read.
  ///
  /// - Parameter report: the printed report, written after the proof.
  func demand(of ledger: Ledger, besides report: String?, _ session: Session) throws {
    guard let file else {
      if headersOnly { throw Failure.optionNeeds("--headers-only", "--proof") }
      return
    }
    try session.demandOutput(file, as: .reportProof, of: ledger, besides: [report].compactMap(\.self))
  }

  func prove(_ report: AuditReport, _ session: Session) throws -> WrittenProof? {
    guard let file else { return nil }
    if !provesSelection(of: report) { session.console.note(warning(session)) }
    let proof = try FileOutput.write(to: file, as: .reportProof) { write in
      try report.prove(headersOnly: headersOnly, write: write)
    }
    session.console.note(disclosure(proof, session))
    return WrittenProof(file: file, proof: proof)
  }

  /// Whether the file, if one is asked for, proves all that the report's clauses say.
  func provesSelection(of report: AuditReport) -> Bool {
    !headersOnly || report.head.selection.needs == .header
  }

  private func warning(_ session: Session) -> String {
    session.say(
      "Cảnh báo: với --headers-only tệp chứng minh không chứng minh được điều kiện của báo cáo này (lớp, mục, lý do, sau ký, muộn, ngoài giờ, trả lại, chưa ký lại): chỉ chứng minh số sự kiện và rằng không sót sự kiện nào; verify --report sẽ kết luận không đủ (mã thoát 1). Muốn chứng minh cả điều kiện: bỏ --headers-only; hoặc chỉ hỏi theo --from, --to, --officer, --type, --candidate.",
      "Warning: with --headers-only the proof can't prove this report's clauses (class, field, reason, after signing, late, outside hours, undone, unsigned since), only the number of events and that none is left out; verify --report will say not provable (exit 1). To prove the clauses too, leave out --headers-only, or ask only by --from, --to, --officer, --type, --candidate."
    )
  }

  private func disclosure(_ proof: AuditReport.Proof, _ session: Session) -> String {
    if proof.headersOnly {
      return session.say(
        "Tệp chứng minh không tiết lộ nội dung hồ sơ, chỉ phần đầu của \(proof.headers) sự kiện.",
        "The proof discloses no content of records, only the headers of \(proof.headers) events.")
    }
    return session.say(
      "Cảnh báo: tệp chứng minh tiết lộ nội dung của \(proof.payloads) sự kiện, trong đó \(proof.unselectedPayloads) sự kiện không thuộc báo cáo. Chỉ giao cho người được xem; hoặc thêm --headers-only.",
      "Warning: the proof discloses the content of \(proof.payloads) events, \(proof.unselectedPayloads) of which the report does not select. Give it only to who may see them, or add --headers-only."
    )
  }
}

struct WrittenProof {
  let file: String
  let proof: AuditReport.Proof

  var json: JSON {
    [
      "file": .string(file), "headers": .integer(proof.headers), "headersOnly": .bool(proof.headersOnly),
      "payloads": .integer(proof.payloads), "selected": .integer(proof.selected), "sha256": .string(proof.digest.hex),
      "unselectedPayloads": .integer(proof.unselectedPayloads),
    ]
  }

  func text(_ session: Session) -> String {
    session.say(
      "Tệp chứng minh \(file), SHA-256 \(proof.digest.hex). Kiểm không cần sổ: kiemdo verify --report \(file) --key KHÓA.",
      "Proof \(file), SHA-256 \(proof.digest.hex). Check it without the ledger: kiemdo verify --report \(file) --key KEY."
    )
  }
}
