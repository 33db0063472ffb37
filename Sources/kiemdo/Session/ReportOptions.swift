import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger

/// Where a printed report goes, and what its head and foot say of those who make it.
struct ReportOptions: ParsableArguments {
  @Option(help: "Tệp PDF để in và ký (a PDF to print and sign).") var output: String?

  @Option(help: "Cơ quan lập báo cáo, ghi ở đầu trang; gõ hai lần: cấp trên trước (the agency that reports).")
  var agency: [String] = []

  @Option(help: "Địa danh trước ngày tháng (place before the date).") var place: String?

  @Option(help: "Nơi nhận, ghi sau \"Kính gửi\" (whom it is addressed to).") var recipient: String?

  @Option(help: "Họ tên người kiểm tra, ghi dưới chữ ký (the auditor's name).") var auditor: String?

  /// Refuses an output that would take the place of the ledger or its keys, before the report is made.
  func demand(of books: Books, _ session: Session) throws {
    try demand(of: books.ledger, session)
  }

  func demand(of ledger: Ledger, _ session: Session) throws {
    if let output { try session.demandOutput(output, as: .pdf, of: ledger) }
  }

  /// What a result in JSON says of the file, if one was asked for.
  var members: [(String, JSON)] { output.map { [("output", .string($0))] } ?? [] }

  func validate() throws {
    guard agency.count <= 2 else {
      throw ValidationError("--agency: nhiều nhất hai cấp.", "--agency: two levels at most.")
    }
    let details = [("--place", place), ("--recipient", recipient), ("--auditor", auditor)].filter { $0.1 != nil }
    if output == nil, let name = details.first?.0 ?? (agency.isEmpty ? nil : "--agency") {
      throw ValidationError("\(name) chỉ dùng cùng --output TỆP.pdf.", "\(name) goes only with --output FILE.pdf.")
    }
  }
}
