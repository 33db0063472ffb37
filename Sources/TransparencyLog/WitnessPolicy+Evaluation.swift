extension WitnessPolicy {
  /// What a policy says of one checkpoint.
  public struct Evaluation: Sendable, Equatable {
    /// The log of the policy whose key signed the note under this origin; nil if there is none.
    public let log: VerifierKey?
    /// The valid cosignatures of the policy's witnesses, by the witness's number; the earliest of each.
    public let cosignatures: [Int: Cosignature]
    /// The lines that bear the name and id of a witness who did not make them.
    public let invalid: [NoteSignature]
    /// Whether the quorum holds.
    public let isQuorum: Bool

    /// Whether the checkpoint is valid by the policy: signed by a log that it lists, cosigned by a quorum.
    public var isValid: Bool { log != nil && isQuorum }
  }

  /// Judges a checkpoint by the lines of its note.
  ///
  /// A line by an unknown key is passed over, an invalid one counts for nothing: a witness is counted if one of the lines
  /// that bear its name and id is its own.
  ///
  /// - Throws: `malformedCheckpoint` if the note's text is none.
  public func evaluate(_ note: SignedNote) throws(TransparencyLogError) -> Evaluation {
    let checkpoint = try Checkpoint.parse(note.text)
    let (cosignatures, invalid) = cosignatures(of: checkpoint, in: note.signatures)
    return Evaluation(
      log: signer(of: checkpoint, in: note), cosignatures: cosignatures, invalid: invalid,
      isQuorum: isQuorum(Set(cosignatures.keys)))
  }

  /// The valid cosignatures of the policy's witnesses, the earliest of each, and the lines that are falsely theirs.
  public func cosignatures(
    of checkpoint: Checkpoint, in lines: some Sequence<NoteSignature>
  ) -> (valid: [Int: Cosignature], invalid: [NoteSignature]) {
    var valid: [Int: Cosignature] = [:]
    var invalid: [NoteSignature] = []
    for line in lines {
      for (number, witness) in witnesses.enumerated() where line.names(witness.key) {
        guard let cosignature = Cosignature(line), cosignature.isValid(for: checkpoint, by: witness.key) else {
          invalid.append(line)
          continue
        }
        if let earlier = valid[number], earlier.time <= cosignature.time { continue }
        valid[number] = cosignature
      }
    }
    return (valid, invalid)
  }

  private func signer(of checkpoint: Checkpoint, in note: SignedNote) -> VerifierKey? {
    // The key's name is the log's origin: a log of the policy cannot speak for another one.
    logs.first { log in
      log.key.name.utf8.elementsEqual(checkpoint.origin.utf8) && (try? note.verify(by: [log.key])) != nil
    }?.key
  }
}
