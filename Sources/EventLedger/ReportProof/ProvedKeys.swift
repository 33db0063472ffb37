import CanonicalForms
package import TransparencyLog

/// The key events of a ledger, each proved to be in the tree of a head, and what they say of the notes of two checkpoints.
package struct ProvedKeys {
  private let head: Checkpoint
  private var events: [RecordedEvent] = []
  private var registry = KeyRegistry()
  private var found = Findings()
  private var succession = KeySuccession()
  /// Before the append of the last event.
  private var before = KeyRegistry()
  /// The sizes of the notes of rotations: the ends of their appends.
  private var rotationSizes: Set<Int> = []

  package init(head: Checkpoint) {
    self.head = head
  }

  package var findings: [Finding] { found.all }
  package var positions: [Int] { events.map(\.header.position) }
  package var lastPosition: Int? { events.last?.header.position }
  /// Every ledger key there was, the first one first.
  package var ledgerKeys: [VerifierKey] { registry.ledgerKeys }
  package var history: [KeyEvent] { registry.history }

  /// Whether this is one of the ledger's keys and bound to the note of the head (`Schemas/ledger-format.md`, 17.1).
  package func binds(_ key: VerifierKey, to shown: SignedNote) -> Bool {
    succession.binds(key, to: shown, in: registry.history)
  }

  /// Takes the next key event.
  ///
  /// - Parameter binding: of a rotation.
  /// - Precondition: the header is that of a key event, and its position above those before.
  package mutating func add(
    _ header: EventHeader, body: String, salt: [UInt8], path: [Hash], binding: RotationBinding?
  ) {
    let position = header.position
    do {
      try InclusionProof(path).check(
        leaf: MerkleTree.leafHash(header.format()), index: position, size: head.size, root: head.root)
    } catch {
      found.add(
        .reportPath, position, "\(header.type)", expected: "a path to \(head.root.base64)", found: Evidence(error))
    }
    guard salt.count == 32 else {
      return found.add(.salt, position, "salt", expected: "\(32) bytes", found: "\(salt.count) bytes")
    }
    let commitment = Hash.sha256(of: salt, body)
    guard commitment == header.commitment else {
      return found.add(
        .commitment, position, "payload", expected: "\(header.commitment.base64)", found: "\(commitment.base64)")
    }
    if header.command != events.last?.header.command { before = registry }
    events.append(RecordedEvent(header: header, body: body))
    do {
      try registry.apply(header, body: body)
    } catch {
      return found.add(.keyEvent, position, "\(header.type)", expected: "the rules of keys", found: Evidence(error))
    }
    if let binding { check(binding, of: header) }
  }

  private mutating func check(_ binding: RotationBinding, of header: EventHeader) {
    let rotation: RotationNote
    switch RotationNote.read(binding.note, at: header.position, origin: head.origin, within: head.size) {
    case .success(let read): rotation = read
    case .failure(let error): return found.add(error.finding)
    }
    rotationSizes.insert(rotation.checkpoint.size)
    switch SignerRule.signers(
      before: before, after: registry, isFirst: before.origin == nil, officer: header.officer)
    {
    case .success(let signers):
      if let finding = rotation.signatureFinding(signers: signers) { found.add(finding) }
    case .failure(let error):
      found.add(
        .officer, header.position, "note of the rotation", expected: "an officer in force",
        found: Evidence(error.refusal, of: header.officer))
    }
    do {
      try ConsistencyProof(binding.consistency).check(
        from: rotation.checkpoint.size, to: head.size, fromRoot: rotation.checkpoint.root, toRoot: head.root)
      succession.add(rotation)
    } catch {
      found.add(rotation.rootFinding(Evidence(error)))
    }
  }

  /// Checks the signatures of the note of `head`, whose append is in the range.
  package mutating func check(_ note: SignedNote, appendFrom start: Int, officer: String) {
    check(note, size: head.size, before: registry(below: start), after: registry, isFirst: start == 0, officer)
  }

  /// Checks the signatures of an earlier note, of whose append nothing is shown but its key events: its officer is whom the
  /// second line names, and the key events before the size may, or may not, have been in it; of a rotation's append its note
  /// has told where it ends.
  package mutating func check(_ note: SignedNote, size: Int) {
    let prefix = Origin.officerKeyName(origin: head.origin, id: "")
    let names = note.signatures.dropFirst().prefix(1).map(\.name)
    guard let name = names.first, name.hasPrefix(prefix) else {
      return found.add(
        .signature, size - 1, "checkpoint \(size)", expected: "an officer's signature second",
        found: names.first.map { "\($0)" } ?? "none")
    }
    let officer = String(name.dropFirst(prefix.count))
    let after = registry(below: size)
    let lastCommand = events.last { $0.header.position < size }?.header.command
    let earlier = events.filter { $0.header.position < size && $0.header.command != lastCommand }
    let faults = [
      fault(note, size: size, before: after, after: after, isFirst: false, officer),
      fault(
        note, size: size, before: Self.registry(earlier), after: after, isFirst: earlier.isEmpty, officer),
    ]
    if let fault = faults[rotationSizes.contains(size) ? 1 : 0], faults[1] != nil { found.add(fault) }
  }

  private mutating func check(
    _ note: SignedNote, size: Int, before: KeyRegistry, after: KeyRegistry, isFirst: Bool, _ officer: String
  ) {
    if let fault = fault(note, size: size, before: before, after: after, isFirst: isFirst, officer) {
      found.add(fault)
    }
  }

  private func fault(
    _ note: SignedNote, size: Int, before: KeyRegistry, after: KeyRegistry, isFirst: Bool, _ officer: String
  ) -> Finding? {
    switch SignerRule.signers(before: before, after: after, isFirst: isFirst, officer: officer) {
    case .success(let signers): NoteCheck.signatures(of: note, size: size, signers: signers)
    case .failure(let error):
      Finding(
        code: .officer, position: size - 1, subject: "checkpoint \(size)", expected: "an officer in force",
        found: Evidence(error.refusal, of: officer))
    }
  }

  private func registry(below position: Int) -> KeyRegistry {
    Self.registry(events.filter { $0.header.position < position })
  }

  /// Faults were told when the events came.
  private static func registry(_ events: [RecordedEvent]) -> KeyRegistry {
    events.reduce(into: KeyRegistry()) { registry, event in try? registry.apply(event.header, body: event.body) }
  }
}

extension FindingCode {
  // A report's proof
  /// A line that is not as the format demands.
  public static let reportForm: FindingCode = "report.form"
  /// A key event that is not in the tree of the head.
  public static let reportPath: FindingCode = "report.path"
  /// A payload, or a key event, that should be given and is not.
  public static let reportMissing: FindingCode = "report.missing"
  /// The range begins too late for the selection to be proved.
  public static let reportRange: FindingCode = "report.range"
  /// The positions of the report are not those that the selection gives.
  public static let reportSelection: FindingCode = "report.selection"
}
