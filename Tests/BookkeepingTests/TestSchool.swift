import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import Testing
import TransparencyLog

/// A ledger with its keys in a folder of its own, gone afterwards, and a clock that goes a second with every event.
final class TestSchool {
  let folder: String
  let signer: OfficerSigner
  let books: Books
  private(set) var now: Instant
  var generator: SeededGenerator

  var path: String { folder + "/so.kiemdo" }
  var projectionsPath: String { path + ".projections" }

  static let drawnBy = DrawnBy(pango: "1.56", cairo: "1.18", font: "Liberation Serif 2.1.5", layout: 1)
  static let unit = UnitSettings(name: "TRƯỜNG THPT BẾN SÓNG", place: "Hải Phòng")

  init(profile: JSON? = nil, origin: String = "kiemdo/thu", seed: UInt64 = 1) throws {
    folder = FileManager.default.temporaryDirectory.path + "/books-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let keys = try KeyFolder(root: folder + "/keys", origin: origin)
    _ = try keys.createLedgerKey()
    _ = try keys.createOfficerKey(id: "lan")
    signer = try keys.signer(officer: "lan")
    now = try #require(Instant(ledgerText: "2024-04-20T01:00:00.000Z"))
    generator = SeededGenerator(seed: seed)
    books = try Books.create(
      at: folder + "/so.kiemdo", signer: signer, officerName: "Lê Thị Lan", unit: Self.unit,
      profile: profile ?? SmallProfile.document(), clock: now)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Another handle, as another run of the command has it.
  func open(_ mode: Ledger.Mode = .write) throws -> Books { try Books.open(at: path, mode: mode) }

  func tick(_ seconds: Int = 1) -> Instant {
    now = Instant(milliseconds: now.milliseconds + seconds * 1000)
    return now
  }

  /// Puts the clock to a moment.
  func set(_ instant: Instant) { now = instant }

  func verify() throws -> Verification {
    try Books.verify(
      at: path, trustedKey: signer.ledgerKey.verifierKey, knownCheckpoint: signer.keys.lastCheckpoint()?.checkpoint)
  }

  // MARK: What a clerk does

  static func row(_ line: Int, _ values: FieldValues, choice: ImportPreference? = nil) -> ImportRow {
    ImportRow(
      line: line,
      cells: values.sorted { $0.key < $1.key }.map {
        .init(field: $0.key, column: $0.key, text: "", reading: .success($0.value))
      }, choice: choice)
  }

  @discardableResult
  func importRows(
    _ rows: [FieldValues], preference: ImportPreference? = nil, in books: Books? = nil
  ) throws -> (plan: ImportPlan, recorded: Range<Int>?) {
    let books = books ?? self.books
    let plan = try books.planImport(
      rows.enumerated().map { Self.row($0 + 2, $1) }, preference: preference)
    let drafts = try books.drafts(of: plan, file: "f.csv", reason: "Nhập", clock: tick(), using: &generator)
    guard !drafts.isEmpty else { return (plan, nil) }
    let appended = try books.record(drafts, signer: signer, wholeLedger: true, clock: now, commandName: "import")
    return (plan, appended.range)
  }

  /// Students of one class with numbers from 1.
  func enroll(_ count: Int, className: String = "12A1") throws {
    try importRows((1...count).map { Self.student($0, className: className) })
  }

  static func student(_ number: Int, className: String = "12A1") -> FieldValues {
    [
      "fullName": .text("NGUYỄN VĂN \(["AN", "BÌNH", "CHI", "DŨNG", "ĐẠT"][(number - 1) % 5]) \((number - 1) / 5)"),
      "dateOfBirth": .text("2006-03-09"),
      "className": .text(className), "studentID": .text((1_000_000_000 + number).padded(10)),
      "identityNumber": .text("031206" + number.padded(6)),
    ]
  }

  @discardableResult
  func record(_ event: RecordEvent, of candidate: Candidate, in books: Books? = nil) throws -> Int {
    try (books ?? self.books).record(
      [Draft(event, of: candidate)], signer: signer, clock: tick(), commandName: "test"
    ).range.lowerBound
  }

  @discardableResult
  func record(onLedger event: RecordEvent, in books: Books? = nil) throws -> Int {
    let books = books ?? self.books
    return try books.record(
      [Draft(event, stream: "ledger", version: books.nextLedgerVersion())], signer: signer, clock: tick(),
      commandName: "test"
    ).range.lowerBound
  }

  @discardableResult
  func correct(
    _ number: Int, _ field: String, _ value: FieldValue?, sheet: Sheet? = nil, in books: Books? = nil
  ) throws -> Int {
    let books = books ?? self.books
    let candidate = try candidate(number, in: books)
    let event = try candidate.correct(
      [(field, value)], reason: "Theo giấy khai sinh", evidence: nil, sheet: sheet, profile: books.profile())
    return try record(.candidateCorrected(event), of: candidate, in: books)
  }

  @discardableResult
  func print(
    _ numbers: [Int], layout: String = "personal", round: Int? = nil, in books: Books? = nil
  ) throws -> [Sheet] {
    let books = books ?? self.books
    let layout = try books.layout(layout)
    let planned = try books.planSheets(
      try numbers.map { try candidate($0, in: books) }, layout: layout, round: round)
    let appended = try books.recordPrint(
      planned, drawnBy: Self.drawnBy, duplex: false, signer: signer, clock: tick(), commandName: "print")
    return try appended.range.map { position in
      let id = planned[position - appended.range.lowerBound].candidate.id
      let candidate = try #require(try books.read { try $0.candidate(id: id) })
      return try #require(candidate.sheets.first { $0.position == position })
    }
  }

  func printList(_ className: String = "12A1", supplement: Bool = false, in books: Books? = nil) throws -> ClassList {
    let books = books ?? self.books
    let content = try books.planClassList(className, supplement: supplement, layout: books.layout("personal"))
    let appended = try books.recordClassList(
      content, drawnBy: Self.drawnBy, signer: signer, clock: tick(), commandName: "class-list")
    return try #require(try books.read { try $0.list(at: appended.range.lowerBound) })
  }

  @discardableResult
  func take(
    _ codes: [String], purpose: SigningDesk.Purpose = .signed, except: [Int] = [], in books: Books? = nil
  ) throws -> (results: [ScanResult], recorded: Range<Int>?) {
    var desk = try SigningDesk(books ?? self.books, purpose: purpose)
    for code in codes { _ = try desk.take(code) }
    let appended = try desk.record(
      signedOn: CalendarDate("2024-04-21"), place: nil, except: except, signer: signer, clock: tick(),
      commandName: "sign")
    return (desk.results, appended?.range)
  }

  // MARK: What there is

  func candidate(_ number: Int, in books: Books? = nil) throws -> Candidate {
    try #require(try (books ?? self.books).read { try $0.candidate(number: number) }, "no candidate \(number)")
  }

  /// The fold by itself, from the events as the ledger hands them over one by one.
  func replay(_ count: Int? = nil, in books: Books? = nil) throws -> Records {
    var records = Records()
    try replay(in: books ?? self.books, below: count ?? .max) { records = $1 }
    return records
  }

  /// Hands over the records after each event.
  func replay(in books: Books, below end: Int = .max, _ body: (Int, Records) throws -> Void) throws {
    var records = Records()
    for position in 0..<min(end, books.ledger.size) {
      let recorded = try books.ledger.event(at: position)
      if let event = RecordEvent.decode(recorded) {
        let header = recorded.header
        let mark = EventMark(
          position: position, version: header.version, recordedAt: header.recordedAt, officer: header.officer,
          command: header.command.text)
        records.evolve(event, stream: header.stream, mark) { Hash.sha256(of: $0).base64 }
      }
      try body(position + 1, records)
    }
  }
}
