import CanonicalForms
import EventLedger
import Foundation
import GRDB
import Testing
import TransparencyLog

@Suite struct CosignatureTests {
  private func witness(_ name: String) throws -> WitnessSigningKey {
    try WitnessSigningKey(name: name, seed: Hash.sha256(of: "witness \(name)").bytes)
  }

  private func verify(_ fixture: LedgerFixture, _ witnesses: WitnessVerifierKey...) throws -> Account {
    try Ledger.verify(
      at: fixture.path, trustedKey: fixture.signer.ledgerKey.verifierKey,
      knownCheckpoint: try fixture.keys.lastCheckpoint()?.checkpoint, witnesses: witnesses)
  }

  @Test func `cosignatures are kept with their checkpoint and the ledger stays what it was`() throws {
    let fixture = try LedgerFixture()
    let (a, b) = (try witness("w/a"), try witness("w/b"))
    let first = fixture.ledger.head
    try fixture.append([1])
    let lines = [b.cosign(first, time: 5), a.cosign(first, time: 6)]
    for (line, key) in zip(lines, [b, a].map(\.verifierKey)) {
      try fixture.ledger.addCosignature(line, size: first.size, witness: key)
    }
    try fixture.ledger.addCosignature(a.cosign(fixture.ledger.head, time: 7), size: 4, witness: a.verifierKey)
    #expect(try fixture.ledger.cosignatures(size: first.size).map(\.name) == ["w/a", "w/b"])
    #expect(try fixture.ledger.cosignedCheckpoints().map(\.checkpoint.size) == [3, 4])
    #expect(try fixture.ledger.cosignatures(size: 99) == [])
    let found = try fixture.ledger.checkpoint(cosignedBy: b.verifierKey, lines[0])
    #expect(found == first)
    #expect(try fixture.ledger.checkpoint(cosignedBy: a.verifierKey, lines[0]) == nil)
    #expect(try verify(fixture, a.verifierKey, b.verifierKey).findings == [])
    try fixture.append([2])
    try fixture.expectSound()
  }

  @Test func `twice, of no checkpoint, of another checkpoint and by another witness is refused`() throws {
    let fixture = try LedgerFixture()
    let (a, b) = (try witness("w/a"), try witness("w/b"))
    let line = a.cosign(fixture.ledger.head, time: 5)
    try fixture.ledger.addCosignature(line, size: 3, witness: a.verifierKey)
    #expect(throws: LedgerError.cosignatureRefused(.alreadyThere(size: 3))) {
      try fixture.ledger.addCosignature(line, size: 3, witness: a.verifierKey)
    }
    #expect(throws: LedgerError.cosignatureRefused(.noSuchCheckpoint(size: 2))) {
      try fixture.ledger.addCosignature(line, size: 2, witness: a.verifierKey)
    }
    try fixture.append([1])
    #expect(throws: LedgerError.cosignatureRefused(.invalid(witness: "w/a", size: 4))) {
      try fixture.ledger.addCosignature(line, size: 4, witness: a.verifierKey)
    }
    #expect(throws: LedgerError.cosignatureRefused(.invalid(witness: "w/b", size: 4))) {
      try fixture.ledger.addCosignature(
        a.cosign(fixture.ledger.head, time: 9), size: 4, witness: b.verifierKey)
    }
    let reader = try Ledger.open(at: fixture.path, mode: .read)
    #expect(throws: LedgerError.readOnly(path: fixture.path)) {
      try reader.addCosignature(line, size: 4, witness: a.verifierKey)
    }
    try fixture.expectSound()
  }

  @Test func `a known witness's false line is found, an unknown one's is neither finding nor proof`() throws {
    let fixture = try LedgerFixture()
    let (a, b) = (try witness("w/a"), try witness("w/b"))
    let other = Checkpoint(origin: "kiemdo/test", size: 3, root: MerkleTree.emptyRoot)
    // No command takes it, but the table takes anything.
    try fixture.tamper("INSERT INTO cosignature VALUES (3, '\(a.cosign(other, time: 5).format())')")
    try fixture.ledger.addCosignature(b.cosign(fixture.ledger.head, time: 6), size: 3, witness: b.verifierKey)
    #expect(try verify(fixture).findings == [])
    #expect(try verify(fixture, b.verifierKey).findings == [])
    let account = try verify(fixture, a.verifierKey, b.verifierKey)
    #expect(account.findings.map(\.code) == [.cosignature])
    #expect(account.findings.first?.subject.description == "cosignature of 3")
  }

  @Test(arguments: [
    "— w/a AAAAAAA=", "junk",
    "— kiemdo/test 1Du1oG7EtGaGyWS4YjkpB9lwCoIeaOgxVj+Ok8HUjXLNxjl6l/guTU/A6Dtd7sOi2dGQUT3w6gad6qb1ph6FtXBgqA4=",
  ])
  func `what is no cosignature is found whoever wrote it`(line: String) throws {
    let fixture = try LedgerFixture()
    try fixture.tamper("INSERT INTO cosignature VALUES (3, '\(line)')")
    #expect(try verify(fixture).findings.map(\.code) == [.cosignature])
    #expect(try fixture.ledger.cosignatures(size: 3) == [])
  }

  @Test func `a line of no checkpoint is found`() throws {
    let fixture = try LedgerFixture()
    let line = try witness("w/a").cosign(fixture.ledger.head, time: 5).format()
    try fixture.tamper("INSERT INTO cosignature VALUES (2, '\(line)')", droppingFirst: "cosignature_insert")
    #expect(try verify(fixture).has(.cosignature))
  }
}

@Suite struct WitnessingTests {
  private let ledgerKey: SigningKey
  private let witnesses: [WitnessSigningKey]
  private let policy: WitnessPolicy

  init() throws {
    ledgerKey = try SigningKey(name: "kiemdo/test", seed: Hash.sha256(of: "a ledger").bytes)
    witnesses = try ["a", "b", "c"].map {
      try WitnessSigningKey(name: "w/\($0)", seed: Hash.sha256(of: "witness \($0)").bytes)
    }
    policy = try Self.policy("group g 2 a b c\nquorum g\n", ledgerKey, witnesses)
  }

  private static func policy(
    _ rest: String, _ ledgerKey: SigningKey?, _ witnesses: [WitnessSigningKey]
  ) throws -> WitnessPolicy {
    let lines = zip(["a", "b", "c"], witnesses).map { "witness \($0) \($1.verifierKey)\n" }.joined()
    return try WitnessPolicy.parse((ledgerKey.map { "log \($0.verifierKey)\n" } ?? "") + lines + rest)
  }

  private func checkpoint(_ size: Int) -> Checkpoint {
    Checkpoint(origin: "kiemdo/test", size: size, root: Hash.sha256(of: "root \(size)"))
  }

  /// Who cosigned which size at which second.
  private func witnessing(
    _ words: [(Int, size: Int, time: Int)], head: Int = 10, policy: WitnessPolicy? = nil, keys: [VerifierKey]? = nil
  ) -> Witnessing {
    let sizes = Set(words.map(\.size)).sorted()
    return Witnessing(
      policy: policy ?? self.policy, ledgerKeys: keys ?? [ledgerKey.verifierKey], headSize: head,
      cosigned: sizes.map { size in
        CosignedCheckpoint(
          checkpoint: checkpoint(size),
          cosignatures: words.filter { $0.size == size }.map { witnesses[$0.0].cosign(checkpoint(size), time: $0.time) }
        )
      })
  }

  @Test func `the newest size with a quorum counts, not the newest with a witness`() {
    #expect(witnessing([]).newest == nil)
    #expect(witnessing([(0, size: 10, time: 1)]).newest == nil)
    let some = witnessing([(0, size: 4, time: 1), (1, size: 4, time: 2), (0, size: 10, time: 9)])
    #expect(some.newest?.size == 4 && !some.coversHead)
    #expect(some.newest?.voices.map(\.witness) == [0, 1])
    #expect(witnessing([(2, size: 10, time: 1), (1, size: 10, time: 2)]).coversHead)
    // Two words of one witness are one voice.
    #expect(witnessing([(2, size: 10, time: 1), (2, size: 10, time: 2)]).newest == nil)
  }

  @Test func `a policy is about the ledgers that it lists, by any key that they had`() throws {
    let words = [(0, size: 10, time: 1), (1, size: 10, time: 2)]
    let new = try SigningKey(name: "kiemdo/test", seed: Hash.sha256(of: "a second key").bytes).verifierKey
    #expect(witnessing(words, keys: [ledgerKey.verifierKey, new]).log == .listed(ledgerKey.verifierKey))
    let foreign = witnessing(words, keys: [new])
    #expect(foreign.log == .notListed && foreign.newest?.size == 10 && !foreign.coversHead)
    let open = try Self.policy("group g 2 a b c\nquorum g\n", nil, witnesses)
    let known = witnessing(words, policy: open)
    #expect(known.log == .noneListed && known.coversHead)
  }

  @Test func `without a quorum the head needs nobody, and nobody vouches for a deadline`() throws {
    let none = witnessing([], policy: try Self.policy("quorum none\n", ledgerKey, witnesses))
    #expect(none.coversHead && none.newest?.voices == [])
    #expect(none.vouching(position: 3) == nil)
    let answer = none.answer(position: 3, recordedAt: start, deadline: start.adding(seconds: 60))
    #expect(answer.timeliness == .claimedInTime && answer.voices == nil)
  }

  @Test func `witnesses vouch for an event by any checkpoint that contains it`() {
    let words = [(0, size: 4, time: 10), (1, size: 7, time: 20), (2, size: 10, time: 30)]
    let all = witnessing(words)
    #expect(all.vouching(position: 3)?.map(\.time) == [10, 20])
    #expect(all.vouching(position: 4)?.map(\.time) == [20, 30])
    #expect(all.vouching(position: 6)?.map(\.witness) == [1, 2])
    #expect(all.vouching(position: 7) == nil)
    #expect(all.vouching(position: 10) == nil)
  }

  @Test func `of a witness's words the earliest that contains the event counts`() {
    let words = [(0, size: 4, time: 10), (0, size: 7, time: 15), (1, size: 7, time: 20), (1, size: 10, time: 12)]
    #expect(witnessing(words).vouching(position: 3)?.map(\.time) == [10, 12])
    #expect(witnessing(words).vouching(position: 5)?.map(\.time) == [12, 15])
  }

  @Test func `there are three answers to a deadline, and proof outweighs the ledger's own clock`() {
    let second = start.milliseconds / 1000
    let witnessed = witnessing([(0, size: 10, time: second + 10), (1, size: 10, time: second + 20)])
    func answer(recorded: Int, deadline: Int) -> Witnessing.Timeliness {
      witnessed.answer(
        position: 9, recordedAt: start.adding(seconds: recorded), deadline: start.adding(seconds: deadline)
      ).timeliness
    }
    #expect(answer(recorded: 0, deadline: 21) == .inTime)
    // The second in which the last witness signed is not over before it ends.
    #expect(answer(recorded: 0, deadline: 20) == .claimedInTime)
    #expect(answer(recorded: 0, deadline: 19) == .claimedInTime)
    #expect(answer(recorded: 20, deadline: 20) == .claimedInTime)
    #expect(answer(recorded: 21, deadline: 20) == .claimedLate)
    // The writer's clock was wrong: witnesses had the event before.
    #expect(answer(recorded: 500, deadline: 21) == .inTime)
  }
}
