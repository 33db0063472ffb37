import CanonicalForms
import TransparencyLog

/// A signature that is still to be checked.
enum SignatureCheck {
  case note(SignedNote, size: Int, RequiredSigners, mayBeCosigned: Bool)
  case rotation(RotationNote, RequiredSigners)
  case anchor(SheetAnchor, VerifierKey)

  /// Nil if the signatures are right.
  func run() -> Finding? {
    switch self {
    case .note(let note, let size, let signers, let mayBeCosigned):
      NoteCheck.signatures(of: note, size: size, signers: signers, mayBeCosigned: mayBeCosigned)
    case .rotation(let rotation, let signers):
      rotation.signatureFinding(signers: signers)
    case .anchor(let anchor, let key):
      anchor.isSigned(by: key)
        ? nil
        : Finding(
          code: .anchor, position: anchor.position, subject: "anchor, signature",
          expected: "a signature by \(key.format())",
          found: "\(Hex.encode(anchor.signature))")
    }
  }
}
