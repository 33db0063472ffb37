import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import Foundation
import TransparencyLog

struct Verify: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Kiểm chứng toàn bộ sổ ghi (checks everything in the ledger).",
    discussion: """
      Mã thoát 0: không thấy gì sai. Không có khóa biết từ bên ngoài (--key, thư mục khóa) thì chỉ là nhất quán trong chính \
      nó, chưa phải là thật; với --tiles, --report và --proof cũng vậy. Mã 1: có phát hiện, hoặc khóa, nhân chứng, điểm chốt \
      không khớp (exit 0: nothing found, genuine only under a known key; 1: found).
      """,
    aliases: ["kiem-tra"])

  @OptionGroup var options: GlobalOptions
  @OptionGroup var conclusion: ReportOptions
  @Option(help: "Một khóa của sổ, biết từ bên ngoài (trên giấy, từ Sở); khóa cũ cũng được.") var key: String?
  @OptionGroup var witnesses: PolicyOptions
  @OptionGroup var sheets: SheetOptions
  @OptionGroup var reports: ReportProofOptions
  @OptionGroup var against: AgainstOptions
  @OptionGroup var published: TilesOptions
  @OptionGroup var proofs: ProofOptions

  func run(in session: Session) throws {
    try demandOneSubject()
    if !sheets.codes.isEmpty { return try judgeSheets(in: session) }
    if let file = reports.file { return try judgeReport(file, in: session) }
    if let folder = published.tiles { return try verify(folder: folder, in: session) }
    if !proofs.proof.isEmpty { return try verify(proofs: proofs.proof, in: session) }
    if let file = proofs.consistency { return try verify(consistency: file, in: session) }
    try verifyLedger(in: session)
  }

  private func verifyLedger(in session: Session) throws {
    try session.demandLedger()
    session.tellErasureObstacle()
    let policy = try witnesses.read(session)
    let heads = try against.heads(session)
    let inputs = against.against + [witnesses.policy].compactMap(\.self)
    let examination = try Examination(conclusion, besides: inputs, session)
    let outside = try OutsideKnowledge(key: key, session)
    let verification = try Books.verify(
      at: session.ledgerPath, trustedKey: outside.key, knownCheckpoint: outside.checkpoint,
      witnesses: policy?.witnesses.map(\.key) ?? [], rootsAt: Set(heads.map(\.size)))
    let report = VerificationReport(
      verification: verification, outside: outside,
      policy: try witnesses.report(policy, of: verification.account, session), output: conclusion.output,
      seen: against.report(heads, on: verification.account) {
        FirstDifference.between(ledger: session.ledgerPath, and: $0)
      })
    try examination?.conclude(report, conclusion, session)
    switch options.format {
    case .csv: session.show(report.table)
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .text: session.console.write(report.text(session))
    }
    if !report.isClean { throw ExitCode(.found) }
  }

  /// A code, a folder and a proof are judged each by itself; what only a whole ledger can answer is not asked of them.
  private func demandOneSubject() throws {
    let subjects = [
      ("--sheet", !sheets.codes.isEmpty), ("--report", reports.file != nil), ("--tiles", published.tiles != nil),
      ("--proof", !proofs.proof.isEmpty), ("--consistency", proofs.consistency != nil),
    ].filter(\.1).map(\.0)
    guard let subject = subjects.first else { return }
    var others = Array(subjects.dropFirst())
    if conclusion.output != nil { others.append("--output") }
    if witnesses.policy != nil, subject != "--tiles" { others.append("--policy") }
    if witnesses.deadline != nil, subject != "--tiles" { others.append("--deadline") }
    if !against.against.isEmpty, ["--sheet", "--report", "--proof"].contains(subject) { others.append("--against") }
    if let other = others.first { throw Failure.conflictingOptions(subject, other) }
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
  /// Keys of the same ledger that the key folder has beside the one in force: what was made before a rotation is signed by them.
  var otherKeys: [VerifierKey] = []
  /// What the key folder has but could not be read here: what rests on it is not checked.
  var unreadable: [LedgerError] = []

  /// Of the session's ledger. A copy from before a rotation is known by the key that it had then, which the key folder keeps; but
  /// only where the folder's last checkpoint lies beyond it and so tells that it is an older one: a replaced key alone vouches for
  /// nothing.
  init(key text: String?, _ session: Session) throws {
    let ledger = try? Ledger.open(at: session.ledgerPath, mode: .read)
    try self.init(key: text, origin: ledger?.origin, session)
    guard text == nil, let ledger, let key, !ledger.ledgerKeys.contains(key), let checkpoint,
      checkpoint.size > ledger.size
    else { return }
    if let known = otherKeys.first(where: ledger.ledgerKeys.contains) { self.key = known }
  }

  /// Of something of a ledger that travelled: a folder, a proof.
  init(key text: String?, origin: String?, _ session: Session) throws {
    source = .none
    // What travelled may name anything: no ledger, no folder of keys.
    let origin = origin.flatMap { Origin.isValid($0) ? $0 : nil }
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
      otherKeys = (try? keys?.otherLedgerVerifierKeys()) ?? []
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

  /// Whether the key came another way than what it is held against: one that travels with a ledger proves no origin.
  var isApart: Bool { source != .folderBesideLedger }

  /// What is said of something that travelled alone: `proved` needs a key that did not come along with it.
  func verdict(on findings: [EventLedger.Finding]) -> String {
    guard findings.isEmpty else { return findings.allSatisfy { $0.code == .trustedKey } ? "otherKey" : "refuted" }
    return key != nil && isApart ? "proved" : "consistent"
  }

  static func parse(_ text: String) throws -> VerifierKey {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let key = try? VerifierKey.parse(text) else { throw Failure.badKey(KeySlip(text), wanted: .ledger) }
    guard Origin.isValid(key.name) else { throw Failure.notALedgerKey(key.name) }
    return key
  }
}
