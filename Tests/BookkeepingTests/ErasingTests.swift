import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import Testing
import TransparencyLog

@testable import Bookkeeping

@Suite struct ErasingTests {
  static let (reason, authority) = ("Chủ dữ liệu yêu cầu", "QĐ 12/2024")

  @discardableResult
  static func erase(_ reference: String, _ school: TestSchool, in books: Books? = nil) throws -> ErasureDone {
    let books = books ?? school.books
    return try books.erase(
      try books.planErasure(of: reference), reason: reason, authority: authority, signer: school.signer,
      clock: school.tick(), commandName: "erase")
  }

  /// Which of these values stand in a file of the ledger or of its projections, composed or not.
  static func left(_ values: [String], _ school: TestSchool) throws -> [String] {
    try left(values, in: school.folder)
  }

  static func left(_ values: [String], in folder: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("so.kiemdo") }
    var found: [String] = []
    for name in names {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      for value in values {
        let forms = [value.precomposedStringWithCanonicalMapping, value.decomposedStringWithCanonicalMapping]
        if forms.contains(where: { bytes.range(of: Data($0.utf8)) != nil }) { found.append("\(value) in \(name)") }
      }
    }
    return found
  }

  /// Candidate 2 with a life: a wrong number corrected with evidence, printed, listed, signed, unsigned, withdrawn and back.
  static func lived() throws -> (school: TestSchool, secrets: [String], sheet: Sheet, list: ClassList) {
    let school = try TestSchool()
    try school.enroll(5)
    let event = try school.candidate(2).correct(
      [("identityNumber", .text("031206777777")), ("phone", .text("0912345678"))], reason: "Theo lời bà Tư",
      evidence: "Ảnh chụp thẻ của Bình", sheet: nil, profile: school.books.profile())
    try school.record(.candidateCorrected(event), of: school.candidate(2))
    let sheets = try school.print([1, 2, 3])
    let list = try school.printList()
    try school.take([sheets[0].code, sheets[1].code, list.code])
    let unsigned = try school.candidate(2).unsign(
      try #require(school.candidate(2).sheets.first), reason: "Bình ký nhầm chỗ")
    try school.record(.sheetUnsigned(unsigned), of: school.candidate(2))
    try school.record(
      .candidateWithdrawn(school.candidate(2).withdraw(reason: "Bình bảo lưu")), of: school.candidate(2))
    let secrets = [
      "NGUYỄN VĂN BÌNH 0", "031206000002", "031206777777", "0912345678", "1000000002", "bà Tư", "Ảnh chụp thẻ",
      "ký nhầm chỗ", "bảo lưu",
    ]
    return (school, secrets, sheets[1], list)
  }

  @Test func `an erasure names what says something of the candidate, and every list with him`() throws {
    let (school, _, sheet, list) = try Self.lived()
    let plan = try school.books.planErasure(of: "2")
    let stream = Records.stream(ofCandidate: plan.id)
    let events = try school.books.ledger.events(stream: stream).map(\.header)
    #expect(
      events.map(\.type) == [
        "candidate.registered", "candidate.corrected", "sheet.printed", "sheet.signed", "sheet.unsigned",
        "candidate.withdrawn",
      ])
    // That a sheet was signed says nothing of him.
    let own = events.filter { $0.type != "sheet.signed" }.map(\.position)
    #expect(plan.positions == (own + [list.position]).sorted())
    #expect(plan.lists.map(\.code) == [list.code])
    #expect(plan.lists[0].rows == 5 && plan.lists[0].isSigned && plan.lists[0].className == "12A1")
    #expect(plan.candidate?.sheets.first?.code == sheet.code && plan.ordered == nil && plan.staying == [])
    // Another who is on the list loses as much of it.
    #expect(try school.books.planErasure(of: "4").lists == plan.lists)
  }

  @Test func `of an erased candidate no file knows a value, and every use case goes on`() throws {
    let (school, secrets, sheet, list) = try Self.lived()
    #expect(try Set(Self.left(secrets, school).map { $0.split(separator: " in ")[0] }).count == secrets.count)
    let id = try school.candidate(2).id
    let digits = try school.books.printedPage(at: sheet.position).digits
    let done = try Self.erase("2", school)
    #expect(try Self.left(secrets, school) == [])
    let position = try #require(done.appended?.range.lowerBound)
    #expect(done.erasure.position == position && done.erasure.isDone && done.erasure.writers == .eraser)

    // Verified; what depended on it is not checkable, and nothing else.
    let verification = try school.verify()
    #expect(verification.findings == [] && verification.account.isGenuine && verification.projectionsCompared)
    #expect(verification.account.notChecked.map(\.position) == done.erasure.erased.map(\.position))
    #expect(verification.account.erasures == [done.erasure])

    // Known by number and by id as erased.
    let books = try school.open()
    for reference in ["2", id] {
      #expect(
        throws: BookError.unknownCandidate(reference, try #require(try books.records().unknown[id]), done.erasure)
      ) {
        try books.find(reference)
      }
    }
    #expect(throws: BookError.noCandidate("031206777777")) { try books.find("031206777777") }
    #expect(try books.history(ofCandidate: id).map { $0.event == nil } == [true, true, true, false, true, true])

    // The papers are known by their anchor and by their code.
    for code in [digits, sheet.code, "\(sheet.position)-000000"] {
      #expect(throws: BookError.pageErased(code, position: sheet.position, done.erasure)) {
        try books.resolve(code: code)
      }
      #expect(try school.take([code], in: books).results.map(\.outcome) == [.fault(.erased)])
    }
    #expect(throws: BookError.pageErased(list.code, position: list.position, done.erasure)) {
      try books.resolve(code: list.code)
    }

    // The others go on: numbers, lists, prints, signatures, imports.
    #expect(try books.read { try $0.candidates() }.map(\.number) == [1, 3, 4, 5])
    #expect(try school.candidate(1, in: books).sheets.first?.signature != nil)
    try school.correct(3, "phone", .text("0987654321"), in: books)
    let again = try school.printList(in: books)
    #expect(again.rows.map(\.number).sorted() == [1, 3, 4, 5])
    #expect(try school.take([again.code], in: books).results.allSatisfy(\.isAccepted))
    let (plan, _) = try school.importRows((3...6).map { TestSchool.student($0) }, in: books)
    #expect(plan.registrations.count == 1)
    #expect(try school.candidate(6, in: books).number == 6)
    #expect(try school.verify().findings == [])
    // A replay and the projections agree, also of a whole earlier state.
    #expect(try books.records() == (try books.records(size: books.ledger.size)))
    #expect(try Books.rebuild(at: school.path).records() == (try books.records()))
  }

  @Test func `the number of the last candidate is not given again`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    try Self.erase("3", school)
    #expect(school.books.school.lastNumber == 3)
    let (_, recorded) = try school.importRows([TestSchool.student(7)])
    #expect(recorded != nil)
    #expect(try school.candidate(4).fields["studentID"] == .text("1000000007"))
    try Self.erase("4", school)
    #expect(try Books.rebuild(at: school.path).school.lastNumber == 4)
    #expect(throws: BookError.self) { try Self.erase("5", school) }
    #expect(try school.verify().findings == [])
  }

  @Test func `repeating an erasure orders nothing anew`() throws {
    let (school, secrets, _, _) = try Self.lived()
    let first = try Self.erase("2", school)
    let size = school.books.ledger.size
    let again = try Self.erase("2", school)
    #expect(again.appended == nil && again.erasure == first.erasure && school.books.ledger.size == size)
    #expect(try Self.left(secrets, school) == [])
  }

  @Test func `projections from before the erasure are believed by nobody, and go when it is repeated`() throws {
    let (school, secrets, _, _) = try Self.lived()
    let projections = try Data(contentsOf: URL(fileURLWithPath: school.projectionsPath))
    let first = try Self.erase("2", school)
    // As a kill leaves it that came before the file was replaced.
    try projections.write(to: URL(fileURLWithPath: school.projectionsPath))
    #expect(try Self.left(secrets, school) != [])
    try school.books.ledger.close()
    do {
      let reader = try school.open(.read)
      #expect(try reader.read { try $0.candidate(number: 2) } == nil)
      #expect(throws: BookError.self) { try reader.find("2") }
    }
    let again = try Self.erase("2", school, in: school.open())
    #expect(again.appended == nil && again.erasure == first.erasure)
    #expect(try Self.left(secrets, school) == [])
    #expect(try school.verify().findings == [])
  }

  /// What a kill at a step leaves beside the ledger, copied into a folder of its own.
  private static func image(at step: ErasureStep, _ school: TestSchool) throws -> String {
    var image: Result<String, any Error>?
    _ = try school.books.erase(
      try school.books.planErasure(of: "2"), reason: reason, authority: authority, signer: school.signer,
      clock: school.tick(), commandName: "erase",
      reached: { reached in
        guard reached == step else { return }
        image = Result {
          let folder = school.folder + "/\(step)"
          try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
          for name in try FileManager.default.contentsOfDirectory(atPath: school.folder)
          where name.hasPrefix("so.kiemdo") {
            try FileManager.default.copyItem(atPath: "\(school.folder)/\(name)", toPath: "\(folder)/\(name)")
          }
          return folder
        }
      })
    return try #require(image).get()
  }

  @Test(arguments: ErasureStep.allCases)
  func `stopped after any step, no value is left in any file once the books are opened to write`(
    _ step: ErasureStep
  ) throws {
    let (school, secrets, _, _) = try Self.lived()
    let folder = try Self.image(at: step, school)
    #expect(try Self.left(secrets, school) == [])
    if [.copiesGone, .unmarked].contains(step) { #expect(try Self.left(secrets, in: folder) == []) }
    #expect(try Books.open(at: folder + "/so.kiemdo", mode: .read).ledger.isErasureUnfinished() == (step != .unmarked))
    let books = try Books.open(at: folder + "/so.kiemdo", mode: .write)
    #expect(books.hasFinishedErasure == (step != .unmarked))
    #expect(try Self.left(secrets, in: folder) == [])
    #expect(try !books.ledger.isErasureUnfinished())
    #expect(throws: BookError.self) { try books.find("2") }
    #expect(try books.find("3").candidate.number == 3)
  }

  @Test func `projections that others made anew before the rows went are gone with them`() throws {
    let (school, secrets, _, _) = try Self.lived()
    var made: [String] = []
    _ = try school.books.erase(
      try school.books.planErasure(of: "2"), reason: Self.reason, authority: Self.authority, signer: school.signer,
      clock: school.tick(), commandName: "erase",
      reached: { step in
        switch step {
        case .marked:
          _ = try? Books.rebuild(at: school.path)
          made = (try? Self.left(secrets, school).filter { $0.hasSuffix(".projections") }) ?? []
        case .copiesGone: #expect((try? Self.left(secrets, school)) == [])
        default: break
        }
      })
    #expect(!made.isEmpty)
    #expect(try Self.left(secrets, school) == [])
    #expect(try school.verify().findings == [])
  }

  @Test func `projections that can't be taken away are not passed over`() throws {
    let school = try TestSchool()
    // No file system takes a name of 300 bytes, so no mode and no user lets this one be removed.
    #expect(throws: CocoaError.self) {
      try ProjectionFile.remove("\(school.folder)/" + String(repeating: "x", count: 300))
    }
    try ProjectionFile.remove("\(school.folder)/no-such-file")
  }

  @Test func `what was written after an unfinished erasure is ordered as well`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let id = try school.candidate(2).id
    // Another program has ordered less than all, and a correction came later.
    let ledger = school.books.ledger
    let registered = try school.candidate(2).registeredAt
    try school.correct(2, "phone", .text("0912345678"))
    _ = try ledger.erase(
      [registered], reason: "r", authority: "a", signer: school.signer, decidedAt: ledger.size, clock: school.tick())
    try ledger.close()
    let books = try school.open()
    #expect(try books.records().unknown[id]?.version == 2)
    let plan = try books.planErasure(of: "2")
    #expect(plan.positions.count == 1 && plan.ordered?.erased.map(\.position) == [registered])
    let done = try Self.erase("2", school, in: books)
    #expect(done.appended != nil)
    #expect(try Self.left(["0912345678", "031206000002"], school) == [])
    #expect(try school.verify().findings == [])
  }

  @Test func `texts that stay for ever are held against the candidate's values`() throws {
    let (school, _, _, _) = try Self.lived()
    let candidate = try school.candidate(2)
    func repeated(_ text: String) throws -> [String] { try school.books.values(of: candidate, repeatedIn: text).all }
    #expect(try repeated("Theo yêu cầu của nguyen van binh 0, QĐ 12/2024") == ["NGUYỄN VĂN BÌNH 0"])
    #expect(try repeated("sinh 09/03/2006, số cũ 031206000002") == ["031206000002", "09/03/2006"])
    #expect(try repeated("Theo quyết định 12/2024 của Sở, lớp 12A1") == [])
    let identifying = try school.books.values(of: candidate, repeatedIn: "031206777777 và 09/03/2006").identifying
    #expect(identifying == ["031206777777"])
  }

  @Test func `words about the candidate that may not be erased are pointed out`() throws {
    let (school, _, _, list) = try Self.lived()
    let event = ClassListUnsigned(list: list.position, reason: "Em Nguyễn Văn Bình 0 chưa ký")
    let position = try school.record(onLedger: .classListUnsigned(event))
    #expect(try school.books.planErasure(of: "2").staying == [position])
    #expect(try school.books.planErasure(of: "3").staying == [])
  }

  @Test func `a profile adopted meanwhile is a conflict for who watches it`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    let other = try school.open()
    let candidate = try school.candidate(1, in: other)
    try school.record(onLedger: .officerNamed(OfficerNamed(id: "lan", name: "Lê Lan")))
    func correct() throws {
      let event = try candidate.correct(
        [("phone", .text("0912345678"))], reason: "r", evidence: nil, sheet: nil, profile: other.profile())
      _ = try other.record(
        [Draft(.candidateCorrected(event), of: candidate)], signer: school.signer, watching: [.profile],
        clock: school.tick(), commandName: "correct")
    }
    let position = try school.record(
      onLedger: .profileAdopted(ProfileAdopted(document: SmallProfile.document(id: "moi"))))
    #expect(throws: LedgerError.conflict(events: [try school.books.ledger.header(at: position)])) { try correct() }
    try other.reload()
    try correct()
  }
}
