import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import Foundation
import TransparencyLog

struct Verify: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Kiểm chứng toàn bộ sổ ghi (checks everything in the ledger).",
    aliases: ["kiem-tra"])

  @OptionGroup var options: GlobalOptions
  @OptionGroup var conclusion: ReportOptions
  @Option(help: "Khóa của sổ, biết từ bên ngoài (trên giấy, từ Sở).") var key: String?
  @OptionGroup var witnesses: PolicyOptions
  @OptionGroup var sheets: SheetOptions
  @OptionGroup var reports: ReportProofOptions

  func run(in session: Session) throws {
    if !sheets.codes.isEmpty, conclusion.output != nil { throw Failure.conflictingOptions("--sheet", "--output") }
    if !sheets.codes.isEmpty { return try judgeSheets(in: session) }
    if let file = reports.file {
      if conclusion.output != nil { throw Failure.conflictingOptions("--report", "--output") }
      if !sheets.codes.isEmpty { throw Failure.conflictingOptions("--report", "--sheet") }
      return try judgeReport(file, in: session)
    }
    guard FileManager.default.fileExists(atPath: session.ledgerPath) else {
      throw LedgerError.noSuchFile(path: session.ledgerPath)
    }
    let policy = try witnesses.read(session)
    let examination = try Examination(conclusion, session)
    let outside = try OutsideKnowledge(key: key, session)
    let verification = try Books.verify(
      at: session.ledgerPath, trustedKey: outside.key, knownCheckpoint: outside.checkpoint,
      witnesses: policy?.witnesses.map(\.key) ?? [])
    let report = VerificationReport(
      verification: verification, outside: outside,
      policy: try witnesses.report(policy, of: verification.account, session), output: conclusion.output)
    try examination?.conclude(report, conclusion, session)
    switch options.format {
    case .csv: session.show(report.findingsTable)
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .text: session.console.write(report.text(session))
    }
    if !report.isClean { throw ExitCode(.found) }
  }
}

/// What is known of a ledger from outside its file: the key and the last checkpoint.
struct OutsideKnowledge {
  enum Source: String {
    case given, keyFolder, folderBesideLedger, none
  }

  var key: VerifierKey?
  var checkpoint: Checkpoint?
  var source: Source
  /// What the key folder has but could not be read here: what rests on it is not checked.
  var unreadable: [LedgerError] = []

  init(key text: String?, _ session: Session) throws {
    source = .none
    let origin = try? Ledger.open(at: session.ledgerPath, mode: .read).origin
    let keys = try (text.map(Self.parse)?.name ?? origin).map { try session.keys(origin: $0) }
    do {
      checkpoint = try keys?.lastCheckpoint()?.checkpoint
    } catch {
      unreadable.append(error)
    }
    if let text {
      key = try Self.parse(text)
      source = .given
    } else if let known = try ledgerKey(keys) {
      key = known
      source = try session.keysTravelWithLedger(origin: known.name) ? .folderBesideLedger : .keyFolder
    }
  }

  /// The key folder's; nil if it has none.
  private mutating func ledgerKey(_ keys: KeyFolder?) throws -> VerifierKey? {
    do {
      return try keys?.ledgerVerifierKey()
    } catch LedgerError.keyMissing {
      return nil
    } catch {
      unreadable.append(error)
      return nil
    }
  }

  static func parse(_ text: String) throws -> VerifierKey {
    do {
      return try VerifierKey.parse(text)
    } catch {
      throw Failure.badKey(text)
    }
  }
}
