import CanonicalForms
import EventLedger

/// The phrases of evidence as people read them: by the key of each, with `$1`, `$2`… where its arguments stand.
///
/// What modules word in English is what programs read. A test holds this and the sources against each other, both ways.
enum EvidenceWords {
  static let vietnamese: [String: String] = [
    names, nothing, subjects, files, reading, notes, keys, events, records, shapes, profiles,
  ].reduce(into: [:]) { all, part in all.merge(part) { _, _ in preconditionFailure("A phrase stands here twice.") } }

  /// Where what programs read is no phrase for people.
  static let english = ["null": "none", "the replay": "what a replay of the ledger gives"]

  /// Nil if a phrase is not known; marks alone, as `$1, $2`, are the same in every language.
  static func words(_ key: String, _ language: Language) -> String? {
    guard key.contains(where: \.isLetter) else { return key }
    return vietnamese[key].map { language == .vi ? $0 : english[key] ?? key }
  }
}

extension Session {
  /// Evidence for people.
  func evidence(_ evidence: Evidence) -> String {
    let words = EvidenceWords.words(evidence.key, language)
    assert(words != nil, "no Vietnamese for the evidence: \(evidence.key)")
    return evidence.fill(words ?? evidence.key, self.evidence)
  }

  /// Where, what was expected, what was found: the end of a sentence, in one line.
  func difference(_ finding: EventLedger.Finding) -> String {
    let subject = evidence(finding.subject).excerpt
    let (expected, found) = (evidence(finding.expected).excerpt, evidence(finding.found).excerpt)
    // "có không có" is no Vietnamese.
    let has = found.hasPrefix("không ") ? "" : "có "
    return say(
      "\(subject): cần \(expected), \(has)\(found)", "\(subject): expected \(expected), found \(found)")
  }
}
