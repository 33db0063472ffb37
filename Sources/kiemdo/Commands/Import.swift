import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Exchange
import Foundation

struct Import: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Nhập danh sách từ CSV: thí sinh mới, và chỗ khác với sổ thành đính chính (imports a list).",
    aliases: ["nhap"])

  enum Preference: String, ExpressibleByArgument, CaseIterable {
    case file, ledger
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Tệp CSV của CSDL ngành hoặc bảng tính.") var file: String
  @Flag(help: "Chỉ xem sẽ ghi gì.") var dryRun = false
  @Flag(help: "Ghi những dòng tốt, để dòng lỗi vào --rejects.") var keepGoing = false
  @Option(help: "Tệp CSV nhận những dòng không ghi, kèm lý do, để sửa rồi nhập lại.") var rejects: String?
  @Option(help: "Chỗ tệp và sổ cùng đổi: lấy theo file hoặc ledger.") var prefer: Preference?
  @Flag(help: "Đã đối chiếu CCCD: số 11 chữ số là số 12 mất số 0 đầu.") var restoreZeros = false
  @Option(help: "Lý do.") var reason: String?

  func validate() throws {
    guard !keepGoing || rejects != nil else {
      throw ValidationError("--keep-going cần --rejects TỆP.csv.", "--keep-going needs --rejects FILE.csv.")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks(dryRun ? .read : .write)
    if let rejects { try session.demandOutput(rejects, as: .table, of: books.ledger, besides: [file]) }
    let profile = try books.profile()
    let reason = dryRun ? "" : try session.reason(reason)
    let name = file.lastComponent.nfc
    let job = try ImportJob(
      try FileOutput.read(file), name: name, restoreZeros: restoreZeros,
      preference: prefer.flatMap { ImportPreference(rawValue: $0.rawValue) }, books: books, session: session)
    let (sheet, plan) = (job.sheet, job.plan)
    let report = ImportReport(
      file: name, sheet: sheet, plan: plan, absent: try books.absent(from: plan, rows: sheet.rows), books: books,
      profile: profile, session: session)
    report.talk()
    let stops = !plan.problems.isEmpty && !keepGoing
    var written: String?
    if let rejects, !plan.problems.isEmpty, !dryRun {
      try FileOutput.write(sheet.rejects(report.reasons), to: rejects, as: .table)
      written = rejects
    }
    var appended: Appended?
    if !stops, !dryRun {
      appended = try job.record(
        in: books, reason: reason, signer: try session.signer(for: books.ledger), session: session)
    }
    session.show(
      report.json(recorded: appended?.range, dryRun: dryRun, rejects: written),
      text: report.summary(appended, stops: stops, dryRun: dryRun))
    if stops { throw ExitCode(.badData) }
    if !plan.problems.isEmpty { throw ExitCode(.found) }
  }
}

/// An explanation that was already made where more was known.
struct Explained: Error {
  var explanation: Explanation

  init(_ explanation: Explanation) {
    self.explanation = explanation
  }
}
