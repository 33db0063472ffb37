import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Exchange

/// One file on its way into the books: read and compared with the records, then recorded.
struct ImportJob {
  let name: String
  let sheet: ImportSheet
  let plan: ImportPlan

  /// - Parameter name: of the file, as events and messages say it.
  init(
    _ bytes: [UInt8], name: String, restoreZeros: Bool = false, preference: ImportPreference? = nil, books: Books,
    session: Session
  ) throws {
    self.name = name
    do {
      sheet = try ImportSheet.read(bytes, profile: try books.profile(), restoreZeros: restoreZeros)
    } catch let fault as ExchangeError {
      let explained = session.explain(fault)
      throw Explained(Explanation(message: "\(name), \(explained.message)", code: explained.code))
    }
    plan = try books.planImport(sheet.rows, preference: preference)
  }

  /// Nil if there is nothing new to record.
  func record(in books: Books, reason: String, signer: OfficerSigner, session: Session) throws -> Appended? {
    var generator = SystemRandomNumberGenerator()
    let now = session.now
    let drafts = try books.drafts(of: plan, file: name, reason: reason, clock: now, using: &generator)
    guard !drafts.isEmpty else { return nil }
    let appended = try books.record(
      drafts, signer: signer, wholeLedger: true, clock: now, commandName: "import",
      progress: { session.console.progress($0, of: drafts.count, session.say("đang ghi", "recording")) })
    session.report(appended)
    return appended
  }
}
