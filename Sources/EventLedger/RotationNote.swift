import CanonicalForms
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
              found: "\(checkpoint.size)")))
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

  func rootFinding(_ found: Evidence) -> Finding {
    Finding(
      code: .root, position: position, subject: "checkpoint \(checkpoint.size)", expected: "\(checkpoint.root.base64)",
      found: found)
  }
}
