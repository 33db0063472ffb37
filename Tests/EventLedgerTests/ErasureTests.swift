import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@Suite struct ErasureTests {
  static let authority = "QĐ 12/2024"

  /// Forty candidates at positions 3 to 42, each with a name that nobody else has.
  static func fixture() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    _ = try fixture.ledger.append(
      (0..<40).map { LedgerFixture.registered($0, name: name($0)) }, signer: fixture.signer, decidedAt: 3, clock: start)
    return fixture
  }

  /// Long enough to fill pages of SQLite.
  static func name(_ number: Int) -> String { String(repeating: "Trần Ngọc \(number.padded(3))! ", count: 60) }

  @discardableResult
  static func erase(_ positions: [Int], _ fixture: LedgerFixture, decidedAt size: Int? = nil) throws -> Appended {
    try fixture.ledger.erase(
      positions, reason: "Chủ dữ liệu yêu cầu", authority: authority, signer: fixture.signer,
      decidedAt: size ?? fixture.ledger.size, clock: start)
  }

  /// The numbers of those whose name stands in the raw bytes of the ledger or of what lies beside it.
  static func named(in folder: TemporaryFolder) throws -> [Int] {
    let all = folder.names.filter { $0.hasPrefix("so.kiemdo") }.reduce(into: Data()) { data, name in
      data += (try? Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))) ?? Data()
    }
    return (0..<40).filter { all.range(of: Data("Trần Ngọc \($0.padded(3))!".utf8)) != nil }
  }

  @Test func `what is erased stands in no file any more, and all the rest still verifies`() throws {
    let fixture = try Self.fixture()
    #expect(try Self.named(in: fixture.folder) == Array(0..<40))
    let appended = try Self.erase([4, 10, 11, 12, 40], fixture)
    #expect(appended.range == 43..<44)
    #expect(try Self.named(in: fixture.folder) == (0..<40).filter { ![1, 7, 8, 9, 37].contains($0) })
    let account = try fixture.verify()
    #expect(account.findings == [])
    #expect(account.isGenuine)
    #expect(account.notChecked.map(\.position) == [4, 10, 11, 12, 40])
    #expect(account.notChecked.allSatisfy { $0.code == .payloadErased })
    let erasure = try #require(account.erasures.first)
    #expect(account.erasures == (try fixture.ledger.erasures()))
    #expect(erasure.isDone && erasure.writers == .eraser && erasure.position == 43)
    #expect([erasure.officer, erasure.reason, erasure.authority] == ["lan", "Chủ dữ liệu yêu cầu", Self.authority])
    #expect(try fixture.ledger.event(at: 10).body == nil)
    #expect(try fixture.ledger.event(at: 13).body != nil)
    // The file is written anew: nothing stands in free pages.
    #expect(try fixture.client().read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") } == 0)
    try fixture.append([50])
    #expect(try Ledger.open(at: fixture.path, mode: .read).size == 45)
  }

  @Test func `one after the other, until nobody is left`() throws {
    let fixture = try Self.fixture()
    var left = (0..<40).map { $0 * 7 % 40 }
    while !left.isEmpty {
      let gone = left.prefix(1 + left.count % 9)
      left.removeFirst(gone.count)
      try Self.erase(gone.map { $0 + 3 }.sorted(), fixture)
      #expect(try Self.named(in: fixture.folder) == left.sorted())
    }
    let account = try fixture.verify()
    #expect(account.findings == [] && account.notChecked.count == 40)
  }

  @Test func `only what may be erased is named`() throws {
    let fixture = try Self.fixture()
    try Self.erase([5], fixture)
    func fault(_ positions: [Int]) -> ErasureFault? {
      do {
        try Self.erase(positions, fixture)
      } catch LedgerError.erasureRefused(let fault) {
        return fault
      } catch {
        Issue.record("\(error)")
      }
      return nil
    }
    #expect(fault([]) == .nothingNamed)
    #expect(fault([7, 6]) == .notAscending)
    #expect(fault([6, 6]) == .notAscending)
    #expect(fault([44]) == .notBelow(position: 44, size: 44))
    #expect(fault([-1, 6]) == .notBelow(position: -1, size: 44))
    #expect(fault([0]) == .notErasable(position: 0, type: "ledger.opened"))
    #expect(fault([1, 6]) == .notErasable(position: 1, type: "officer.enrolled"))
    #expect(fault([6, 43]) == .notErasable(position: 43, type: "personalData.erased"))
    #expect(fault([5, 6]) == .erasedAlready(position: 5))
    #expect(fixture.ledger.size == 44)
    // The name of an officer may go.
    try Self.erase([2], fixture)
    #expect(try fixture.verify().findings == [])
  }

  @Test func `while somebody reads an erasure is incomplete; finishing it orders nothing anew`() throws {
    let fixture = try Self.fixture()
    let reader = try fixture.client()
    let done = DispatchSemaphore(value: 0)
    let began = DispatchSemaphore(value: 0)
    let thread = Thread {
      try? reader.read { database in
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM payload")
        began.signal()
        done.wait()
      }
      began.signal()
    }
    thread.start()
    began.wait()
    #expect(throws: LedgerError.erasureIncomplete(.log([]))) { try Self.erase([7], fixture) }
    #expect(fixture.ledger.size == 44)
    #expect(try Self.named(in: fixture.folder).contains(4))
    #expect(try fixture.ledger.isErasureUnfinished() && fixture.verify().isErasureUnfinished)
    done.signal()
    began.wait()
    try reader.close()
    #expect(try fixture.ledger.finishErasures(officer: "lan", clock: start) == [])
    #expect(try !fixture.ledger.isErasureUnfinished() && !fixture.verify().isErasureUnfinished)
    #expect(fixture.ledger.size == 44)
    #expect(try !Self.named(in: fixture.folder).contains(4))
    #expect(try fixture.verify().findings == [])
  }

  @Test func `nor while another has the ledger open, to read or to write`() throws {
    for mode in [Ledger.Mode.read, .write] {
      let fixture = try Self.fixture()
      let other = try Ledger.open(at: fixture.path, mode: mode)
      #expect(throws: LedgerError.erasureIncomplete(.log([]))) { try Self.erase([7], fixture) }
      #expect(try fixture.ledger.event(at: 7).body == nil)
      #expect(try mode == .write || other.event(at: 7).body != nil)
      try other.refresh()
      #expect(other.size == 44)
      #expect(try other.event(at: 7).body == nil)
      try other.close()
      guard mode == .write else { continue }
      #expect(try fixture.ledger.finishErasures(officer: "lan", clock: start) == [])
      #expect(try !Self.named(in: fixture.folder).contains(4))
    }
  }

  @Test func `stopped after the append, the rows are found and deleted`() throws {
    let fixture = try Self.fixture()
    let row = try #require(
      try fixture.client().read { try Row.fetchOne($0, sql: "SELECT salt, body FROM payload WHERE position = 7") })
    let (salt, body): (Data, String) = (row["salt"], row["body"])
    try Self.erase([7, 8], fixture)
    // As a kill between the append and the deletion leaves it, for one of the two.
    try fixture.client().writeWithoutTransaction { database in
      let text = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = 'payload_insert'")
      try database.execute(sql: "DROP TRIGGER payload_insert")
      try database.execute(sql: "INSERT INTO payload VALUES (7, ?, ?)", arguments: [salt, body])
      try database.execute(sql: try #require(text))
    }
    #expect(try Self.named(in: fixture.folder).contains(4))
    #expect(try fixture.verify().findings.map(\.code) == [.erasureUndone])
    #expect(try fixture.ledger.erasureState() == (1, 1))
    #expect(try fixture.ledger.isErasureUnfinished())
    #expect(try fixture.ledger.finishErasures(officer: "lan", clock: start) == [7])
    #expect(try fixture.ledger.erasureState() == (1, 0))
    #expect(try !Self.named(in: fixture.folder).contains(4))
    #expect(try fixture.verify().findings == [])
  }

  @Test func `an order that the tree has not committed to is not carried out`() throws {
    let fixture = try Self.fixture()
    try Self.erase([7], fixture)
    try fixture.tamper(
      "UPDATE payload SET body = replace(body, '[7]', '[7,9]') WHERE position = 43", droppingFirst: "payload_update")
    #expect(try fixture.ledger.finishErasures(officer: "lan", clock: start) == [])
    #expect(try fixture.ledger.event(at: 9).body != nil)
  }

  @Test func `events that are watched, and a moved stream of the ledger, are conflicts`() throws {
    let fixture = try Self.fixture()
    let size = fixture.ledger.size
    try fixture.append([3], version: 2)
    let other = try fixture.ledger.header(at: size)
    func erase(_ watches: [Watch]) throws {
      _ = try fixture.ledger.erase(
        [6], reason: "r", authority: "a", signer: fixture.signer, decidedAt: size, watching: watches, clock: start)
    }
    #expect(throws: LedgerError.conflict(events: [other])) { try erase([Watch(stream: LedgerFixture.stream(3))]) }
    let ofType = Watch(stream: LedgerFixture.stream(3), types: ["candidate.corrected"])
    #expect(throws: LedgerError.conflict(events: [other])) { try erase([ofType]) }
    let draft = LedgerFixture.registered(60)
    #expect(throws: LedgerError.conflict(events: [other])) {
      try fixture.ledger.append([draft], signer: fixture.signer, decidedAt: size, watching: [ofType], clock: start)
    }
    // Another stream, and another type of this stream.
    try erase([
      Watch(stream: LedgerFixture.stream(4)), Watch(stream: LedgerFixture.stream(3), types: ["candidate.withdrawn"]),
    ])
    #expect(try fixture.verify().findings == [])
  }
}
