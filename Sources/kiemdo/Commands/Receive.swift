import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import Foundation

struct Receive: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract:
      "Nhận sổ từ USB, đĩa: chép cả nhật ký, không đổi gì trên đó (copies ledgers from a medium, with a receipt).",
    discussion: """
      In ra cỡ và SHA-256 của từng tệp, tên sổ, số sự kiện, gốc, giờ ghi cuối và dấu vân tay khóa, để hai bên cùng ký. Đối \
      chiếu tệp bằng sha256sum.
      """,
    aliases: ["nhan"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Tệp sổ ghi trên phương tiện; nhiều tệp được (the ledgers).") var files: [String]
  @OptionGroup var paper: ReportOptions
  @Option(help: "Thư mục để bản sao, làm mới nếu chưa có (where the copies go).") var to: String

  func run(in session: Session) throws {
    _ = try session.demand(to, "--to")
    let made = try FileOutput.makeFolder(to, mode: 0o700)
    // A folder that holds something stays: `rmdir` leaves it alone.
    defer { for folder in made.reversed() { rmdir(folder) } }
    try demandPaper(session)
    var refusals: [Explanation] = []
    let items = files.map { file in
      Receipt.Item(source: file, outcome: receive(file, &refusals, session))
    }
    // Where nothing was received there is nothing to sign for.
    if let first = refusals.first, refusals.count == files.count {
      if options.format != .text { show(ReceiptReport(receipt: receipt(items, session), output: nil), session) }
      let messages = zip(files, refusals).map { "\($0.printable): \($1.message)" }
      throw Explained(Explanation(message: messages.joined(separator: "\n"), code: first.code))
    }
    var report = ReceiptReport(
      receipt: receipt(items, session), output: paper.output)
    // What was copied is told even where the receipt can't be written.
    let unwritten = Result { try ReceiptPaper(account: report, options: paper, session: session).write() }
    if case .failure = unwritten { report.output = nil }
    show(report, session)
    try unwritten.get()
    if !report.receipt.isComplete { throw ExitCode(.found) }
  }

  private func receipt(_ items: [Receipt.Item], _ session: Session) -> Receipt {
    Receipt(receivedAt: session.now, folder: to, items: items)
  }

  private func show(_ report: ReceiptReport, _ session: Session) {
    switch options.format {
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .csv: session.show(report.table)
    case .text: session.console.write(report.text(session))
    }
  }

  /// The receipt takes the place of nothing on the medium, of no copy and of no key.
  private func demandPaper(_ session: Session) throws {
    guard let output = paper.output else { return }
    let family = ["", ".erasing", "-wal", "-shm", "-journal"]
    let others = (files + files.map { to + "/" + $0.lastComponent }).flatMap { file in
      family.map { Ledger.realPath(of: file) + $0 }
    }
    for root in session.keyRoots { try session.demandOutput(output, as: .pdf, outside: root, besides: others) }
  }

  private func receive(_ file: String, _ refusals: inout [Explanation], _ session: Session) -> Receipt.Outcome {
    do {
      guard try FileOutput.isThere(file) else { throw Failure.noSuchFile(file) }
      return .received(try Books.receive(file, as: to + "/" + file.lastComponent))
    } catch {
      let refusal = explain(error, session)
      refusals.append(refusal)
      return .refused(reason: refusal.message)
    }
  }

  /// The copy has its source's name, so that two of one name need a folder each.
  private func explain(_ error: any Error, _ session: Session) -> Explanation {
    guard case LedgerError.fileExists(let path) = error else { return session.explain(error) }
    return Explanation(
      message: session.say(
        "\(path) đã có; không ghi đè. Nhận vào thư mục khác: chạy riêng cho tệp này với --to khác.",
        "\(path) exists and is not touched. Receive into another folder: run it for this file alone with another --to."),
      code: session.explain(error).code)
  }
}
