import CanonicalForms
package import TransparencyLog

/// The key events of a ledger, each proved to be in the tree of a head, and what they say of the notes of two checkpoints.
package struct ProvedKeys {
  private let head: Checkpoint
  private var events: [RecordedEvent] = []
  private var registry = KeyRegistry()
  private var found = Findings()

  package init(head: Checkpoint) {
    self.head = head
  }

  package var findings: [Finding] { found.all }
  package var positions: [Int] { events.map(\.header.position) }
  /// Every ledger key there was, the first one first.
  package var ledgerKeys: [VerifierKey] { registry.ledgerKeys }

  /// Takes the next key event.
  package mutating func add(header text: String, body: String, salt: [UInt8], path: [Hash]) {
    let header: EventHeader
    do {
      header = try EventHeader.parse(text)
    } catch {
      return found.add(.header, nil, "header of a key event", expected: "a header", found: "\(error)")
    }
    let position = header.position
    guard header.changesKeys, position > (events.last?.header.position ?? -1) else {
      return found.add(
        .keyEvent, position, header.type, expected: "an event on keys, in order of position", found: header.stream)
    }
    do {
      try InclusionProof(path).check(
        leaf: MerkleTree.leafHash(text), index: position, size: head.size, root: head.root)
    } catch {
      found.add(.reportPath, position, header.type, expected: "a path to \(head.root.base64)", found: "\(error)")
    }
    let commitment = Hash.sha256(of: salt, body)
    guard salt.count == 32, commitment == header.commitment else {
      return found.add(
        .commitment, position, "payload", expected: header.commitment.base64, found: commitment.base64)
    }
    events.append(RecordedEvent(header: header, body: body))
    do {
      try registry.apply(header, body: body)
    } catch {
      found.add(.keyEvent, position, header.type, expected: "the rules of keys", found: "\(error)")
    }
  }

  /// Checks the signatures of the note of `head`, whose append is in the range.
  package mutating func check(_ note: SignedNote, appendFrom start: Int, officer: String) {
    check(note, size: head.size, before: registry(below: start), after: registry, isFirst: start == 0, officer)
  }

  /// Checks the signatures of an earlier note, of whose append nothing is shown but its key events: its officer is whom the
  /// second line names, and the key events before the size may, or may not, have been in it.
  package mutating func check(_ note: SignedNote, size: Int) {
    let prefix = Origin.officerKeyName(origin: head.origin, id: "")
    let names = note.signatures.dropFirst().prefix(1).map(\.name)
    guard let name = names.first, name.hasPrefix(prefix) else {
      return found.add(
        .signature, size - 1, "checkpoint \(size)", expected: "an officer's signature second",
        found: names.first ?? "none")
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
    if let fault = faults[0], faults[1] != nil { found.add(fault) }
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
    case .failure(let refusal):
      Finding(
        code: .officer, position: size - 1, subject: "checkpoint \(size)", expected: "an officer in force",
        found: "\(officer): \(refusal)")
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
