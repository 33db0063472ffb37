import Bookkeeping
import CheckSheets
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// A receipt as pages that both parties sign.
struct ReceiptPaper {
  let account: ReceiptReport
  let options: ReportOptions
  let session: Session

  private var receipt: Receipt { account.receipt }

  private func say(_ vietnamese: String, _ english: String) -> String { session.say(vietnamese, english) }

  func write() throws {
    guard let output = options.output else { return }
    let parts = [opening, parties] + receipt.items.flatMap(section) + closing
    let report = session.report(
      title: say("BIÊN BẢN GIAO NHẬN SỔ GHI", "RECEIPT FOR LEDGERS"),
      subtitle: say("Sổ ghi kiểm dò hồ sơ thí sinh", "Ledgers of candidates' records"), orientation: .portrait,
      foot: foot, options, parts: parts, signers: signers)
    try session.write(report, to: output)
  }

  private var received: [ReceivedBooks] {
    receipt.items.compactMap { if case .received(let ledger) = $0.outcome { ledger } else { nil } }
  }

  /// The head of the ledger where there is only one.
  private var foot: [String] {
    if let ledger = received.first, receipt.items.count == 1 {
      return session.foot(
        ReportedHead(
          origin: ledger.origin, size: ledger.size, root: ledger.root, recordedAt: ledger.lastRecordedAt))
    }
    return [
      say(
        "Đã nhận \(received.count) trong \(receipt.items.count) sổ ghi · \(receipt.receivedAt.vietnamText)",
        "Received \(received.count) of \(receipt.items.count) ledgers · \(receipt.receivedAt.vietnamText)")
    ]
  }

  private var opening: OfficialReport.Part {
    .paragraph(
      say(
        "Lúc \(receipt.receivedAt.vietnamText), giờ của máy nhận, bên nhận đã chép các sổ ghi dưới đây từ phương tiện của bên giao. Trên phương tiện không có gì bị thêm hay đổi.",
        "At \(receipt.receivedAt.vietnamText) (Viet Nam), by the receiving computer's clock, the receiver copied the ledgers below from the medium of the party that hands over. Nothing was added or changed on the medium."
      ))
  }

  private var parties: OfficialReport.Part {
    let line = String(repeating: "…", count: 30)
    return .particulars([
      .init(say("Bên giao:", "Handed over by:"), line),
      .init(say("Bên nhận:", "Received by:"), options.agency.last ?? line),
      .init(say("Phương tiện:", "Medium:"), line),
      .init(
        say("Bản sao để tại:", "Copies lie in:"),
        URL(filePath: receipt.folder).standardizedFileURL.path(percentEncoded: false)),
      .init(say("Lệnh:", "Command:"), "\(session.typedCommand) (\(session.program))"),
    ])
  }

  private func section(_ item: Receipt.Item) -> [OfficialReport.Part] {
    switch item.outcome {
    case .refused(let reason):
      [
        .section(say("Chưa nhận: \(item.source)", "Not received: \(item.source)")), .paragraph(reason),
      ]
    case .received(let ledger):
      [.section(item.source), files(ledger), .note(account.sameness(ledger, say)), .particulars(particulars(ledger))]
        + (ledger.isErasureUnfinished ? [.paragraph(account.erasureNote(say))] : [])
    }
  }

  private func files(_ ledger: ReceivedBooks) -> OfficialReport.Part {
    func row(_ kind: String, _ file: ReceivedFile) -> OfficialReport.Row {
      OfficialReport.Row([
        OfficialReport.Cell(kind), OfficialReport.Cell(file.name),
        OfficialReport.Cell(file.size.grouped(session.language)), OfficialReport.Cell(file.hash.hex),
      ])
    }
    let sources = ledger.sources.enumerated().map { index, file in
      row(index == 0 ? say("Sổ", "Ledger") : say("Nhật ký", "Log"), file)
    }
    return .table(
      .init(
        columns: [
          .init("", share: 0), .init(say("Tệp", "File"), share: 1), .init(say("Byte", "Bytes"), share: 0, .right),
          .init("SHA-256", share: 0),
        ], rows: sources + [row(say("Bản sao", "Copy"), ledger.copy)]))
  }

  private func particulars(_ ledger: ReceivedBooks) -> [OfficialReport.Particular] {
    let unknown = say("không đọc được", "unreadable")
    let verdict = account.verdict(ledger, say)
    return [
      .init(say("Tên sổ:", "Origin:"), ledger.origin ?? unknown),
      .init(say("Đơn vị:", "Unit:"), ledger.unit ?? unknown),
      .init(say("Số sự kiện:", "Events:"), ledger.size?.grouped(session.language) ?? unknown),
      .init(say("Gốc cây băm:", "Root of the tree:"), ledger.root?.base64 ?? unknown),
      .init(
        say("Ghi lần cuối:", "Last recorded:"),
        ledger.lastRecordedAt.map {
          say(
            "\($0.vietnamText) theo đồng hồ máy ghi", "\($0.vietnamText) (Viet Nam) by the recording computer's clock")
        } ?? unknown),
      .init(say("Khóa của sổ:", "The ledger's key:"), ledger.ledgerKey?.format() ?? unknown),
      .init(say("Dấu vân tay khóa:", "Fingerprint of key:"), ledger.ledgerKey?.fingerprint ?? unknown),
      .init(say("Tình trạng:", "State:"), verdict),
    ]
  }

  /// Three items: as many as a closing takes along to its page, so that they are signed where they stand.
  private var closing: [OfficialReport.Part] {
    [
      .section(say("Hai bên xác nhận", "Both parties confirm")),
      .items([
        say(
          "SHA-256 tính từ các byte đọc trên phương tiện; mỗi bên tính lại được bằng sha256sum.",
          "The SHA-256 above is of the bytes read on the medium; each party can compute it again with sha256sum."),
        say(
          "Khóa là do sổ tự khai. Bên giao so dấu vân tay khóa với giấy của mình: ………… (khớp, hoặc không có để so).",
          "The key is what the ledger says of itself. By its own record on paper, the party that hands over confirms the fingerprint: …… (agrees, or none to compare)."
        ),
        say(
          "Giao nhận chỉ chứng minh các byte đã trao, không chứng minh điều ghi trong sổ là đúng. Lập hai bản như nhau, mỗi bên giữ một bản.",
          "A receipt proves which bytes were handed over, not that what they say is true. Made in two identical copies, one for each party."
        ),
      ]),
    ]
  }

  private var signers: [OfficialReport.Signer] {
    let note = say("(Ký, ghi rõ họ tên)", "(Signature, full name)")
    return [
      .init(title: say("BÊN GIAO", "HANDED OVER"), note: note),
      .init(title: say("BÊN NHẬN", "RECEIVED"), note: note, name: options.auditor),
    ]
  }
}
