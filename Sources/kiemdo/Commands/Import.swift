import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Exchange
import Foundation

struct Import: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Nhập danh sách từ CSV: thí sinh mới, và chỗ khác với sổ thành đính chính (imports a list).",
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
      throw ValidationError("--keep-going cần --rejects TỆP.csv (needs --rejects FILE).")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks(dryRun ? .read : .write)
    let profile = try books.profile()
    if !dryRun, (reason ?? "").isEmpty { throw Refusal.reasonMissing }
    let name = (file as NSString).lastPathComponent.nfc
    let sheet: ImportSheet
    do {
      sheet = try ImportSheet.read(try FileOutput.read(file), profile: profile, restoreZeros: restoreZeros)
    } catch let fault as ExchangeError {
      let explained = session.explain(fault)
      throw Explained(Explanation(message: "\(name), \(explained.message)", code: explained.code))
    }
    let plan = try books.planImport(sheet.rows, preference: prefer.flatMap { ImportPreference(rawValue: $0.rawValue) })
    let report = ImportReport(file: name, sheet: sheet, plan: plan, absent: try books.absent(from: plan), books: books, profile: profile, session: session)
    report.talk()
    let stops = !plan.problems.isEmpty && !keepGoing
    if let rejects, !plan.problems.isEmpty, !dryRun {
      try FileOutput.write(sheet.rejects(report.reasons), to: rejects)
    }
    var appended: Appended?
    if !stops, !dryRun {
      appended = try record(plan, name, books, session)
    }
    session.show(report.json(recorded: appended?.range, dryRun: dryRun), text: report.summary(appended, stops: stops, dryRun: dryRun))
    if stops { throw ExitCode(.badData) }
    if !plan.problems.isEmpty { throw ExitCode(.found) }
  }

  private func record(_ plan: ImportPlan, _ name: String, _ books: Books, _ session: Session) throws -> Appended? {
    var generator = SystemRandomNumberGenerator()
    let now = session.now
    let drafts = try books.drafts(of: plan, file: name, reason: (reason ?? "").nfc, clock: now, using: &generator)
    guard !drafts.isEmpty else { return nil }
    let appended = try books.record(
      drafts, signer: try session.signer(for: books.ledger), wholeLedger: true, clock: now, commandName: "import",
      progress: { session.console.progress($0, of: drafts.count, session.say("đang ghi", "recording")) })
    session.report(appended)
    return appended
  }
}

/// An explanation that was already made where more was known.
struct Explained: Error {
  var explanation: Explanation

  init(_ explanation: Explanation) {
    self.explanation = explanation
  }
}
