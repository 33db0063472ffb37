import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import Testing
import TransparencyLog

/// The decoder and the published schemas accept and refuse the same: Python's `jsonschema` is the second opinion.
@Suite struct `Decoder and schema` {
  @Test(arguments: RecordEvent.Kind.allCases)
  func `agree on every mutated example`(kind: RecordEvent.Kind) throws {
    try compare("\(kind.rawValue).v\(kind.schema)", Self.isBeyondSchema) { payload in
      let event = try? RecordEvent.decode(type: kind.rawValue, schema: kind.schema, payload: payload)
      if let event { #expect(event.payload == payload, "written again differently: \(payload.canonicalText)") }
      return event != nil
    }
  }

  @Test(arguments: LedgerPayload.types.sorted())
  func `agree on the ledger's own events`(type: String) throws {
    try compare("\(type).v1", Self.isBeyondLedgerSchema) { LedgerPayload.fault(inPayload: $0, ofType: type) == nil }
  }

  /// Compares the answers on an example and all its mutations; `exempt` are those that the decoder alone may refuse.
  private func compare(_ name: String, _ exempt: (JSON) -> Bool, decoderAccepts: (JSON) -> Bool) throws {
    let text = try String(contentsOfFile: "\(Repository.path)/Schemas/examples/events/\(name).json", encoding: .utf8)
    let example = try JSON.parse(relaxed: text)
    let candidates = [example] + Mutation.all(of: example)
    let answers = try Self.ask("\(Repository.path)/Schemas/events/\(name).schema.json", candidates.map(\.canonicalText))
    try #require(answers.count == candidates.count)
    #expect(decoderAccepts(example))
    var (accepted, refused) = (0, 0)
    for (candidate, answer) in zip(candidates, answers) {
      let isAccepted = decoderAccepts(candidate)
      if !isAccepted, exempt(candidate) { continue }
      #expect(isAccepted == (answer == "ok"), "schema says \(answer): \(candidate.canonicalText)")
      if isAccepted { accepted += 1 } else { refused += 1 }
    }
    #expect(accepted > 0 && refused > 100)
  }

  /// What only the decoder can say (`$comment` in the schemas).
  static func isBeyondSchema(_ candidate: JSON) -> Bool {
    if let changes = candidate.object?["changes"]?.array {
      let fields = changes.map { $0.object?["field"]?.string ?? "" }
      if Set(fields).count < fields.count { return true }
      if changes.contains(where: { $0.object?["old"] != nil && $0.object?["old"] == $0.object?["new"] }) { return true }
    }
    guard let content = candidate.object?["content"]?.object, let fields = content["fields"]?.array else {
      return false
    }
    let changed = content["changes"]?.array?.compactMap { $0.object?["field"] } ?? []
    let named = (content["values"]?.object?.keys ?? []).map(JSON.string) + changed
    return named.contains { !fields.contains($0) } || Set(changed.compactMap(\.string)).count < changed.count
  }

  static func isBeyondLedgerSchema(_ candidate: JSON) -> Bool {
    let keys = ["key", "ledgerKey"].compactMap { candidate.object?[$0]?.string }
    if keys.contains(where: { (try? VerifierKey.parse($0)) == nil && $0.contains("+A") && !$0.contains("\n") }) {
      return true
    }
    guard let positions = candidate.object?["positions"]?.array?.compactMap(\.integer) else { return false }
    return positions != positions.sorted()
  }

  static func ask(_ schema: String, _ lines: [String]) throws -> [Substring] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("input")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(Repository.path)/Scripts/validate-json")
    process.arguments = [schema]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self).split(separator: "\n")
  }
}
