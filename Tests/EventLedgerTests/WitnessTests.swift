import CanonicalForms
import EventLedger
import Foundation
import Testing
import TransparencyLog

/// A witness in a folder of its own, and the requests of a ledger to it.
struct WitnessFixture {
  let folder: TemporaryFolder
  let witness: WitnessFolder
  let key: WitnessVerifierKey

  init(_ name: String = "so-gddt.example/khao-thi") throws {
    folder = try TemporaryFolder()
    witness = try WitnessFolder(root: folder.path + "/witness", name: name)
    key = try witness.createKey().verifierKey
  }

  var files: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: witness.path)) ?? [])
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: witness.path + name)[.posixPermissions] as? Int
  }
}

extension LedgerFixture {
  func request(from old: Int, size: Int? = nil) throws -> AddCheckpointRequest {
    let size = size ?? ledger.size
    let proof =
      old == 0
      ? ConsistencyProof([]) : try ConsistencyProof.prove(from: old, to: size, reader: ledger.hashReader())
    let note = try #require(try ledger.checkpointNote(size: size))
    return try AddCheckpointRequest(oldSize: old, proof: proof, note: SignedNote.parse(note))
  }
}

@Suite struct WitnessTests {
  private func refusal(
    _ fixture: WitnessFixture, _ request: AddCheckpointRequest, key: VerifierKey? = nil, time: Int = 100
  ) -> WitnessRefusal? {
    let before = fixture.files
    do {
      _ = try fixture.witness.cosign(request, ledgerKey: key, time: time)
      Issue.record("was cosigned")
      return nil
    } catch .witnessRefused(let refusal) {
      #expect(fixture.files.subtracting(before).isSubset(of: ["lock"]))
      return refusal
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  @Test func `a witness signs first contact on the word of a key, then only what extends it`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let ledgerKey = ledger.signer.ledgerKey.verifierKey
    #expect(refusal(witness, try ledger.request(from: 0)) == .unknownLedger(origin: "kiemdo/test"))
    let first = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: ledgerKey, time: 100)
    #expect(first.before == nil && first.checkpoint == ledger.ledger.head && first.ledgerKey == ledgerKey)
    #expect(first.cosignature.isValid(for: ledger.ledger.head, by: witness.key))
    let size = ledger.ledger.size
    try ledger.append([1, 2, 3])
    let second = try witness.witness.cosign(ledger.request(from: size), time: 101)
    #expect(second.before?.size == size && second.replacedKey == nil)
    #expect(second.cosignature.isValid(for: ledger.ledger.head, by: witness.key))
    // The same head again: a new word at a new time.
    let again = try witness.witness.cosign(ledger.request(from: ledger.ledger.size), time: 102)
    #expect(again.cosignature.time == 102)
    #expect(try witness.witness.head(origin: "kiemdo/test")?.time == 102)
    #expect(try witness.witness.heads().map(\.checkpoint) == [ledger.ledger.head])
  }

  @Test func `the head is on the disk, closed to others, and survives the process`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    _ = try witness.witness.cosign(
      ledger.request(from: 0), ledgerKey: ledger.signer.ledgerKey.verifierKey, time: 100)
    #expect(witness.files == ["witness.key", "lock", "log-kiemdo+test"])
    for name in witness.files { #expect(try witness.mode("/" + name) == 0o600) }
    #expect(try witness.mode("") == 0o700)
    let again = try WitnessFolder(root: witness.witness.root, name: witness.witness.name)
    #expect(try again.head(origin: "kiemdo/test")?.checkpoint == ledger.ledger.head)
    #expect(try again.key().verifierKey == witness.key)
    #expect(try WitnessFolder.names(root: witness.witness.root) == ["so-gddt.example/khao-thi"])
    #expect(throws: LedgerError.self) { try again.createKey() }
  }

  @Test func `an older size, another size and a head that shrinks are conflicts that name the size`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let key = ledger.signer.ledgerKey.verifierKey
    let small = try ledger.request(from: 0)
    let size = ledger.ledger.size
    try ledger.append([1])
    try ledger.append([2])
    #expect(refusal(witness, try ledger.request(from: size), key: key) == .conflict(known: 0, request: size))
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
    #expect(refusal(witness, small) == .conflict(known: size + 2, request: 0))
    #expect(refusal(witness, try ledger.request(from: 0)) == .conflict(known: size + 2, request: 0))
    #expect(refusal(witness, try ledger.request(from: size)) == .conflict(known: size + 2, request: size))
    let shrunk = try AddCheckpointRequest(oldSize: size + 2, proof: ConsistencyProof([]), note: small.note)
    #expect(refusal(witness, shrunk) == .oldAbove(old: size + 2, new: size))
    #expect(try witness.witness.head(origin: "kiemdo/test")?.checkpoint.size == size + 2)
  }

  @Test func `a second history under the same key is a fork at the same size and no extension beyond`() throws {
    let genuine = try LedgerFixture()
    let other = try LedgerFixture()
    let witness = try WitnessFixture()
    let key = genuine.signer.ledgerKey
    _ = try witness.witness.cosign(genuine.request(from: 0), ledgerKey: key.verifierKey, time: 100)
    let size = genuine.ledger.size
    let foreign = Checkpoint(origin: "kiemdo/test", size: size, root: other.ledger.head.root)
    let forked = try AddCheckpointRequest(oldSize: size, proof: ConsistencyProof([]), note: foreign.sign(by: [key]))
    #expect(
      refusal(witness, forked)
        == .fork(size: size, known: genuine.ledger.head.root, found: other.ledger.head.root))
    try other.append([1])
    let note = Checkpoint(origin: "kiemdo/test", size: size + 1, root: other.ledger.head.root).sign(by: [key])
    let branch = try AddCheckpointRequest(
      oldSize: size, proof: .prove(from: size, to: size + 1, reader: other.ledger.hashReader()), note: note)
    #expect(refusal(witness, branch) == .inconsistent(known: size, new: size + 1))
    // What the genuine ledger says is still taken.
    try genuine.append([1])
    _ = try witness.witness.cosign(genuine.request(from: size), time: 101)
  }

  @Test func `every flipped bit of a request is refused`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let key = ledger.signer.ledgerKey.verifierKey
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
    let size = ledger.ledger.size
    try ledger.append([1, 2])
    let good = try ledger.request(from: size)
    let text = Array(good.format().utf8)
    // The officer's line is not the witness's affair: what stands before it is.
    let end = text.count - (try #require(good.note.signatures.last)).format().utf8.count - 1
    for bit in 0..<end * 8 {
      var bad = text
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let request = try? AddCheckpointRequest.parse(bad) else { continue }
      #expect(throws: LedgerError.self, "bit \(bit)") { try witness.witness.cosign(request, time: 101) }
    }
    #expect(try witness.witness.head(origin: "kiemdo/test")?.checkpoint.size == size)
    _ = try witness.witness.cosign(good, time: 101)
  }

  @Test func `another ledger's key, a foreign signature and a clock that ran back are refused`() throws {
    let ledger = try LedgerFixture()
    let other = try LedgerFixture(origin: "kiemdo/other")
    let witness = try WitnessFixture()
    let key = ledger.signer.ledgerKey.verifierKey
    let otherKey = other.signer.ledgerKey.verifierKey
    #expect(
      refusal(witness, try ledger.request(from: 0), key: otherKey)
        == .otherOrigin(expected: "kiemdo/test", found: "kiemdo/other"))
    let impostor = try SigningKey.generate(name: "kiemdo/test")
    let forged = try AddCheckpointRequest(
      oldSize: 0, proof: ConsistencyProof([]), note: ledger.ledger.head.sign(by: [impostor]))
    #expect(refusal(witness, forged, key: key) == .notSigned(by: key))
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
    let size = ledger.ledger.size
    #expect(refusal(witness, try ledger.request(from: size), time: 99) == .clockBehind(last: 100, now: 99))
    // Each ledger has a head of its own.
    _ = try witness.witness.cosign(other.request(from: 0), ledgerKey: otherKey, time: 50)
    #expect(try witness.witness.heads().map(\.checkpoint.origin) == ["kiemdo/other", "kiemdo/test"])
  }

  @Test func `a new key of the ledger is taken over only where both keys have signed`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let old = ledger.signer.ledgerKey
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: old.verifierKey, time: 100)
    let size = ledger.ledger.size
    try ledger.append([1])
    let new = try SigningKey.generate(name: "kiemdo/test")
    let stranger = try SigningKey.generate(name: "kiemdo/test").verifierKey
    let proof = try ledger.request(from: size).proof
    func request(by keys: [SigningKey]) throws -> AddCheckpointRequest {
      try AddCheckpointRequest(oldSize: size, proof: proof, note: ledger.ledger.head.sign(by: keys))
    }
    #expect(refusal(witness, try request(by: [new])) == .notSigned(by: old.verifierKey))
    #expect(
      refusal(witness, try request(by: [new]), key: new.verifierKey)
        == .rotationNotShown(old: old.verifierKey, new: new.verifierKey))
    // A third line alone changes nothing, nor does a key that has not signed.
    #expect(refusal(witness, try request(by: [old, new]), key: stranger) == .notSigned(by: stranger))
    let plain = try witness.witness.cosign(request(by: [old, new]), time: 101)
    #expect(plain.replacedKey == nil && plain.ledgerKey == old.verifierKey)
    let same = try AddCheckpointRequest(
      oldSize: size + 1, proof: ConsistencyProof([]), note: ledger.ledger.head.sign(by: [old, new]))
    let rotated = try witness.witness.cosign(same, ledgerKey: new.verifierKey, time: 102)
    #expect(rotated.replacedKey == old.verifierKey && rotated.ledgerKey == new.verifierKey)
    let after = try AddCheckpointRequest(
      oldSize: size + 1, proof: ConsistencyProof([]), note: ledger.ledger.head.sign(by: [old]))
    #expect(refusal(witness, after) == .notSigned(by: new.verifierKey))
  }

  @Test func `what was seen and can't be read is never taken for first contact`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let key = ledger.signer.ledgerKey.verifierKey
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
    let path = witness.witness.path + "/log-kiemdo+test"
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    for bad in [
      "", kept.replacing("time 100", with: "time 0100"), String(kept.dropLast()), kept + "\n",
      kept.replacing("witnessed/v1", with: "witnessed/v2"), kept.replacing("\ntime", with: " \ntime"),
    ] {
      try bad.write(toFile: path, atomically: false, encoding: .utf8)
      #expect(throws: LedgerError.keyFileMalformed(path: path, detail: "no head of \("kiemdo/test")"), "\(bad)") {
        try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
      }
    }
  }

  @Test func `a key that others can read signs nothing, nor one of another name`() throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let path = witness.witness.path + "/witness.key"
    let key = ledger.signer.ledgerKey.verifierKey
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: LedgerError.keyFileExposed(path: path, mode: 0o640)) {
      try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 1)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try (ledger.signer.ledgerKey.format() + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    #expect(throws: LedgerError.self) {
      try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 1)
    }
    #expect(witness.files == ["witness.key"])
    for name in ["", "Hoa", "a b", "a+b", "a/officer/b", "../a"] {
      #expect(throws: LedgerError.witnessRefused(.invalidName(name))) {
        try WitnessFolder(root: witness.witness.root, name: name)
      }
    }
  }

  @Test func `two that cosign at once give one history`() async throws {
    let ledger = try LedgerFixture()
    let witness = try WitnessFixture()
    let key = ledger.signer.ledgerKey.verifierKey
    _ = try witness.witness.cosign(ledger.request(from: 0), ledgerKey: key, time: 100)
    let size = ledger.ledger.size
    for number in 1...8 { try ledger.append([number]) }
    let requests = try (1...8).map { try ledger.request(from: size, size: size + $0) }
    let folder = witness.witness
    let signed = await withTaskGroup(of: Int?.self) { group in
      for request in requests {
        group.addTask { (try? folder.cosign(request, time: 101))?.checkpoint.size }
      }
      return await group.reduce(into: [Int]()) { sizes, size in if let size { sizes.append(size) } }
    }
    // All begin at the same size, so one of them only can be next.
    #expect(signed.count == 1)
    #expect(try folder.head(origin: "kiemdo/test")?.checkpoint.size == signed.first)
  }
}
