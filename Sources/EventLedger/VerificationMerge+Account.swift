import CanonicalForms
import Dispatch
import Synchronization
import TransparencyLog

/// The end of a verification, of a ledger as of a published folder.
extension VerificationMerge {
  /// Runs on all cores the signature checks that have gathered.
  mutating func runSignatureChecks() {
    let checks = takeSignatureChecks()
    guard !checks.isEmpty else { return }
    let found = Mutex([Int: Finding]())
    DispatchQueue.concurrentPerform(iterations: checks.count) { index in
      if let finding = checks[index].run() { found.withLock { $0[index] = finding } }
    }
    for (_, finding) in found.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { findings.add(finding) }
  }

  /// Holds what is known from outside against the whole: a checkpoint that lies beyond the end, another origin, a key.
  ///
  /// - Parameter shown: the only note there is, where those of earlier appends are not at hand.
  mutating func checkOutsideKnowledge(eventCount: Int, trustedKey: VerifierKey?, shown: SignedNote? = nil) {
    if let known, known.size > eventCount {
      findings.add(
        .knownCheckpoint, eventCount, "known checkpoint \(known.size)", expected: "\(known.size) events",
        found: "\(eventCount) events")
    }
    if let known, let origin = registry.origin, known.origin != origin {
      findings.add(.knownCheckpoint, nil, "origin", expected: "\(known.origin)", found: "\(origin)")
    }
    if let trustedKey, !boundKeys(to: shown).contains(trustedKey) {
      findings.add(
        .trustedKey, 0, "ledger key", expected: "\(trustedKey.format())",
        found: "\(registry.ledgerKeys.map { $0.format() }.joined(separator: ", "))")
    }
  }

  func account(
    size: Int, eventCount: Int, headNote: String?, trustedKey: VerifierKey?, shown: SignedNote? = nil,
    notChecked: [NotChecked], erasures: [Erasure]
  ) -> Account {
    let boundKeys = boundKeys(to: shown)
    let trust: Account.Trust = trustedKey.map { boundKeys.contains($0) ? .keyMatches : .keyDiffers } ?? .noKeyGiven
    return Account(
      origin: registry.origin, size: size, eventCount: eventCount,
      head: headNote.flatMap { try? Checkpoint.parse(SignedNote.parse($0).text) }, headNote: headNote, trust: trust,
      trustedKey: trustedKey, findings: findings.sorted, furtherFindings: findings.further, notChecked: notChecked,
      erasures: erasures, keyHistory: registry.history, ledgerKey: registry.ledgerKey,
      boundKeys: boundKeys, officers: registry.sortedOfficers, roots: roots)
  }

  /// The keys that this history is of.
  ///
  /// In a whole ledger every note is at hand, so any key that was ever in force will do. Where few are shown a key must be
  /// bound to the last one.
  private func boundKeys(to shown: SignedNote?) -> [VerifierKey] {
    guard let shown else { return registry.ledgerKeys }
    return registry.ledgerKeys.filter { succession.binds($0, to: shown, in: registry.history) }
  }
}
