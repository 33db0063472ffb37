extension WitnessPolicy {
  /// The valid cosignatures of the policy's witnesses by the witness's number, the earliest of each, and the lines that are falsely
  /// theirs: that bear the name and id of a witness who did not make them.
  ///
  /// A line by an unknown key is passed over, an invalid one counts for nothing: a witness is counted if one of the lines
  /// that bear its name and id is its own.
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
}
