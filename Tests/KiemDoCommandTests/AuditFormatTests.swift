import Foundation
import Testing

/// Each clause of a report, in each of the forms that a report has.
@Suite struct `every clause answers with the events it means, in every format` {
  struct Answer: CustomTestStringConvertible {
    let words: [String]
    let positions: [Int]
    var testDescription: String { words.joined(separator: " ") }
  }

  private static let answers: [Answer] = [
    Answer(words: ["--after-signing"], positions: [53, 54]),
    Answer(words: ["--late"], positions: [60]),
    Answer(words: ["--outside-hours", "--type", "candidate.corrected"], positions: [53, 60]),
    Answer(words: ["--undone"], positions: [54]),
    Answer(words: ["--unsigned-since"], positions: [53, 54, 58, 60]),
    Answer(words: ["--officer", "hoa"], positions: [58]),
    Answer(
      words: ["--officer", "hoa", "--officer", "lan", "--type", "candidate.corrected"], positions: [53, 54, 58, 60]),
    Answer(words: ["--candidate", "4", "--type", "candidate.corrected"], positions: [58, 60]),
    Answer(words: ["--candidate", "3", "--field", "a7-dt", "--from", "@50"], positions: [53, 54]),
    Answer(words: ["--type", "sheet.signed", "--type", "sheet.unsigned"], positions: [52, 55]),
    Answer(words: ["--reason-matches", "PHU HUYNH"], positions: [53, 58]),
    Answer(words: ["--class", "12a1", "--from", "@55", "--to", "@59"], positions: [55, 58]),
    Answer(words: ["--from", "24/04/2023", "--to", "24/04/2023"], positions: [54, 55, 56, 57, 58, 59]),
    Answer(
      words: ["--from", "22/04/2023 19:00", "--to", "2023-04-24T02:00:00Z", "--type", "candidate.corrected"],
      positions: [53, 54]),
    Answer(words: ["--unsigned-since", "--as-of", "@53"], positions: [53]),
    Answer(words: ["--late", "--after-signing"], positions: []),
  ]

  @Test(arguments: answers) func `text, CSV, JSON and paper name the same events`(_ answer: Answer) throws {
    let scene = try AuditPlanted.made().scene
    let words = ["audit"] + answer.words
    let json = try scene.done(words + ["--format", "json", "--output", "bc.pdf"]).json(of: "audit", in: scene)
    #expect(Self.once(json["rows"].items.compactMap { $0["position"].number }) == answer.positions)
    #expect(json["tail"]["events"].number == answer.positions.count)

    let csv = try scene.done(words + ["--format", "csv"])
    #expect(Self.once(try csv.csv().compactMap { $0["position"].flatMap(Int.init) }) == answer.positions)
    #expect(try csv.csv().allSatisfy { Int($0["position"] ?? "") != nil }, "rows are events, nothing else")

    let text = try scene.done(words).out.split(separator: "\n").filter { $0.hasPrefix("@") }
    #expect(text.compactMap { Int($0.dropFirst().prefix { $0.isNumber }) } == answer.positions)

    // Within the table a line that begins with a number and a day begins a row.
    let page = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path("bc.pdf"), "-", in: scene).out
    let rows = page.matches(of: #/(?m)^ *(\d+) +\d\d/\d\d/\d{4}/#).compactMap { Int($0.output.1) }
    #expect(Self.once(rows) == answer.positions, "\(page)")
  }

  /// The answers to the other questions, by what each of their rows is told by.
  @Test func `summary, officers, exceptions and sample say the same in every format`() throws {
    let scene = try AuditPlanted.made().scene
    let questions: [(words: [String], schema: String, list: String, key: String, csv: String)] = [
      (["summary"], "audit-summary", "officers", "officer", "key"),
      (["officers"], "audit-officers", "officers", "id", "id"),
      (["exceptions"], "audit-exceptions", "exceptions", "position", "position"),
      (["sample", "3", "--seed", "@62"], "audit-sample", "candidates", "fullName", "fullName"),
    ]
    for question in questions {
      let words = ["audit"] + question.words
      let json = try scene.done(words + ["--format", "json", "--output", "bc.pdf"]).json(of: question.schema, in: scene)
      let keys = json[question.list].items.compactMap {
        $0[question.key].text ?? $0[question.key].number.map(String.init)
      }
      #expect(!keys.isEmpty, "\(words)")
      let csv = try scene.done(words + ["--format", "csv"]).csv()
      let rows = question.schema == "audit-summary" ? csv.filter { $0["of"] == "officer" } : csv
      #expect(rows.compactMap { $0[question.csv] } == keys, "\(words)")
      let page = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path("bc.pdf"), "-", in: scene).out
      for text in [try scene.done(words).out, page] {
        let places = keys.compactMap { text.range(of: $0)?.lowerBound }
        #expect(places.count == keys.count, "\(keys): \(text)")
      }
    }
  }

  private static func once(_ positions: [Int]) -> [Int] {
    positions.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}
