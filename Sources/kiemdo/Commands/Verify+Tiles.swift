import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

/// `verify --tiles`: a published folder, without the ledger.
struct TilesOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Kiểm một thư mục công bố, không cần sổ.", valueName: "thư mục"))
  var tiles: String?
}

extension Verify {
  func verify(folder path: String, in session: Session) throws {
    _ = try session.demand(path, "--tiles")
    let folder = try PublishedLog.open(at: path)
    guard folder.isPublished else { throw LedgerError.noPublishedHead(path: folder.path) }
    let policy = try witnesses.read(session)
    let heads = try against.heads(session)
    let outside = try OutsideKnowledge(key: key, origin: try? folder.head().checkpoint.origin, session)
    let account = folder.verify(
      trustedKey: outside.key, knownCheckpoint: nil, rootsAt: Set(heads.map(\.size)))
    let report = FolderReport(
      path: folder.path, account: account, outside: outside,
      seen: against.report(heads, on: account) { FirstDifference.between(folder, and: $0) },
      policy: try witnesses.report(policy, of: account, folder, session))
    switch options.format {
    case .csv: session.show(report.table)
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .text: session.console.write(report.text(session))
    }
    if !report.isClean { throw ExitCode(.found) }
  }
}
