import TransparencyLog

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

extension SignedNote {
  fileprivate func isSigned(by key: VerifierKey) -> Bool { (try? verify(by: [key])) != nil }
}
