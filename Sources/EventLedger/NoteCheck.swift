package import CanonicalForms
package import TransparencyLog

/// Who must have signed a checkpoint: the ledger, the officer, and for a rotation the new ledger key, in this order.
package struct RequiredSigners: Equatable {
  let keys: [VerifierKey]
}

/// The checks of one stored note.
package enum NoteCheck {
  /// Reads a note as a checkpoint of this ledger and size, signed by exactly these keys.
  ///
  /// - Returns: the checkpoint, or the finding that it is none. Whether its root is right is another question.
  static func check(
    note: String, size: Int, origin: String, signers: RequiredSigners
  ) -> Result<Checkpoint, FindingError> {
    read(note: note, size: size, origin: origin).flatMap { signed, checkpoint in
      signatures(of: signed, size: size, signers: signers).map { .failure(FindingError($0)) } ?? .success(checkpoint)
    }
  }

  package static func read(
    note: String, size: Int, origin: String
  ) -> Result<(SignedNote, Checkpoint), FindingError> {
    read(note: note, origin: origin, at: max(0, size - 1), subject: "checkpoint \(size)", size: size)
  }

  /// Reads a note as a checkpoint of this ledger.
  ///
  /// - Parameters:
  ///   - position: what a finding names; so `subject`.
  ///   - size: what the note must say; nil for whatever it says.
  package static func read(
    note: String, origin: String, at position: Int?, subject: Evidence = "checkpoint", size: Int? = nil
  ) -> Result<(SignedNote, Checkpoint), FindingError> {
    func finding(expected: Evidence, found: Evidence) -> Result<(SignedNote, Checkpoint), FindingError> {
      .failure(
        FindingError(
          Finding(code: .note, position: position, subject: subject, expected: expected, found: found)))
    }
    do {
      let signed = try SignedNote.parse(note)
      let checkpoint = try Checkpoint.parse(signed.text)
      guard checkpoint.origin == origin else {
        return finding(expected: "origin \(origin)", found: "\(checkpoint.origin)")
      }
      if let size, checkpoint.size != size { return finding(expected: "size \(size)", found: "\(checkpoint.size)") }
      guard checkpoint.extensions.isEmpty else {
        return finding(expected: "three lines", found: "\(checkpoint.extensions.joined(separator: " / "))")
      }
      return .success((signed, checkpoint))
    } catch {
      return finding(expected: "a signed checkpoint", found: Evidence(error))
    }
  }

  /// Nil if the note has these signatures and no others.
  ///
  /// - Parameter mayBeCosigned: whether lines of witnesses may follow, as in a published checkpoint.
  package static func signatures(
    of note: SignedNote, size: Int, signers: RequiredSigners, mayBeCosigned: Bool = false
  ) -> Finding? {
    func finding(expected: Evidence, found: Evidence) -> Finding {
      Finding(
        code: .signature, position: max(0, size - 1), subject: "checkpoint \(size)", expected: expected, found: found)
    }
    let count = signers.keys.count
    guard note.signatures.count == count || mayBeCosigned && note.signatures.count > count else {
      return finding(expected: "\(count) signatures", found: "\(note.signatures.count)")
    }
    let message = Array(note.text.utf8)
    for (signature, key) in zip(note.signatures, signers.keys) {
      guard signature.name == key.name, signature.keyID == key.keyID else {
        return finding(expected: "a signature by \(key.format())", found: "\(signature.format())")
      }
      guard key.isValid(signature: signature.bytes, for: message) else {
        return finding(expected: "a valid signature by \(key.format())", found: "\(signature.format())")
      }
    }
    // A cosignature has its time, 8 bytes, before the 64 of the signature (C2SP tlog-cosignature).
    if let other = note.signatures.dropFirst(count).first(where: { $0.bytes.count != 72 }) {
      return Finding(
        code: .cosignature, position: nil, subject: "checkpoint \(size)", expected: "a witness's cosignature",
        found: "\(other.format())")
    }
    return nil
  }
}

/// A finding as an error, where a check gives a value or the reason why not.
package struct FindingError: Error, Equatable {
  package let finding: Finding

  package init(_ finding: Finding) { self.finding = finding }
}
