import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Testing

/// Random histories through two handles: kept up, rebuilt and replayed say the same, at the head and at every place before.
struct HistoryPropertyTests {
  @Test(arguments: 0..<4)
  func `projections kept up are those rebuilt and those replayed, over random histories`(index: Int) throws {
    var (generator, first) = SeededGenerator.fresh(for: "random history \(index)")
    let seed = first &+ UInt64(index)
    generator = SeededGenerator(seed: seed)
    let school = try TestSchool(seed: seed)
    try school.enroll(6)
    let handles = [school.books, try school.open()]
    var done: [String: Int] = [:]
    for _ in 0..<45 {
      let books = handles[Int.random(in: 0...1, using: &generator)]
      if Bool.random(using: &generator) { try books.reload() }
      do {
        let act = try Self.acts.randomElement(using: &generator)?(school, books, &generator)
        done[act ?? "", default: 0] += 1
      } catch LedgerError.conflict {
        // Decided on what the other handle has changed since: nothing was recorded.
        done["conflict", default: 0] += 1
        try books.reload()
      } catch is Refusal {
        done["refused", default: 0] += 1
      }
    }
    for books in handles { try books.reload() }
    let replay = try school.replay()
    #expect(replay.school.lastNumber == replay.candidates.count, "seed \(seed)")
    for books in handles {
      #expect(try books.records() == replay, "seed \(seed)")
      #expect(books.school == replay.school, "seed \(seed)")
    }
    #expect(try Books.rebuild(at: school.path).records() == replay, "seed \(seed), \(done)")
    try school.replay(in: school.books) { size, records throws in
      #expect(try school.books.records(size: size) == records, "size \(size), seed \(seed)")
      if let candidate = records.candidates.values.randomElement(using: &generator) {
        #expect(try school.books.candidate(id: candidate.id, size: size) == candidate, "size \(size), seed \(seed)")
      }
      try comparePast(school, records, size: size, seed: seed)
    }
    try compareFindings(school, replay, seed: seed)
    let verification = try school.verify()
    #expect(verification.findings.isEmpty, "seed \(seed), \(verification.findings)")
    #expect(verification.projectionsCompared)
  }

  /// The rules find the same through the projections' index and through that of records in memory.
  private func compareFindings(_ school: TestSchool, _ records: Records, seed: UInt64) throws {
    let profile = try school.books.profile()
    let index = UniqueIndex(records, profile: profile)
    for candidate in records.candidates.values {
      let indexed = try school.books.read { try $0.findings(for: candidate) }
      let inMemory = records.findings(for: candidate, profile: profile, index: index)
      #expect(indexed == inMemory, "candidate \(candidate.number), seed \(seed)")
    }
  }

  /// A record as of a place, read from a few streams, is what all records of that place say.
  private func comparePast(_ school: TestSchool, _ records: Records, size: Int, seed: UInt64) throws {
    guard records.school.profiles.last != nil else { return }
    let profile = try school.books.profile(size: size)
    let index = UniqueIndex(records, profile: profile)
    for candidate in records.candidates.values {
      let past = try school.books.record(of: candidate.id, size: size)
      #expect(past?.candidate == candidate, "candidate \(candidate.number) at \(size), seed \(seed)")
      #expect(
        past?.findings == records.findings(for: candidate, profile: profile, index: index),
        "candidate \(candidate.number) at \(size), seed \(seed)")
    }
  }

  typealias Act = @Sendable (TestSchool, Books, inout SeededGenerator) throws -> String

  static let acts: [Act] = [
    { school, books, generator in
      var rows = (1...Int.random(in: 1...8, using: &generator)).map { TestSchool.student($0) }
      for index in rows.indices where Bool.random(using: &generator) {
        rows[index]["phone"] = randomPhone(&generator)
      }
      let preference = [nil, ImportPreference.file, .ledger].randomElement(using: &generator) ?? nil
      try school.importRows(rows, preference: preference, in: books)
      return "import"
    },
    { school, books, generator in
      let number = try randomNumber(books, &generator)
      let (field, value): (String, FieldValue?) =
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: ("phone", randomPhone(&generator))
        case 1: ("phone", nil)
        case 2: ("className", .text(["12A1", "12A2"].randomElement(using: &generator) ?? ""))
        case 3: ("papers", .list(["TO", "VA", "LI"].filter { _ in Bool.random(using: &generator) } + []))
        default: ("identityNumber", .text("031206" + Int.random(in: 1...9, using: &generator).padded(6)))
        }
      let sheet = try books.read { try $0.candidate(number: number) }?.returnedSheets.first
      try school.correct(number, field, value == .list([]) ? nil : value, sheet: sheet, in: books)
      return "correct"
    },
    { school, books, generator in
      let candidate = try school.candidate(try randomNumber(books, &generator), in: books)
      try school.record(
        candidate.isWithdrawn
          ? .candidateRestored(candidate.restore(reason: "r")) : .candidateWithdrawn(candidate.withdraw(reason: "r")),
        of: candidate, in: books)
      return "withdraw"
    },
    { school, books, generator in
      let active = try books.read { try $0.candidates() }.filter { !$0.isWithdrawn }.map(\.number)
      let some = active.shuffled(using: &generator).prefix(3)
      guard !some.isEmpty else { return "nobody" }
      try school.print(
        Array(some), layout: ["personal", "full"].randomElement(using: &generator) ?? "full",
        round: [nil, 1, 2, 3].randomElement(using: &generator) ?? nil, in: books)
      return "print"
    },
    { school, books, generator in
      let sheets = try books.read { try $0.candidates() }.flatMap(\.sheets)
      let codes = sheets.map(\.code).shuffled(using: &generator).prefix(4)
      let lists = try books.read { try $0.lists() }.map(\.code).shuffled(using: &generator).prefix(1)
      let purpose: SigningDesk.Purpose = Int.random(in: 0..<3, using: &generator) == 0 ? .returned : .signed
      try school.take(Array(codes) + (purpose == .signed ? Array(lists) : []), purpose: purpose, in: books)
      return "sign"
    },
    { school, books, generator in
      let signed = try books.read { try $0.candidates() }.flatMap { candidate in
        candidate.sheets.filter { $0.signature != nil }.map { (candidate, $0) }
      }
      if let (candidate, sheet) = signed.randomElement(using: &generator) {
        try school.record(.sheetUnsigned(candidate.unsign(sheet, reason: "nhầm")), of: candidate, in: books)
      }
      if let list = try books.read({ try $0.lists() }).first(where: { $0.signature != nil }) {
        try school.record(onLedger: .classListUnsigned(list.unsign(reason: "nhầm")), in: books)
      }
      return "unsign"
    },
    { school, books, generator in
      do {
        _ = try school.printList(
          ["12A1", "12A2"].randomElement(using: &generator) ?? "", supplement: Bool.random(using: &generator), in: books
        )
      } catch BookError.noSuchClass {
        return "no class"
      }
      return "list"
    },
    { school, books, generator in
      if Bool.random(using: &generator) {
        let document = try SmallProfile.document(id: "thu-\(Int.random(in: 0...3, using: &generator))")
        try school.record(onLedger: .profileAdopted(ProfileAdopted(document: document, reason: "r")), in: books)
        return "profile"
      }
      let settings = UnitSettings(name: "TRƯỜNG \(Int.random(in: 0...9, using: &generator))")
      try school.record(onLedger: .unitDescribed(UnitDescribed(settings: settings)), in: books)
      return "unit"
    },
  ]

  private static func randomPhone(_ generator: inout SeededGenerator) -> FieldValue {
    .text("091234567\(Int.random(in: 0...2, using: &generator))")
  }

  private static func randomNumber(_ books: Books, _ generator: inout SeededGenerator) throws -> Int {
    try books.read { try $0.candidates() }.map(\.number).randomElement(using: &generator) ?? 1
  }
}
