import CanonicalForms
import EventLedger
import ExamRecords
import Testing
import TransparencyLog

@testable import Bookkeeping

/// A proof's lines, to be changed and written again.
struct ProofFile {
  var lines: [ReportProofLine]

  init(_ bytes: [UInt8]) throws {
    var text: [UInt8] = []
    let reader = GzipReader()
    try reader.append(bytes) { text += $0 }
    try reader.finish()
    lines = try text.split(separator: UInt8(ascii: "\n")).map {
      try ReportProofLine(String(decoding: $0, as: UTF8.self))
    }
  }

  func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = GzipWriter { bytes += $0 }
    for line in lines { try writer.append(line.format()) }
    try writer.finish()
    return bytes
  }

  var head: ReportProofLine.Head? {
    get { if case .head(let head)? = lines.first { head } else { nil } }
    set { if let newValue { lines[0] = .head(newValue) } }
  }

  /// The place of the event's line.
  func index(of position: Int) throws -> Int {
    try #require(
      lines.firstIndex { line in
        guard case .event(let event) = line else { return false }
        return (try? EventHeader.parse(event.header))?.position == position
      })
  }

  func event(_ position: Int) throws -> ReportProofLine.Event {
    guard case .event(let event) = lines[try index(of: position)] else {
      throw ShapeFault(path: "", expected: "", found: "")
    }
    return event
  }

  mutating func change(_ position: Int, _ body: (inout ReportProofLine.Event) -> Void) throws {
    var event = try event(position)
    body(&event)
    lines[try index(of: position)] = .event(event)
  }
}

struct ReportProofTests {
  static func prove(
    _ school: AuditedSchool, headersOnly: Bool = false, asOf: AsOf? = nil, _ clauses: (inout Selection) -> Void
  ) throws -> (bytes: [UInt8], proof: AuditReport.Proof) {
    var selection = Selection()
    clauses(&selection)
    let report = try school.books.desk.audit(selection, asOf: asOf, provable: true)
    let sink = Sink()
    let proof = try report.prove(headersOnly: headersOnly) { sink.bytes += $0 }
    return (sink.bytes, proof)
  }

  final class Sink { var bytes: [UInt8] = [] }

  static func check(_ bytes: [UInt8], _ school: AuditedSchool, step: Int = .max) -> ReportProofAccount {
    check(bytes, key: school.school.signer.ledgerKey.verifierKey, step: step)
  }

  static func check(_ bytes: [UInt8], key: VerifierKey, step: Int = .max) -> ReportProofAccount {
    var check = ReportProofCheck(trustedKey: key)
    for start in stride(from: 0, to: bytes.count, by: min(step, max(1, bytes.count))) {
      check.append(Array(bytes[start..<min(bytes.count, start + min(step, bytes.count))]))
    }
    return check.finish()
  }

  static let selections: [(name: String, make: @Sendable (inout Selection) -> Void)] = [
    ("everything", { _ in }),
    ("header", { $0.types = ["candidate.corrected"] }),
    (
      "range",
      {
        $0.from = 12
        $0.to = 20
      }
    ),
    (
      "payload",
      {
        $0.fields = ["phone"]
        $0.from = 9
      }
    ),
    ("reason", { $0.reason = "quet nham" }),
    ("class", { $0.classes = ["12a2"] }),
    ("after signing", { $0.marks = [.afterSigning] }),
    ("late", { $0.marks = [.late] }),
    (
      "outside hours",
      {
        $0.marks = [.outsideHours]
        $0.types = ["candidate.corrected"]
      }
    ),
    ("undone", { $0.marks = [.undone] }),
    (
      "unsigned since",
      {
        $0.marks = [.unsignedSince]
        $0.to = 25
      }
    ),
    (
      "several",
      {
        $0.marks = [.afterSigning, .unsignedSince]
        $0.classes = ["12A1"]
        $0.fields = ["phone"]
      }
    ),
  ]

  @Test func `the proof of every kind of selection is accepted, read in pieces of any size`() throws {
    let school = try AuditedSchool()
    for (name, make) in Self.selections {
      let (bytes, proof) = try Self.prove(school, make)
      for step in [Int.max, 1000, 1] {
        let account = Self.check(bytes, school, step: step)
        #expect(account.answer == .proved, "\(name): \(account)")
        #expect(account.findings.isEmpty, "\(name): \(account.findings)")
        #expect(account.trust == .keyMatches)
        #expect(account.digest == proof.digest)
        #expect(account.digest == Hash.sha256(of: bytes))
      }
      // Another selection in its place is not the report's.
      for (other, make) in Self.selections where other != name {
        var file = try ProofFile(bytes)
        let before = file.head?.selection
        var selection = Selection()
        make(&selection)
        file.head?.selection = selection
        let selected = try Self.prove(school, make)
        guard before != selection, try ProofFile(selected.bytes).head?.selected != file.head?.selected else { continue }
        #expect(Self.check(try file.bytes(), school).answer != .proved, "\(name) as \(other)")
      }
    }
  }

  @Test func `it discloses what its clauses on headers leave, and with headers only nothing`() throws {
    let school = try AuditedSchool()
    let size = school.books.ledger.size
    let id = try school.school.candidate(1).id
    let (bytes, proof) = try Self.prove(school) {
      $0.candidates = [id]
      $0.fields = ["phone"]
    }
    #expect(proof.payloads > proof.selected)
    #expect(proof.unselectedPayloads == proof.payloads - proof.selected)
    for case .event(let event) in try ProofFile(bytes).lines {
      #expect((event.payload != nil) == event.header.contains(id))
    }
    let all = try Self.prove(school) { $0.marks = [.late] }.proof
    #expect(all.payloads == size)
    let (headers, only) = try Self.prove(school, headersOnly: true) { $0.types = ["sheet.signed"] }
    #expect(only.payloads == 0)
    #expect(Self.check(headers, school).answer == .proved)
    #expect(
      try ProofFile(headers).lines.allSatisfy { if case .event(let event) = $0 { event.payload == nil } else { true } })
    let payload = try Self.prove(school, headersOnly: true) { $0.reason = "quet" }.bytes
    #expect(Self.check(payload, school).answer == .notProvable)
  }

  @Test func `a position left out or slipped in is named`() throws {
    let school = try AuditedSchool()
    let (bytes, _) = try Self.prove(school) { $0.marks = [.afterSigning] }
    var file = try ProofFile(bytes)
    let missing = try school["undone"]
    file.head?.selected.removeAll { $0 == missing }
    var account = Self.check(try file.bytes(), school)
    #expect(account.answer == .differs)
    #expect(account.findings.map(\.code) == [.reportSelection])
    #expect(account.findings.map(\.position) == [missing])
    file = try ProofFile(bytes)
    let extra = try school["excepted"]
    file.head?.selected.append(extra)
    file.head?.selected.sort()
    account = Self.check(try file.bytes(), school)
    #expect(account.findings.map(\.position) == [extra])
    // Headers alone still find what they exclude.
    let (headers, _) = try Self.prove(school, headersOnly: true) {
      $0.types = ["candidate.corrected"]
      $0.reason = "giay"
    }
    file = try ProofFile(headers)
    file.head?.selected.insert(0, at: 0)
    #expect(Self.check(try file.bytes(), school).findings.map(\.code) == [.reportSelection])
  }

  @Test func `a header left out, changed, swapped or repeated is found`() throws {
    let school = try AuditedSchool()
    let (bytes, _) = try Self.prove(school) { $0.types = ["candidate.corrected"] }
    let place = try school["signed"]
    func codes(_ change: (inout ProofFile) throws -> Void) throws -> Set<String> {
      var file = try ProofFile(bytes)
      try change(&file)
      let account = Self.check(try file.bytes(), school)
      #expect(account.answer != .proved)
      return Set(account.findings.map(\.code.rawValue))
    }
    #expect(try codes { $0.lines.remove(at: try $0.index(of: place)) } == ["event.position"])
    #expect(try codes { $0.lines.removeLast() } == ["event.position"])
    #expect(try codes { $0.lines.append($0.lines.last ?? $0.lines[0]) } == ["event.position"])
    #expect(
      try codes { file in
        try file.change(place) { $0.header = $0.header.replacing("sheet.signed", with: "sheet.printed") }
      } == ["checkpoint.root"])
    #expect(
      try codes { file in
        let index = try file.index(of: place)
        file.lines.swapAt(index, index + 1)
      } == ["event.position"])
    #expect(
      try codes { file in try file.change(place) { $0.header = String($0.header.dropLast()) } }.contains("event.header")
    )
  }

  @Test func `payloads of another event, missing ones and other salts are found`() throws {
    let school = try AuditedSchool()
    let (bytes, _) = try Self.prove(school) { $0.marks = [.undone] }
    let (one, other) = (try school["undone"], try school["afterList"])
    var file = try ProofFile(bytes)
    let payload = try file.event(other).payload
    try file.change(one) { $0.payload = payload }
    var account = Self.check(try file.bytes(), school)
    #expect(account.findings.first?.code == .commitment)
    #expect(account.findings.first?.position == one)
    file = try ProofFile(bytes)
    try file.change(one) { $0.payload = nil }
    account = Self.check(try file.bytes(), school)
    #expect(account.findings.contains { $0.code == .reportMissing && $0.position == one })
    #expect(account.answer != .proved)
  }

  @Test func `notes exchanged, a key event left out, another key: nothing is proved`() throws {
    let school = try AuditedSchool()
    let (bytes, _) = try Self.prove(school) {
      $0.from = 12
      $0.to = 15
    }
    func findings(_ change: (inout ProofFile) throws -> Void) throws -> [String] {
      var file = try ProofFile(bytes)
      try change(&file)
      let account = Self.check(try file.bytes(), school)
      #expect(account.answer == .unsound, "\(account)")
      return account.findings.map(\.code.rawValue)
    }
    let first = try #require(try ProofFile(bytes).head?.first)
    let later = try #require(try school.books.ledger.checkpointNote(size: school.books.ledger.size))
    #expect(!(try findings { $0.head?.last = first.note }.isEmpty))
    #expect(!(try findings { $0.head?.last = later }.isEmpty))
    #expect(try findings { $0.head?.first?.note = later } == ["report.form"])
    #expect(
      try findings { $0.head?.first?.roots[0] = Hash.sha256(of: [1]) }.contains("checkpoint.root"))
    #expect(
      try findings { $0.lines.removeAll { if case .key = $0 { true } else { false } } }.contains("keys.officer"))
    let stranger = try AuditedSchool()
    var check = ReportProofCheck(trustedKey: stranger.school.signer.ledgerKey.verifierKey)
    check.append(bytes)
    let account = check.finish()
    #expect(account.trust == .keyDiffers)
    #expect(account.findings.map(\.code) == [.trustedKey])
    // A key event within the range must be among the key events.
    let (whole, _) = try Self.prove(school) { $0.types = ["sheet.signed"] }
    var file = try ProofFile(whole)
    file.lines.remove(at: 2)
    #expect(Self.check(try file.bytes(), school).findings.contains { $0.code == .reportMissing })
  }

  @Test func `a range that begins too late proves no clause on earlier state`() throws {
    let school = try AuditedSchool()
    let place = try school["late"]
    let (bytes, _) = try Self.prove(school) {
      $0.from = place
      $0.types = ["candidate.corrected"]
    }
    var file = try ProofFile(bytes)
    file.head?.selection.marks = [.late]
    for case .event(let event) in file.lines {
      let position = try EventHeader.parse(event.header).position
      let recorded = try school.books.ledger.saltedEvent(at: position)
      try file.change(position) { $0.payload = recorded }
    }
    file.head?.selected = [try school["late"]]
    var account = Self.check(try file.bytes(), school)
    #expect(account.findings.map(\.code).contains(.reportRange))
    #expect(account.answer == .notProvable || account.answer == .differs)
    file = try ProofFile(bytes)
    file.head?.selection.from = 3
    account = Self.check(try file.bytes(), school)
    #expect(account.findings.map(\.code) == [.reportRange])
    #expect(account.answer == .notProvable)
    file = try ProofFile(bytes)
    file.head?.selection.to = school.books.ledger.size
    account = Self.check(try file.bytes(), school)
    #expect(account.findings.map(\.code) == [.reportRange])
  }

  @Test func `what was erased is not checkable, and the erasure itself must be shown`() throws {
    let school = try AuditedSchool()
    let asOf = AsOf.position(school.books.ledger.size - 1)
    try ErasingTests.erase("4", school.school)
    for asOf in [nil, asOf] {
      let (bytes, _) = try Self.prove(school, asOf: asOf) { $0.classes = ["12A2"] }
      let account = Self.check(bytes, school)
      #expect(account.answer == .notCheckable, "\(account)")
      #expect(account.notCheckable > 0)
      #expect(account.findings.isEmpty)
    }
    // Headers are enough for this one.
    let (late, _) = try Self.prove(school) { $0.marks = [.late] }
    #expect(Self.check(late, school).answer == .proved)
    let (bytes, _) = try Self.prove(school) {
      $0.types = ["candidate.corrected"]
      $0.fields = ["phone"]
    }
    var file = try ProofFile(bytes)
    try file.change(school.books.ledger.size - 1) { $0.payload = nil }
    #expect(Self.check(try file.bytes(), school).findings.contains { $0.code == .reportMissing })
  }

  @Test func `no changed byte makes another selection`() throws {
    let school = try AuditedSchool()
    let place = try school["undone"]
    let (bytes, _) = try Self.prove(school) {
      $0.from = place
      $0.to = place
    }
    let truth = try #require(try ProofFile(bytes).head)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8(1 << (index % 8))
      let account = Self.check(changed, school)
      guard account.answer == .proved else { continue }
      let head = try ProofFile(changed).head
      #expect(head == truth, "byte \(index)")
    }
    for count in stride(from: 0, to: bytes.count, by: 13) {
      #expect(Self.check(Array(bytes[..<count]), school).answer == .unsound, "\(count) bytes")
    }
    #expect(Self.check(bytes + [0], school).answer == .unsound)
    #expect(Self.check(bytes + bytes, school).answer == .unsound)
    // The same within the lines, where no checksum of gzip stands guard.
    let text = try ProofFile(bytes).lines.flatMap { $0.format() }
    for index in text.indices {
      var changed = text
      changed[index] ^= UInt8(1 << (index % 7))
      let file = Sink()
      let writer = GzipWriter { file.bytes += $0 }
      try writer.append(changed)
      try writer.finish()
      let account = Self.check(file.bytes, school)
      #expect(account.answer != .proved, "byte \(index): \(String(decoding: changed.prefix(200), as: UTF8.self))")
    }
  }
}

extension Ledger {
  fileprivate func saltedEvent(at position: Int) throws -> ReportProofLine.Payload? {
    var payload: ReportProofLine.Payload?
    try saltedEvents(in: position..<position + 1) { events in
      payload = events.first?.payload.map { ReportProofLine.Payload(body: $0.body, salt: $0.salt) }
    }
    return payload
  }
}
