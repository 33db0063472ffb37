/// What a log sends to a witness (C2SP tlog-witness, the body of `add-checkpoint`), here as a file:
///
/// ```
/// old 20852014
/// PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
///
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
/// ```
///
/// the size that the witness saw last (0 if it never saw one), the proof that the tree of the note begins with that tree,
/// a blank line, and the note. A parsed request is not a checked one.
public struct AddCheckpointRequest: Sendable, Equatable {
  public let oldSize: Int
  /// Empty if `oldSize` is 0 or the size of the checkpoint.
  public let proof: ConsistencyProof
  public let note: SignedNote
  /// The checkpoint that `note` states.
  public let checkpoint: Checkpoint

  /// - Throws: `malformedCheckpoint` if the note's text is none.
  /// - Precondition: the old size is not negative and the proof has at most 63 hashes.
  public init(oldSize: Int, proof: ConsistencyProof, note: SignedNote) throws(TransparencyLogError) {
    precondition(oldSize >= 0, "A tree has no negative size.")
    precondition(proof.hashes.count <= ProofLines.hashLimit, "A witness accepts at most 63 hashes.")
    checkpoint = try Checkpoint.parse(note.text)
    self.oldSize = oldSize
    self.proof = proof
    self.note = note
  }

  /// Checks that the checkpoint's tree begins with the tree of `oldSize` leaves that has this root.
  ///
  /// - Parameter oldRoot: the root that the witness stored at `oldSize`; of no account if that is 0.
  /// - Throws: `sizesOutOfOrder` if the checkpoint is smaller, `wrongProofLength` or `rootMismatch`.
  public func check(oldRoot: Hash) throws(TransparencyLogError) {
    guard oldSize > 0 else {
      guard proof.hashes.isEmpty else { throw .wrongProofLength(expected: 0, found: proof.hashes.count) }
      return
    }
    try proof.check(from: oldSize, to: checkpoint.size, fromRoot: oldRoot, toRoot: checkpoint.root)
  }
}

extension AddCheckpointRequest {
  /// The whole body; `parse` gives back an equal one, and `format` of a parsed body its very bytes.
  public func format() -> String {
    "old \(oldSize)\n" + ProofLines.format(proof.hashes, note: note)
  }

  /// - Throws: `malformedRequest`, `malformedNote`, `malformedCheckpoint`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> AddCheckpointRequest {
    try parse(Array(text.utf8))
  }

  /// - Throws: `malformedRequest`, `malformedNote`, `malformedCheckpoint`.
  public static func parse(_ text: [UInt8]) throws(TransparencyLogError) -> AddCheckpointRequest {
    var lines = ByteLines(text)
    let head: (oldSize: Int, hashes: [Hash])
    do throws(ProofDefect) {
      head = try parseHead(&lines)
    } catch {
      throw .malformedRequest(error)
    }
    let note = try SignedNote.parse(Array(lines.rest))
    return try AddCheckpointRequest(oldSize: head.oldSize, proof: ConsistencyProof(head.hashes), note: note)
  }

  private static func parseHead(_ lines: inout ByteLines) throws(ProofDefect) -> (oldSize: Int, hashes: [Hash]) {
    let oldWord = "old ".utf8
    guard let line = lines.next(), line.starts(with: oldWord),
      let oldSize = Decimal.parse(line.dropFirst(oldWord.count))
    else { throw .badOldSize }
    return (oldSize, try ProofLines.parseHashes(&lines))
  }
}
