import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@Suite struct AppendTests {
  @Test func `a new ledger holds its opening, its first officer and the caller's drafts`() throws {
    let fixture = try LedgerFixture()
    let ledger = fixture.ledger
    #expect(ledger.size == 3)
    #expect(try ledger.headers(in: 0..<9).map(\.type) == ["ledger.opened", "officer.enrolled", "officer.named"])
    #expect(ledger.officers.map(\.id) == ["lan"])
    #expect(ledger.ledgerKey == fixture.signer.ledgerKey.verifierKey)
    #expect(try fixture.keys.lastCheckpoint()?.note == ledger.headNote)
    #expect(fixture.folder.names.filter { $0.contains(".new") } == [])
    try fixture.expectSound()
  }

  @Test func `an existing file is never touched, and a failure leaves nothing behind`() throws {
    let fixture = try LedgerFixture()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    #expect(throws: LedgerError.fileExists(path: fixture.path)) {
      _ = try Ledger.create(at: fixture.path, signer: fixture.signer, opening: [], clock: start)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    let bad = Draft(stream: "ledger", version: 3, type: "unit.described", body: .text("{ }"))
    #expect(throws: LedgerError.self) {
      _ = try Ledger.create(
        at: fixture.folder.path + "/new.kiemdo", signer: fixture.signer, opening: [bad], clock: start)
    }
    #expect(!fixture.folder.names.contains { $0.hasPrefix("new.kiemdo") })
    try fixture.expectSound()
  }

  @Test func `keys that have signed a ledger begin no other`() throws {
    let fixture = try LedgerFixture()
    #expect(throws: LedgerError.fileExists(path: fixture.keys.path + "/checkpoint")) {
      _ = try Ledger.create(
        at: fixture.folder.path + "/second.kiemdo", signer: fixture.signer, opening: [], clock: start)
    }
    #expect(!fixture.folder.names.contains { $0.hasPrefix("second") })
    try fixture.expectSound()
  }

  @Test func `events come back as they were appended, in batches, by stream and by type`() throws {
    let fixture = try LedgerFixture()
    try fixture.append(Array(0..<700))
    try fixture.append([5], version: 2, at: start.adding(seconds: 5))
    let ledger = fixture.ledger
    #expect(ledger.size == 704)
    var seen: [Int] = []
    try ledger.eventBatches(batch: 100) { seen += $0.map(\.header.position) }
    #expect(seen == Array(0..<704))
    #expect(try ledger.events(stream: LedgerFixture.stream(5)).map(\.header.version) == [1, 2])
    #expect(try ledger.version(ofStream: LedgerFixture.stream(5)) == 2)
    #expect(try ledger.version(ofStream: LedgerFixture.stream(999)) == 0)
    var corrected: [RecordedEvent] = []
    try ledger.events(ofTypes: ["candidate.corrected"]) { corrected.append($0) }
    #expect(corrected == [try ledger.event(at: 703)])
    #expect(throws: LedgerError.noSuchPosition(704, size: 704)) { try ledger.event(at: 704) }
    #expect(try ledger.contains(Checkpoint(origin: ledger.origin, size: 704, root: ledger.head.root)))
    let reader = try Ledger.open(at: fixture.path, mode: .read)
    #expect(reader.headNote == ledger.headNote)
    try fixture.expectSound()
  }

  @Test func `every size from 1 to 600 has the root that its events give, whatever the appends`() throws {
    let fixture = try LedgerFixture()
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var next = 0
    while fixture.ledger.size < 600 {
      let count = Int.random(in: 1...40, using: &generator)
      try fixture.append(Array(next..<next + count))
      next += count
    }
    var tree = TreeFrontier()
    let leaves = try fixture.ledger.headers(in: 0..<fixture.ledger.size).map { MerkleTree.leafHash($0.format()) }
    for (index, leaf) in leaves.enumerated() {
      tree.append(leaf)
      #expect(try fixture.ledger.root(at: index + 1) == tree.root, "seed \(seed)")
      let earlier = Checkpoint(origin: fixture.ledger.origin, size: index + 1, root: tree.root)
      if index % 37 == 0 { #expect(try fixture.ledger.contains(earlier), "seed \(seed)") }
    }
    let proof = try InclusionProof.prove(index: 3, size: fixture.ledger.size, reader: fixture.ledger.hashReader())
    try proof.check(leaf: leaves[3], index: 3, size: fixture.ledger.size, root: fixture.ledger.head.root)
    try fixture.expectSound()
  }

  @Test func `a draft that decided on an older version is a conflict, one on another stream is none`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([1, 2])
    let size = fixture.ledger.size
    let other = try Ledger.open(at: fixture.path, mode: .write)
    try fixture.append([1], version: 2)
    let between = try fixture.ledger.header(at: size)
    let draft = LedgerFixture.registered(1, version: 2)
    #expect(throws: LedgerError.conflict(events: [between])) {
      try other.append([draft], signer: fixture.signer, decidedAt: size, clock: start)
    }
    let unrelated = LedgerFixture.registered(2, version: 2)
    #expect(throws: LedgerError.conflict(events: [between])) {
      try other.append([unrelated], signer: fixture.signer, decidedAt: size, wholeLedger: true, clock: start)
    }
    #expect(try other.append([unrelated], signer: fixture.signer, decidedAt: size, clock: start).range == 6..<7)
    #expect(throws: LedgerError.versionGap(stream: LedgerFixture.stream(1), expected: 3, found: 4)) {
      try other.append(
        [LedgerFixture.registered(1, version: 4)], signer: fixture.signer, decidedAt: other.size, clock: start)
    }
    #expect(fixture.ledger.size == 6)
    try fixture.ledger.refresh()
    #expect(fixture.ledger.size == 7)
    try fixture.expectSound()
  }

  @Test func `what is not canonical JSON, or no header, is refused whole`() throws {
    let fixture = try LedgerFixture()
    let good = LedgerFixture.registered(1)
    let bodies = [
      "{ }", #"{"b":1,"a":2}"#, #"{"a":1.5}"#, "{\"a\":\"e\u{301}\"}", "", #"{"a":01}"#, #"{"a":1,"a":1}"#,
      #"{"a":"\/"}"#, #"{"a":"\u0041"}"#, #"{"a":9007199254740992}"#, #"{"a":-0}"#, "[1,]", "nul", #""a"#,
    ]
    for body in bodies {
      let bad = Draft(stream: LedgerFixture.stream(2), version: 1, type: "candidate.registered", body: .text(body))
      #expect(throws: LedgerError.self, "\(body)") {
        try fixture.ledger.append([good, bad], signer: fixture.signer, decidedAt: 3, clock: start)
      }
    }
    for (stream, type) in [("Candidate/x", "candidate.registered"), (LedgerFixture.stream(2), "Candidate")] {
      #expect(throws: LedgerError.self) {
        try fixture.ledger.append(
          [Draft(stream: stream, version: 1, type: type, body: .text("{}"))], signer: fixture.signer, decidedAt: 3,
          clock: start)
      }
    }
    #expect(throws: LedgerError.reservedType("ledger.restored")) {
      try fixture.ledger.append(
        [Draft(stream: "ledger", version: 4, type: "ledger.restored", body: .text("{}"))], signer: fixture.signer,
        decidedAt: 3, clock: start)
    }
    #expect(throws: LedgerError.noDrafts) {
      try fixture.ledger.append([], signer: fixture.signer, decidedAt: 3, clock: start)
    }
    #expect(fixture.ledger.size == 3)
    try fixture.expectSound()
  }

  @Test func `two writers at once both get their turn`() async throws {
    let fixture = try LedgerFixture()
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (path, signer) = (fixture.path, fixture.signer)
      for writer in 0..<2 {
        group.addTask {
          let ledger = try Ledger.open(at: path, mode: .write)
          for number in 0..<20 {
            _ = try ledger.append(
              [LedgerFixture.registered(writer * 1000 + number)], signer: signer, decidedAt: ledger.size, clock: start)
          }
        }
      }
      try await group.waitForAll()
    }
    try fixture.ledger.refresh()
    #expect(fixture.ledger.size == 43)
    try fixture.expectSound()
  }

  @Test func `a writer that waited in vain says who holds the ledger`() throws {
    let fixture = try LedgerFixture()
    let lock = open(fixture.path + ".lock", O_RDWR | O_CREAT, 0o600)
    #expect(flock(lock, LOCK_EX) == 0)
    let text = "4711\nminh\nimport\n2023-04-20T01:00:00.000Z\n"
    #expect(pwrite(lock, text, text.utf8.count, 0) == text.utf8.count)
    let holder = Holder(pid: 4711, officer: "minh", command: "import", since: start)
    #expect(throws: LedgerError.busy(holder)) { try fixture.append([1]) }
    ftruncate(lock, 0)
    close(lock)
    try fixture.expectSound()
  }

  @Test func `the lock of another SQLite client is waited for and then named unknown`() throws {
    let fixture = try LedgerFixture()
    let client = try fixture.client()
    try client.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: LedgerError.busy(nil)) { try fixture.append([1]) }
      try database.execute(sql: "ROLLBACK")
    }
    try fixture.append([1])
    try fixture.expectSound()
  }
}

/// SplitMix64, so that a printed seed repeats a history.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
