import CanonicalForms
import TransparencyLog

/// The part of a verification that goes through the ledger in order: versions, appends, keys, tree, erasures.
struct VerificationMerge {
  let checkpoints: CheckpointRows
  /// How the events are cut into appends.
  let cuts: Cuts
  /// A checkpoint from outside that this history must contain.
  let known: Checkpoint?
  /// The sizes at which somebody wants to know the root, ascending.
  private var asked: [Int]

  enum Cuts {
    /// By the stored checkpoints, one after every append.
    case checkpoints
    /// Where `command` changes: of a published log of this size there is the last checkpoint only, and those of rotations.
    case commands(size: Int)

    /// The size of a published log; nil of a ledger.
    var publishedSize: Int? {
      if case .commands(let size) = self { size } else { nil }
    }
  }

  var findings = Findings()
  private(set) var registry = KeyRegistry()
  private(set) var tileRoots: [Hash] = []
  private(set) var erasureEvents: [RecordedEvent] = []
  private(set) var withoutPayload: [Int] = []
  /// The roots at the sizes asked for, as far as the events reach.
  private(set) var roots: [Int: Hash] = [:]
  /// Signatures that the notes and anchors must bear, checked apart because they take long.
  private(set) var signatureChecks: [SignatureCheck] = []
  private(set) var succession = KeySuccession()

  private var frontier = TreeFrontier()
  private var versions: [StreamKey: Int] = [:]
  private var commands: Set<String> = []
  private var lastRecordedAt: Instant?
  private var append = Append()
  private var nextCheckpoint = 0
  private var nextAsked = 0
  private var rootsDiffer = false
  /// By the size at which their roots can be compared.
  private var rotations: [Int: [RotationNote]] = [:]

  /// The append that the events at hand belong to.
  private struct Append {
    var start = 0
    var header: EventHeader?
    var registryBefore = KeyRegistry()
    var rootBefore = MerkleTree.emptyRoot
    var anchors: [(position: Int, Result<SheetAnchor, AnchorFault>)] = []
  }

  init(checkpoints: CheckpointRows, cuts: Cuts = .checkpoints, known: Checkpoint?, rootsAt sizes: Set<Int> = []) {
    self.checkpoints = checkpoints
    self.cuts = cuts
    self.known = known
    asked = Set(sizes.union(known.map { [$0.size] } ?? [])).filter { $0 >= 0 }.sorted()
    noteRoot()
  }

  mutating func takeSignatureChecks() -> [SignatureCheck] {
    defer { signatureChecks = [] }
    return signatureChecks
  }

  mutating func add<Reading>(_ batch: VerificationBatch<Reading>) {
    for finding in batch.findings.all { findings.add(finding) }
    withoutPayload += batch.withoutPayload
    askForRoots(of: batch.rotationNotes.values)
    var current: EventHeader?
    for (index, position) in batch.range.enumerated() {
      if let start = batch.starts[position] {
        current = start
        if cuts.publishedSize != nil, let first = append.header, first.command != start.command { cut(at: position) }
      }
      if let facts = batch.facts[index] { check(facts, position, batch.starts[position] ?? current) }
      if let event = batch.ledgerEvents[position] { apply(event, rotationNote: batch.rotationNotes[position]) }
      if let anchor = batch.anchors[position] { append.anchors.append((position, anchor)) }
      grow(batch, index)
      if nextCheckpoint < checkpoints.sizes.count, checkpoints.sizes[nextCheckpoint] == position + 1 {
        closeAppend(at: position + 1)
      }
      noteRoot()
    }
    tileRoots += batch.tileRoots
  }

  private mutating func check(_ facts: EventFacts, _ position: Int, _ header: EventHeader?) {
    let version = versions[facts.stream, default: 0] + 1
    if facts.version != version {
      findings.add(.version, position, "header", expected: "version \(version)", found: "version \(facts.version)")
    }
    versions[facts.stream] = facts.version
    if let last = lastRecordedAt, facts.recordedAt < last, !facts.isClockCorrection {
      findings.add(.time, position, "header", expected: "not before \(last.text)", found: "\(facts.recordedAt.text)")
    }
    lastRecordedAt = facts.recordedAt
    checkAppend(position, header, continues: facts.continuesAppend)
  }

  private mutating func checkAppend(_ position: Int, _ header: EventHeader?, continues: Bool) {
    guard let first = append.header else {
      append.header = header
      if let command = header?.command.text, !commands.insert(command).inserted {
        findings.add(.commandReused, position, "header", expected: "a command of its own", found: "\(command)")
      }
      return
    }
    guard !continues, let header else { return }
    if header.command != first.command || header.officer != first.officer {
      findings.add(
        .appendMixed, position, "header",
        expected: "\(first.command.text), \(first.officer)", found: "\(header.command.text), \(header.officer)")
    }
  }

  private mutating func apply(_ event: RecordedEvent, rotationNote: String?) {
    // What stands above the last checkpoint orders nothing.
    let isSealed = event.header.position < checkpoints.sizes.last ?? 0
    if event.header.type == LedgerEventType.personalDataErased.rawValue, isSealed { erasureEvents.append(event) }
    do {
      try registry.apply(event.header, body: event.body)
    } catch {
      findings.add(
        .keyEvent, event.header.position, "\(event.header.type)", expected: "the rules of keys", found: Evidence(error))
      return
    }
    if let size = cuts.publishedSize, let rotationNote {
      checkRotation(event.header, note: rotationNote, within: size)
    }
  }

  /// Adds a leaf, or the tile that ends with it where no root within the tile is asked for.
  private mutating func grow<Reading>(_ batch: VerificationBatch<Reading>, _ index: Int) {
    let tile = index / TileID.fullWidth
    let start = batch.range.lowerBound + tile * TileID.fullWidth
    guard tile < batch.tileRoots.count, !isRootAskedFor(within: start..<start + TileID.fullWidth) else {
      // After a root within it, the rest of a tile goes leaf by leaf too: the frontier is at the leaf already.
      return growByLeaf(batch, index)
    }
    if index % TileID.fullWidth == TileID.fullWidth - 1 {
      frontier.append(subtreeRoot: batch.tileRoots[tile], height: TileID.height)
    }
  }

  private mutating func growByLeaf<Reading>(_ batch: VerificationBatch<Reading>, _ index: Int) {
    frontier.append(batch.leaves[index])
  }

  private func isRootAskedFor(within tile: Range<Int>) -> Bool {
    // The frontier stands before the tile as long as nothing within it was asked for.
    if frontier.size > tile.lowerBound { return true }
    if nextCheckpoint < checkpoints.sizes.count, checkpoints.sizes[nextCheckpoint] < tile.upperBound { return true }
    return nextAsked < asked.count && asked[nextAsked] < tile.upperBound
  }

  /// Keeps the root if it is asked for at the size that the frontier has reached.
  private mutating func noteRoot() {
    guard nextAsked < asked.count, asked[nextAsked] == frontier.size else { return }
    nextAsked += 1
    let root = frontier.root
    roots[frontier.size] = root
    if let known, known.size == frontier.size { check(known, root: root) }
    compareRotations(root: root)
  }
}

extension VerificationMerge {
  private mutating func closeAppend(at size: Int) {
    nextCheckpoint += 1
    let root = frontier.root
    checkSigners(size, root: root)
    checkAnchors(at: size)
    if append.start == 0, registry.origin == nil { addNotOpened() }
    append = Append(start: size, registryBefore: registry, rootBefore: root)
  }

  /// Ends an append that has no checkpoint of its own here.
  private mutating func cut(at position: Int) {
    checkSigners(position, root: nil)
    if append.start == 0, registry.origin == nil { addNotOpened() }
    append = Append(start: position, registryBefore: registry)
  }

  private mutating func addNotOpened() {
    findings.add(.keyEvent, 0, "first append", expected: "ledger.opened at position 0", found: "none")
  }

  /// The officer of the append must be in force, and the note, if there is one here, bear the signatures of those who are.
  private mutating func checkSigners(_ size: Int, root: Hash?) {
    guard let origin = registry.origin else { return }
    let officer = append.header?.officer ?? ""
    var signers: RequiredSigners?
    switch SignerRule.signers(
      before: append.registryBefore, after: registry, isFirst: append.start == 0, officer: officer)
    {
    case .success(let required): signers = required
    case .failure(let error):
      findings.add(
        .officer, append.start, "append of \(append.start) to \(size - 1)", expected: "an officer in force",
        found: Evidence(error.refusal, of: officer))
    }
    guard let root, let note = checkpoints.notes[size] else { return }
    checkNote(note, size, root: root, origin: origin, signers: signers)
  }

  private mutating func checkNote(_ note: String, _ size: Int, root: Hash, origin: String, signers: RequiredSigners?) {
    let signed: SignedNote
    let checkpoint: Checkpoint
    switch NoteCheck.read(note: note, size: size, origin: origin) {
    case .success(let read): (signed, checkpoint) = read
    case .failure(let error): return findings.add(error.finding)
    }
    if checkpoint.root != root, !rootsDiffer {
      // All later roots differ for the same reason.
      rootsDiffer = true
      findings.add(
        .root, append.start, "checkpoint \(size)", expected: "\(checkpoint.root.base64)", found: "\(root.base64)")
    }
    guard let signers else { return }
    signatureChecks.append(.note(signed, size: size, signers, mayBeCosigned: cuts.publishedSize != nil))
  }

  private mutating func checkAnchors(at size: Int) {
    let key = append.start == 0 ? registry.ledgerKeys.first : append.registryBefore.ledgerKey
    for (position, result) in append.anchors {
      switch result {
      case .failure(let fault):
        findings.add(
          .anchor, position, "anchor", expected: "\(SheetAnchor.byteCount) bytes in base64", found: Evidence(fault))
      case .success(let anchor):
        guard let key else { continue }
        let differing = differences(anchor, at: position, keyID: key.keyID)
        for finding in differing { findings.add(finding) }
        if differing.isEmpty { signatureChecks.append(.anchor(anchor, key)) }
      }
    }
  }

  /// What an anchor says otherwise than the place where it stands.
  private func differences(_ anchor: SheetAnchor, at position: Int, keyID: UInt32) -> [Finding] {
    func compare(subject: Evidence, expected: Evidence, found: Evidence) -> Finding? {
      expected == found
        ? nil : Finding(code: .anchor, position: position, subject: subject, expected: expected, found: found)
    }
    return [
      compare(subject: "anchor, key id", expected: "\(keyID)", found: "\(anchor.keyID)"),
      compare(subject: "anchor, position", expected: "\(position)", found: "\(anchor.position)"),
      compare(subject: "anchor, tree size", expected: "\(append.start)", found: "\(anchor.treeSize)"),
      compare(subject: "anchor, root", expected: "\(append.rootBefore.base64)", found: "\(anchor.root.base64)"),
    ].compactMap(\.self)
  }

  private mutating func check(_ known: Checkpoint, root: Hash) {
    guard known.root != root else { return }
    findings.add(
      .knownCheckpoint, nil, "known checkpoint \(known.size)", expected: "\(known.root.base64)", found: "\(root.base64)"
    )
  }
}

extension VerificationMerge {
  /// Asks for the roots at the sizes that the notes beside rotations say, before the frontier moves.
  private mutating func askForRoots(of rotationNotes: some Collection<String>) {
    let sizes = rotationNotes.compactMap { try? Checkpoint.parse(SignedNote.parse($0).text).size }
      .filter { $0 > frontier.size }
    guard !sizes.isEmpty else { return }
    asked = asked[..<nextAsked] + Set(asked[nextAsked...]).union(sizes).sorted()
  }

  /// Checks the note of a rotation that the registry has taken, but for its root, which comes later.
  private mutating func checkRotation(_ header: EventHeader, note: String, within size: Int) {
    let rotation: RotationNote
    switch RotationNote.read(note, at: header.position, origin: registry.origin ?? "", within: size) {
    case .success(let read): rotation = read
    case .failure(let error): return findings.add(error.finding)
    }
    rotations[rotation.checkpoint.size, default: []].append(rotation)
    // Without an officer in force there is nothing to demand; that is found at the end of the append.
    if case .success(let signers) = SignerRule.signers(
      before: append.registryBefore, after: registry, isFirst: append.start == 0, officer: header.officer)
    {
      signatureChecks.append(.rotation(rotation, signers))
    }
  }

  private mutating func compareRotations(root: Hash) {
    for rotation in rotations[frontier.size] ?? [] {
      if rotation.checkpoint.root == root {
        succession.add(rotation)
      } else {
        findings.add(rotation.rootFinding("\(root.base64)"))
      }
    }
  }
}
