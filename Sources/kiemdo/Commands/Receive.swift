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
  @Option(help: "Thư mục để bản sao, làm mới nếu chưa có (where the copies go).") var to: String

  func run(in session: Session) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: to, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure.notWritten(to, detail: error.localizedDescription)
    }
    let items = files.map { file in
      Receipt.Item(source: file, outcome: receive(file, session))
    }
    let report = ReceiptReport(receipt: Receipt(receivedAt: session.now, folder: to, items: items))
    switch options.format {
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .csv: session.show(report.table)
    case .text: session.console.write(report.text(session))
    }
    if !report.receipt.isComplete { throw ExitCode(.found) }
  }

  private func receive(_ file: String, _ session: Session) -> Receipt.Outcome {
    do {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
        throw Failure.noSuchFile(file)
      }
      return .received(try Books.receive(file, as: to + "/" + file.lastComponent))
    } catch {
      return .refused(reason: session.explain(error).message)
    }
  }
}
