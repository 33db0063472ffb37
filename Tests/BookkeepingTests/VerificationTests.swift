import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import GRDB
import Testing
import TransparencyLog

/// Events that another program could append under the right keys, and an edited projections file: found with their positions.
struct VerificationTests {
  private let school: TestSchool

  init() throws {
    school = try TestSchool()
    try school.enroll(2)
    try school.print([1, 2])
  }

  /// Appends through the ledger itself, past all decisions.
  private func plant(_ event: RecordEvent, stream: String) throws -> Int {
    try plant(
      Draft(event, stream: stream, version: try school.books.ledger.version(ofStream: stream) + 1))
  }

  private func plant(_ draft: Draft) throws -> Int {
    let ledger = school.books.ledger
    let appended = try ledger.append([draft], signer: school.signer, decidedAt: ledger.size, clock: school.tick())
    try school.books.refresh()
    return appended.range.lowerBound
  }

  private func findings() throws -> [(FindingCode, Int?, String)] {
    let verification = try school.verify()
    #expect(verification.projectionsCompared)
    return verification.findings.map { ($0.code, $0.position, $0.subject.description) }
  }

  private var stream: String { get throws { Records.stream(ofCandidate: try school.candidate(1).id) } }

  @Test func `an honest ledger has no findings`() throws {
    #expect(try findings().isEmpty)
  }

  @Test func `a correction with a wrong old value`() throws {
    let position = try plant(
      .candidateCorrected(
        CandidateCorrected(
          changes: [
            FieldChange(field: "phone", old: .text("0900000000"), new: .text("0911111111")),
            FieldChange(field: "identityNumber", old: .text("031206000001"), new: .text("031206999999")),
          ], reason: "r")), stream: try stream)
    #expect(
      try findings().map { [$0.0.rawValue, "\($0.1 ?? -1)", $0.2] } == [["oldValue.differs", "\(position)", "phone"]])
  }

  @Test func `a value that reads like a phrase is a value, no value is a phrase`() throws {
    for (field, old) in [("phone", FieldValue.text("none")), ("phone", nil)] {
      _ = try plant(
        .candidateCorrected(
          CandidateCorrected(changes: [FieldChange(field: field, old: old, new: .text("0911111111"))], reason: "r")),
        stream: try stream)
    }
    let evidence = try school.verify().findings.map(\.found)
    #expect(evidence.map(\.key) == ["$1", "null"])
    #expect(evidence.map(\.description) == ["none", "null"])
  }

  @Test func `references to what is not there`() throws {
    let positions = [
      try plant(.sheetSigned(SheetSigned(sheet: 0, way: .typed)), stream: try stream),
      try plant(.sheetReturned(SheetReturned(sheet: 999, way: .typed)), stream: try stream),
      try plant(.sheetUnsigned(SheetUnsigned(sheet: 1, reason: "r")), stream: try stream),
      // The other candidate's sheet.
      try plant(
        .sheetSigned(SheetSigned(sheet: try school.candidate(2).sheets[0].position, way: .typed)), stream: try stream),
      try plant(.classListSigned(ClassListSigned(list: 3, way: .typed)), stream: "ledger"),
      try plant(.classListUnsigned(ClassListUnsigned(list: 999, reason: "r")), stream: "ledger"),
      try plant(.candidateWithdrawn(CandidateWithdrawn(reason: "r")), stream: "candidate/01GZ0000000000000000000000"),
      try plant(
        .candidateRegistered(CandidateRegistered(number: 1, fields: ["fullName": .text("A")], reason: "r")),
        stream: try stream),
    ]
    let found = try findings()
    #expect(found.map(\.1) == positions)
    #expect(Set(found.map(\.0)) == [.referenceMissing])
  }

  /// Two candidates under one running number: `show 1` would find one of them at random.
  @Test func `a running number that is taken`() throws {
    let position = try plant(
      .candidateRegistered(CandidateRegistered(number: 1, fields: ["fullName": .text("KẺ TRÙNG SỐ")], reason: "r")),
      stream: "candidate/01GZ0000000000000000000000")
    #expect(try findings().contains { $0.1 == position })
  }

  @Test func `a page whose values are not the record's`() throws {
    let candidate = try school.candidate(1)
    let planned = try school.books.planSheets([candidate], layout: school.books.layout(nil), round: nil)
    var content = planned[0].content
    content.values["fullName"] = .text("TÊN KHÁC")
    content.values["identityNumber"] = nil
    let position = try plant(page(content, digestOf: content))
    #expect(
      Set(try findings().map { "\($0.0) \($0.1 ?? -1) \($0.2)" }) == [
        "page.differs \(position) fullName", "page.differs \(position) identityNumber",
      ])
  }

  @Test func `a page of another candidate, another number, another version or an unknown profile`() throws {
    let candidate = try school.candidate(1)
    let changes: [(inout SheetContent) throws -> String] = [
      { content in
        content.candidate = try self.school.candidate(2).id
        return "page.differs candidate"
      },
      { content in
        content.number = 2
        return "page.differs number"
      },
      { content in
        content.recordVersion += 1
        return "page.differs recordVersion"
      },
      { content in
        content.profile = Hash.sha256(of: "").base64
        return "reference.missing profile"
      },
    ]
    for change in changes {
      var content = try school.books.planSheets([school.candidate(1)], layout: school.books.layout(nil), round: nil)[0]
        .content
      let expected = try change(&content)
      let position = try plant(page(content, digestOf: content, stream: Records.stream(ofCandidate: candidate.id)))
      #expect(try findings().filter { $0.1 == position }.map { "\($0.0) \($0.2)" } == [expected])
    }
  }

  @Test func `an anchor over another content, and a code that is not its content's`() throws {
    let candidate = try school.candidate(1)
    let content = try school.books.planSheets([candidate], layout: school.books.layout(nil), round: nil)[0].content
    var other = content
    other.round = 9
    let position = try plant(page(content, digestOf: other))
    let found = try findings()
    #expect(found.allSatisfy { $0.1 == position })
    #expect(Set(found.map(\.2)).isSuperset(of: ["digest", "check"]))
  }

  @Test func `an event of a candidate on stream ledger, and the reverse`() throws {
    let positions = [
      try plant(.candidateWithdrawn(CandidateWithdrawn(reason: "r")), stream: "ledger"),
      try plant(.officerNamed(OfficerNamed(id: "lan", name: "Tên Khác")), stream: try stream),
    ]
    #expect(try findings().filter { $0.0 == .eventStream }.map(\.1) == positions)
  }

  @Test func `a payload that is not what its schema says, and a type of a newer program`() throws {
    let version = try school.books.ledger.version(ofStream: try stream)
    let invalid = try plant(
      Draft(stream: try stream, version: version + 1, type: "candidate.withdrawn", body: .text(#"{"why":"r"}"#)))
    #expect(try findings().map { "\($0.0) \($0.1 ?? -1)" } == ["payload.invalid \(invalid)"])
    let unknown = try plant(
      Draft(stream: try stream, version: version + 2, type: "candidate.merged", body: .text("{}")))
    let verification = try school.verify()
    #expect(verification.account.notChecked.contains { $0.code == .payloadUnknown && $0.position == unknown })
    #expect(verification.findings.map(\.position) == [invalid])
  }

  private func page(_ content: SheetContent, digestOf other: SheetContent, stream: String? = nil) throws -> Draft {
    let stream = stream ?? Records.stream(ofCandidate: content.candidate)
    let digest = Hash.sha256(of: other.json.canonicalText)
    let check = String(ShortCode(position: 0, digest: digest).text.suffix(6))
    return Draft(
      stream: stream, version: try school.books.ledger.version(ofStream: stream) + 1, type: "sheet.printed",
      body: .anchored(digest: digest) { anchor in
        RecordEvent.sheetPrinted(
          SheetPrinted(anchor: anchor, check: check, content: content, drawnBy: TestSchool.drawnBy, duplex: false)
        ).payload.canonicalText
      })
  }

  // MARK: The projections file

  private func edit(_ sql: String) throws {
    try DatabaseQueue(path: school.projectionsPath).write { try $0.execute(sql: sql) }
  }

  @Test(arguments: [
    ("UPDATE candidate SET body = replace(body, 'NGUYỄN VĂN AN 0', 'NGUYỄN VĂN ÂN 0') WHERE number = 1", "candidate"),
    ("DELETE FROM candidate WHERE number = 2", "candidate"),
    ("UPDATE school SET body = replace(body, 'BẾN SÓNG', 'BẾN BỜ')", "school"),
    ("UPDATE lookup SET number = 2 WHERE value = '031206000001'", "lookup"),
    ("DELETE FROM lookup WHERE kind = 'class'", "lookup"),
  ])
  func `an edited projections file is found, and mended by a rebuild`(sql: String, subject: String) throws {
    try edit(sql)
    let found = try findings()
    #expect(found.map(\.0).first == .projectionDiffers)
    #expect(found.first?.2.contains(subject) == true, "\(found)")
    _ = try Books.rebuild(at: school.path)
    #expect(try findings().isEmpty)
  }

  @Test func `an edited class list in the projections is found`() throws {
    let list = try school.printList()
    try edit("UPDATE list SET body = replace(body, 'NGUYỄN', 'TRẦN')")
    #expect(try findings().map { [$0.0.rawValue, "\($0.1 ?? -1)"] } == [["projection.differs", "\(list.position)"]])
  }

  @Test func `a projections file that is no file of SQLite is a finding, and the next writer makes it anew`() throws {
    try Data("đây không phải là tệp tra cứu, chỉ là chữ; dài hơn một trăm byte để không ai nhầm với tệp rỗng".utf8)
      .write(to: URL(filePath: school.projectionsPath))
    for suffix in ["-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: school.projectionsPath + suffix)
    }
    #expect(try school.verify().findings.map(\.code) == [.projectionDiffers])
    let books = try school.open(.read)
    #expect(try books.records() == school.replay(in: books))
    #expect(try school.verify().findings.map(\.code) == [.projectionDiffers], "who reads changes nothing")
    _ = try school.open(.write)
    #expect(try findings().isEmpty)
  }
}
