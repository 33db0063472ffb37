import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Bookkeeping
@testable import EventLedger

/// The worked examples of section 18 of the specification: what the text shows is what the program makes of the ledger of section
/// 16, and two verifiers accept it. Where a test fails it says the text that belongs there.
@Suite struct `The worked examples of a report's proof` {
  let specification: Specification
  let vectors: LedgerVectors

  init() throws {
    specification = try Specification()
    vectors = try LedgerVectors()
  }

  /// From the ledger when it had five events, in which nothing was erased yet.
  private func reasonProof() throws -> String {
    var selection = Selection()
    selection.from = 3
    selection.types = ["candidate.corrected"]
    selection.reason = "KHAI SINH"
    return try vectors.proof(of: selection, size: 5, headersOnly: false)
  }

  /// From the ledger of eight events, whose payloads 3 to 5 were erased.
  private func headersProof() throws -> String {
    var selection = Selection()
    selection.from = 7
    return try vectors.proof(of: selection, size: 8, headersOnly: true)
  }

  @Test func `their lines are those that the program writes`() throws {
    for (index, made) in [try reasonProof(), try headersProof()].enumerated() {
      #expect(try specification.proof(index) == made, "In its place:\n\(made)")
    }
    #expect(specification.proofs.count == 2)
  }

  @Test(arguments: [0, 1])
  func `two verifiers accept the lines as they are printed`(index: Int) throws {
    let key = try VerifierKey.parse(vectors.ledgerVerifierKey)
    let bytes = try Self.gzip(specification.proof(index))
    let ours = ReportProofTests.check(bytes, key: key)
    #expect(ours.findings.isEmpty)
    #expect((ours.answer, ours.trust) == (.proved, .keyMatches))
    #expect(try SecondOpinionTests.ask(about: bytes, key: key).answer == "proved")
  }

  @Test func `with another selection they are what the text says`() throws {
    let key = try VerifierKey.parse(vectors.ledgerVerifierKey)
    let bytes = try Self.gzip(
      specification.proof(0).replacing(#""selected":[4]"#, with: #""selected":[3,4]"#))
    let ours = ReportProofTests.check(bytes, key: key)
    #expect(ours.findings.map(\.code) == [.reportSelection])
    #expect(ours.findings.map(\.position) == [3])
    #expect(ours.answer == .differs)
    #expect(try SecondOpinionTests.ask(about: bytes, key: key).answer == "differs")
  }

  @Test func `the roots and how they grow are those of the lines`() throws {
    for (proof, made) in [(try reasonProof(), Self.growth), (try headersProof(), Self.growthOfThree)] {
      let text = try made(ProofFile(Self.gzip(proof)))
      #expect(specification.text.contains("\n\n\(text)\n\n"), "In its place:\n\(text)")
    }
  }

  /// The roots of size 3, and what events 3 and 4 make of them.
  private static func growth(_ file: ProofFile) throws -> String {
    let roots = try #require(file.head?.first?.roots)
    let (three, four) = (
      MerkleTree.leafHash(try file.event(3).header), MerkleTree.leafHash(try file.event(4).header)
    )
    let second = MerkleTree.nodeHash(roots[1], three)
    let whole = MerkleTree.nodeHash(roots[0], second)
    return """
          a  roots[0], events 0 and 1      \(roots[0].base64)
          b  roots[1], event 2             \(roots[1].base64)
             root of `first`, SHA-256(01 || a || b)
                                           \(MerkleTree.nodeHash(roots[0], roots[1]).base64)
          c  SHA-256(00 || header 3)       \(three.base64)
          d  SHA-256(01 || b || c)         \(second.base64)
          e  SHA-256(01 || a || d)         \(whole.base64)
          f  SHA-256(00 || header 4)       \(four.base64)
             root of `last`, SHA-256(01 || e || f)
                                           \(MerkleTree.nodeHash(whole, four).base64)
      """
  }

  /// The roots of size 7, and what event 7 makes of them.
  private static func growthOfThree(_ file: ProofFile) throws -> String {
    let roots = try #require(file.head?.first?.roots)
    let seven = MerkleTree.leafHash(try file.event(7).header)
    let pair = MerkleTree.nodeHash(roots[2], seven)
    let four = MerkleTree.nodeHash(roots[1], pair)
    return """
          a  roots[0], events 0 to 3       \(roots[0].base64)
          b  roots[1], events 4 and 5      \(roots[1].base64)
          c  roots[2], event 6             \(roots[2].base64)
             root of `first`, SHA-256(01 || a || SHA-256(01 || b || c))
                                           \(MerkleTree.nodeHash(roots[0], MerkleTree.nodeHash(roots[1], roots[2])).base64)
          d  SHA-256(00 || header 7)       \(seven.base64)
          e  SHA-256(01 || c || d)         \(pair.base64)
          f  SHA-256(01 || b || e)         \(four.base64)
             root of `last`, SHA-256(01 || a || f)
                                           \(MerkleTree.nodeHash(roots[0], four).base64)
      """
  }

  static func gzip(_ lines: String) throws -> [UInt8] {
    let sink = ReportProofTests.Sink()
    let writer = GzipWriter { sink.bytes += $0 }
    try writer.append(Array("\(lines)\n".utf8))
    try writer.finish()
    return sink.bytes
  }
}

/// `Schemas/ledger-format.md`.
struct Specification {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let text: String

  init() throws {
    text = try String(contentsOf: Self.root.appending(path: "Schemas/ledger-format.md"), encoding: .utf8)
  }

  /// The lines of the proofs that it shows, each without its last line feed.
  var proofs: [String] {
    text.components(separatedBy: "```jsonl\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
  }

  func proof(_ index: Int) throws -> String { try #require(proofs.dropFirst(index).first) }
}

/// The ledger of section 16.
struct LedgerVectors: Decodable {
  struct Event: Decodable { let header, payload, salt: String }
  struct Note: Decodable {
    let size: Int
    let note: String
  }

  let ledgerVerifierKey: String
  let events: [Event]
  let checkpoints: [Note]

  init() throws {
    let path = "Tests/TransparencyLogTests/Vectors/ledger-v1.json"
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: Specification.root.appending(path: path)))
  }

  /// The lines of a report's proof from the ledger when it had so many events, without the last line feed.
  func proof(of selection: Selection, size: Int, headersOnly: Bool) throws -> String {
    let folder = FileManager.default.temporaryDirectory.path + "/specified-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(to: "\(folder)/so.kiemdo", size: size)
    let ledger = try Ledger.open(at: "\(folder)/so.kiemdo", mode: .read)
    let sink = ReportProofTests.Sink()
    _ = try AuditDesk(ledger).audit(selection, provable: true).prove(headersOnly: headersOnly) { sink.bytes += $0 }
    let lines = try ProofFile(sink.bytes).lines.flatMap { $0.format() }
    return String(decoding: lines.dropLast(), as: UTF8.self)
  }

  /// What an erasure among the events names is not there.
  private func write(to path: String, size: Int) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x4B444C47; PRAGMA user_version = 1")
      for object in Schema.objects { try database.execute(sql: object.sql) }
      for (position, event) in events.prefix(size).enumerated() {
        try database.execute(
          sql: "INSERT INTO event (position, header) VALUES (?, ?)", arguments: [position, event.header])
        try database.execute(
          sql: "INSERT INTO payload (position, salt, body) VALUES (?, ?, ?)",
          arguments: [position, Data(try #require(Hex.decode(event.salt))), event.payload])
        for checkpoint in checkpoints where checkpoint.size == position + 1 {
          try database.execute(
            sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)", arguments: [checkpoint.size, checkpoint.note])
        }
      }
      if size > 6 { try database.execute(sql: "DELETE FROM payload WHERE position IN (3, 4, 5)") }
    }
    try queue.close()
  }
}
