import Bookkeeping
import EventLedger
import Foundation

/// How people read the evidence of findings, which modules write once, in English and for programs.
///
/// A phrase's `*` stands for what is shown as it is (digests, numbers, names), in the place of `$1`, `$2`… A text without a phrase
/// is shown as it is: values, statements of SQL.
struct EvidencePhrase {
  private let pieces: [Substring]
  private let vietnamese: String
  private let english: String?

  /// - Parameter english: where what programs read is no sentence for people.
  init(_ pattern: String, _ vietnamese: String, _ english: String? = nil) {
    pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    self.vietnamese = vietnamese
    self.english = english
  }

  /// The text in words; nil if it is another phrase's.
  func words(_ text: String, _ language: Language, inner: (String) -> String) -> String? {
    guard let captures = captures(text) else { return nil }
    guard let template = language == .vi ? vietnamese : english else { return text }
    return captures.enumerated().reversed().reduce(template) { sentence, capture in
      sentence.replacingOccurrences(of: "$\(capture.offset + 1)", with: inner(String(capture.element)))
    }
  }

  private func captures(_ text: String) -> [Substring]? {
    guard pieces.count > 1 else { return text == pieces[0] ? [] : nil }
    guard text.hasPrefix(pieces[0]) else { return nil }
    var rest = text.dropFirst(pieces[0].count)
    var captures: [Substring] = []
    for piece in pieces[1..<pieces.count - 1] {
      guard let place = rest.firstRange(of: piece) else { return nil }
      captures.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    let last = pieces[pieces.count - 1]
    guard rest.hasSuffix(last) else { return nil }
    return captures + [rest.dropLast(last.count)]
  }
}

extension Session {
  /// A finding's subject, what was expected and what was found, for people.
  func evidence(_ finding: EventLedger.Finding) -> (subject: String, expected: String, found: String) {
    // The values of a record are no phrases, whatever they say.
    let isValue = finding.code == .oldValueDiffers || finding.code == .pageDiffers
    func shown(_ text: String) -> String {
      isValue && text != "null" && text != "the record" ? text : evidence(text)
    }
    return (evidence(finding.subject), shown(finding.expected), shown(finding.found))
  }

  /// Where, what was expected, what was found: the end of a sentence, in one line.
  func difference(_ finding: EventLedger.Finding) -> String {
    let (subject, expected, found) = evidence(finding)
    // "có không có" is no Vietnamese.
    let has = found.hasPrefix("không ") ? "" : "có "
    return say(
      "\(subject.excerpt): cần \(expected.excerpt), \(has)\(found.excerpt)",
      "\(subject.excerpt): expected \(expected.excerpt), found \(found.excerpt)")
  }

  func evidence(_ text: String) -> String {
    for phrase in EvidencePhrase.all {
      if let words = phrase.words(text, language, inner: innerEvidence) { return words }
    }
    return text
  }

  /// What stands in a phrase: at most one phrase more.
  private func innerEvidence(_ text: String) -> String {
    for phrase in EvidencePhrase.all {
      if let words = phrase.words(text, language, inner: { $0 }) { return words }
    }
    return text
  }
}
