import EventLedger
import Testing
import TransparencyLog

/// The texts that travel: notes, proofs, requests, policies, bundles, paths and the digits of a page.
@Suite(.timeLimit(.minutes(60)))
struct TextFuzzTests {
  private let log = SyntheticLog()

  @Test func `a changed note never states what its key did not sign`() throws {
    let notes = try [1, 5, 13].map { Array(try log.note(size: $0).format().utf8) }
    try Fuzz("notes", runs: 2_000).run(notes) { bytes in
      guard let note = try? SignedNote.parse(bytes), (try? note.verify(by: [log.key.verifierKey])) != nil else {
        return nil as String?
      }
      return note.text
    }
  }

  @Test func `a changed proof never proves another entry`() throws {
    let proofs = try [0, 3, 12].map { Array(try log.proof(index: $0, size: 13).format().utf8) }
    try Fuzz("proofs", runs: 2_000).run(proofs) { bytes in
      guard let proof = try? TLogProof.parse(bytes), (0..<log.leaves.count).contains(proof.index),
        (try? proof.check(leaf: log.leaves[proof.index], by: [log.key.verifierKey])) != nil
      else { return nil as [String]? }
      // Nobody signs `extra`: what a reader believes of it he must find in the entry's hash.
      return [String(proof.index), proof.checkpoint.root.base64, String(proof.checkpoint.size)]
    }
  }

  @Test func `a changed request to a witness never moves it to another head`() throws {
    let bodies = try [(1, 5), (5, 13), (8, 13)].map { from, to in
      Array(try log.request(from: from, to: to).format().utf8)
    }
    try Fuzz("requests to witnesses", runs: 2_000).run(bodies) { bytes in
      guard let request = try? AddCheckpointRequest.parse(bytes), let oldRoot = try? log.root(size: request.oldSize),
        (try? request.check(oldRoot: oldRoot)) != nil,
        (try? request.note.verify(by: [log.key.verifierKey])) != nil
      else { return nil as [String]? }
      return [String(request.checkpoint.size), request.checkpoint.root.base64]
    }
  }

  @Test func `a changed cosignature never vouches for another head or time`() throws {
    let checkpoint = try log.checkpoint(size: 13)
    let lines = [1_682_000_000, 1_682_000_001].map { log.witness.cosign(checkpoint, time: $0).format() }
    try Fuzz("cosignatures", runs: 2_000).run(lines.map { Array($0.utf8) }) { bytes in
      guard let line = String(validating: bytes, as: UTF8.self), let cosignature = try? Cosignature.parse(line),
        cosignature.isValid(for: checkpoint, by: log.witness.verifierKey)
      else { return nil as Int? }
      return cosignature.time
    }
  }

  @Test func `a changed policy is refused or read, and never takes long`() throws {
    let witness = log.witness.verifierKey.format()
    let policy = """
      # one log, one witness
      log \(log.key.verifierKey.format())
      witness so \(witness)
      group hai any so
      group ba all hai
      quorum ba

      """
    var mutator = Mutator(seed: 7, donors: [Array(policy.utf8)])
    _ = try WitnessPolicy.parse(policy)
    let note = try log.note(size: 13)
    let checkpoint = try Checkpoint.parse(note.text)
    let fuzz = Fuzz("policies", runs: 2_000)
    var read = 0
    for _ in 0..<fuzz.runs {
      guard let changed = try? WitnessPolicy.parse(mutator.mutate(Array(policy.utf8))) else { continue }
      read += 1
      // Nobody has cosigned: only a policy that asks for no witness at all may find a quorum.
      let found = changed.cosignatures(of: checkpoint, in: note.signatures)
      #expect(!changed.isQuorum(Set(found.valid.keys)) || changed.quorum == nil)
    }
    print("fuzz policies: \(fuzz.runs) runs: \(read) read")
    #expect(read < fuzz.runs)
  }

  @Test func `a changed bundle gives other leaves`() throws {
    let bundle = try EntryBundle(entries: log.entries.map { Array($0.utf8) })
    try Fuzz("bundles", runs: 2_000).run([bundle.encode()]) { bytes in
      guard let read = try? EntryBundle.decode(bytes, width: log.entries.count), read.leafHashes == log.leaves else {
        return nil as [Hash]?
      }
      return read.leafHashes
    }
  }

  @Test func `a changed path names another tile or none`() throws {
    let paths = ["tile/0/000", "tile/0/x001/234.p/112", "tile/3/000.p/1"].map { Array($0.utf8) }
    try Fuzz("paths of tiles", runs: 2_000).run(paths) { bytes in
      guard let text = String(validating: bytes, as: UTF8.self), let tile = try? TileResource.parse(path: text) else {
        return nil as Bool?
      }
      // One text for each tile, so a changed path is that of another one.
      return tile.path.utf8.elementsEqual(bytes)
    }
  }

  @Test func `changed digits of a page are never a signed anchor`() throws {
    try Fuzz("digits of pages", runs: 2_000).run([Array(PublishedPage.digits.utf8)]) { bytes in
      guard let text = String(validating: bytes, as: UTF8.self), let read = try? SheetAnchor.decode(digits: text),
        read.isSigned(by: try PublishedPage.key())
      else { return nil as String? }
      return text
    }
  }
}
