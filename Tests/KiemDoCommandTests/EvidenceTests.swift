import Foundation
import Testing

@testable import kiemdo

@Suite struct `the words of evidence` {
  private let sources = Phrases.inSources(["CanonicalForms", "ExamRecords", "EventLedger", "Bookkeeping"])

  @Test func `every phrase that a module can show has its Vietnamese`() {
    #expect(sources.evidence.count > 250)
    let unknown = sources.evidence.filter { EvidenceWords.words($0, .vi) == nil }
    #expect(unknown.isEmpty, "\(unknown.sorted())")
  }

  @Test func `every phrase with a translation is still made somewhere`() {
    let stale = EvidenceWords.vietnamese.keys.filter { !sources.evidence.contains($0) }
    #expect(stale.isEmpty, "\(stale.sorted())")
    #expect(EvidenceWords.english.keys.allSatisfy { EvidenceWords.vietnamese[$0] != nil })
  }

  @Test func `a translation has no place that its phrase has not`() {
    for (key, words) in EvidenceWords.vietnamese {
      let places = words.matches(of: /\$\d/).map { String($0.output) }
      #expect(places.allSatisfy(key.contains), "\(key)")
    }
  }
}

/// The string literals of sources that are evidence: what stands in a call that names `expected:`, `found:`, `subject:` or `detail:`, on
/// a line or in a body of type `Evidence`, and in files that word errors (`Evidence+….swift`).
private struct Phrases {
  private(set) var evidence: Set<String> = []

  static func inSources(_ modules: [String]) -> Phrases {
    var phrases = Phrases()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    for module in modules {
      let files = FileManager.default.enumerator(atPath: root.appending(path: module).path)
      for case let name as String in files ?? .init() where name.hasSuffix(".swift") {
        guard let text = try? String(contentsOf: root.appending(path: "\(module)/\(name)"), encoding: .utf8) else {
          Issue.record("\(name) can't be read")
          continue
        }
        let isRead = phrases.read(text, isAll: name.split(separator: "/").last?.hasPrefix("Evidence+") == true)
        #expect(isRead, "\(name)")
      }
    }
    return phrases
  }

  /// What stands between two brackets.
  private struct Level {
    var bracket: Character = " "
    var label = ""
    var isEvidence = false
    var literals: [String] = []
    /// Of the argument at hand: a JSON Pointer or a path.
    var isPlace: Bool { label == "path" || label == "at" }
  }

  /// - Returns: false if the brackets don't match, so that this reading can't be trusted.
  private mutating func read(_ text: String, isAll: Bool) -> Bool {
    var levels = [Level(isEvidence: isAll)]
    // What Swift has between literals: names with a colon after, brackets, commas, ends of lines.
    var (word, isTyped, isLineTyped) = ("", false, false)
    var rest = text[...]
    while let character = rest.first {
      let last = levels.count - 1
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
        continue
      }
      // A raw string words nothing.
      if rest.hasPrefix("#\""), let end = rest.firstRange(of: "\"#") {
        rest = rest[end.upperBound...]
        continue
      }
      if character == "\"" {
        let key = Self.literal(&rest)
        if word != "case", !levels[last].isPlace { levels[last].literals.append(key) }
        if isLineTyped { evidence.insert(key) }
        word = ""
        continue
      }
      rest.removeFirst()
      switch character {
      case "(", "[", "{":
        let isBody = character == "{" && (isTyped || levels[last].bracket == "{" && levels[last].isEvidence)
        levels.append(Level(bracket: character, isEvidence: isAll || isBody))
      case ")", "]", "}":
        guard last > 0 else { return false }
        let level = levels.removeLast()
        if level.isEvidence {
          evidence.formUnion(level.literals)
        } else if level.bracket == "(", !levels[last - 1].isPlace {
          levels[last - 1].literals += level.literals
        }
      case ":" where levels[last].bracket == "(":
        levels[last].label = word
        if ["expected", "found", "subject", "detail"].contains(word) { levels[last].isEvidence = true }
      case ",": levels[last].label = ""
      case "=": isLineTyped = isLineTyped || isTyped
      case "\n": isLineTyped = false
      default: break
      }
      if character.isLetter {
        word = String(character) + rest.prefix { $0.isLetter || $0.isNumber }
        rest = rest.drop { $0.isLetter || $0.isNumber }
        isTyped = word == "Evidence"
      } else if character != " " {
        isTyped = false
      }
    }
    return levels.count == 1
  }

  /// The key of the literal at the beginning, which is taken away.
  private static func literal(_ rest: inout Substring) -> String {
    let isLong = rest.hasPrefix("\"\"\"")
    rest.removeFirst(isLong ? 3 : 1)
    var (key, count) = ("", 0)
    while let character = rest.first, !rest.hasPrefix(isLong ? "\"\"\"" : "\"") {
      rest.removeFirst()
      guard character == "\\", let escaped = rest.popFirst() else {
        key.append(character)
        continue
      }
      guard escaped == "(" else {
        key.append(escaped)
        continue
      }
      count += 1
      key += "$\(count)"
      var depth = 1
      while depth > 0, let inner = rest.first {
        if inner == "\"" {
          _ = literal(&rest)
          continue
        }
        depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
        rest.removeFirst()
      }
    }
    rest.removeFirst(isLong ? 3 : 1)
    return key
  }
}
