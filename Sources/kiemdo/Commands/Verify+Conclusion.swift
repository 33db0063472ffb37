import EventLedger
import Foundation

extension Verify {
  /// The examination as it is written down with `--output`: begun before the ledger is opened, so that the hashes are those of the
  /// files as they were found.
  struct Examination {
    private let files: [FileFingerprint]

    /// - Throws: before anything is looked at, where the report could not be written.
    init?(_ options: ReportOptions, besides inputs: [String], _ session: Session) throws {
      guard let output = options.output else { return nil }
      try session.demandOutput(output, as: .pdf, besides: inputs)
      files = try FileFingerprint.family(ofLedger: Ledger.realPath(of: session.ledgerPath))
    }

    /// Writes the auditor's conclusion, whatever was found.
    func conclude(_ account: VerificationReport, _ options: ReportOptions, _ session: Session) throws {
      guard let output = options.output else { return }
      let conclusion = ConclusionReport(
        account: account, files: files,
        filesChanged: try FileFingerprint.family(ofLedger: Ledger.realPath(of: session.ledgerPath)) != files,
        program: try? FileFingerprint("/proc/self/exe"),
        session: session)
      try session.write(conclusion.report(options), to: output)
    }
  }
}
