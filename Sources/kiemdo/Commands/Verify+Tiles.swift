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
    let folder = try PublishedLog.open(at: path)
    let policy = try witnesses.read(session)
    let heads = try against.heads(session)
    let outside = try OutsideKnowledge(key: key, origin: try? folder.head().checkpoint.origin, session)
    let account = folder.verify(
      trustedKey: outside.key, knownCheckpoint: nil, rootsAt: Set(heads.map(\.size)))
    let report = FolderReport(
      path: folder.path, account: account, outside: outside,
      seen: against.report(heads, on: account) { FirstDifference.between(folder, and: $0) },
      policy: policy.map { PolicyReport(witnessing: Witnessing($0, of: account), deadline: nil) })
    switch options.format {
    case .csv: session.show(EventLedger.Finding.table(report.findings))
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .text: session.console.write(report.text(session))
    }
    if !report.isClean { throw ExitCode(.found) }
  }
}

extension Witnessing {
  /// What a policy's witnesses say of the head that a folder shows, by the lines in its checkpoint.
  fileprivate init(_ policy: WitnessPolicy, of account: Account) {
    let note = account.headNote.flatMap { try? SignedNote.parse($0) }
    let cosigned = account.head.map {
      CosignedCheckpoint(checkpoint: $0, cosignatures: note?.signatures.compactMap(Cosignature.init) ?? [])
    }
    // A key that has not signed the head may stand in a forged history.
    let signers = account.keyHistory.filter { $0.officer == nil }.compactMap(\.key).filter { key in
      (try? note?.verify(by: [key])) != nil
    }
    self.init(
      policy: policy, ledgerKeys: signers,
      headSize: account.size, cosigned: cosigned.map { [$0] } ?? [])
  }
}
