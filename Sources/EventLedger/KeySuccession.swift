import TransparencyLog

/// The note of a rotation's append, which travels beside the rotation where the other notes of a ledger don't
/// (`Schemas/ledger-format.md`, 17.1).
struct RotationNote {
  /// Of the rotation.
  let position: Int
  let note: SignedNote
  let checkpoint: Checkpoint

  /// Reads a note as a checkpoint of this origin that holds the rotation and lies within a history of this size.
  static func read(
    _ text: String, at position: Int, origin: String, within size: Int
  ) -> Result<RotationNote, FindingError> {
    NoteCheck.read(note: text, origin: origin, at: position, subject: "note of the rotation").flatMap {
      note, checkpoint in
      guard position < checkpoint.size, checkpoint.size <= size else {
        return .failure(
          FindingError(
            Finding(
              code: .note, position: position, subject: "note of the rotation",
              expected: "a size above \(position), up to \(size)",
              found: String(checkpoint.size))))
      }
      return .success(RotationNote(position: position, note: note, checkpoint: checkpoint))
    }
  }

  /// Nil if the note has the signatures of these and no others.
  func signatureFinding(signers: RequiredSigners) -> Finding? {
    NoteCheck.signatures(of: note, size: checkpoint.size, signers: signers).map {
      Finding(code: $0.code, position: position, subject: $0.subject, expected: $0.expected, found: $0.found)
    }
  }

  func rootFinding(_ found: String) -> Finding {
    Finding(
      code: .root, position: position, subject: "checkpoint \(checkpoint.size)", expected: checkpoint.root.base64,
      found: found)
  }
}

/// What binds each ledger key of a history, of which few notes are shown, to the key that came after it.
///
/// Anybody can write a first event that names a foreign ledger key, and a rotation to a key of his own; but only the holder of
/// a key can sign the note of the rotation that ended it.
struct KeySuccession {
  /// By the position of the rotation; their roots are the tree's.
  private var notes: [Int: SignedNote] = [:]

  mutating func add(_ rotation: RotationNote) {
    notes[rotation.position] = rotation.note
  }

  /// Whether this is one of the history's keys and what it signed leads to the note that is shown.
  func binds(_ key: VerifierKey, to shown: SignedNote, in history: [KeyEvent]) -> Bool {
    guard let start = history.firstIndex(where: { $0.kind.bringsLedgerKey && $0.key == key }) else { return false }
    var key = key
    for event in history[(start + 1)...] where event.kind.bringsLedgerKey {
      guard let note = notes[event.position], note.isSigned(by: key), let next = event.key else { return false }
      key = next
    }
    return shown.isSigned(by: key)
  }
}

extension KeyEvent.Kind {
  fileprivate var bringsLedgerKey: Bool { self == .opened || self == .rotated }
}

extension SignedNote {
  fileprivate func isSigned(by key: VerifierKey) -> Bool { (try? verify(by: [key])) != nil }
}
