/// Proof that an entry is in a log, checked without the log (C2SP tlog-proof, version 1; file extension `.tlog-proof`):
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra <base64>
/// index 73894
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
///
/// example.com/fancylog
/// 109482
/// sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// — example.com/fancylog hI2DJw…
/// ```
///
/// It shows that the entry is in the tree of its checkpoint, not that the checkpoint is the newest. `extra` is signed by
/// nobody: believe of it only what the entry's hash confirms. A parsed proof is not a checked one.
public struct TLogProof: Sendable, Equatable {
  /// Opaque data for the application; empty if the line is absent.
  public let extra: [UInt8]
  /// The position of the entry in the log, from 0.
  public let index: Int
  public let path: InclusionProof
  /// The checkpoint with its signatures and cosignatures, byte for byte.
  public let note: SignedNote
  /// The checkpoint that `note` states.
  public let checkpoint: Checkpoint

  /// - Throws: `malformedCheckpoint` if the note's text is none.
  /// - Precondition: the index is not negative and the path has at most 63 hashes.
  public init(
    index: Int, path: InclusionProof, note: SignedNote, extra: [UInt8] = []
  ) throws(TransparencyLogError) {
    precondition(index >= 0, "A log has no negative index.")
    precondition(path.hashes.count <= ProofLines.hashLimit, "No tree is higher than 63.")
    checkpoint = try Checkpoint.parse(note.text)
    self.index = index
    self.path = path
    self.note = note
    self.extra = extra
  }

  /// Checks that the leaf stands at `index` in the checkpoint's tree, and the signatures by these keys.
  ///
  /// - Parameters:
  ///   - leaf: the leaf hash of the entry (`MerkleTree.leafHash`).
  ///   - keys: those of the log that are trusted, as a rule one. Signatures by others are passed over.
  /// - Returns: the verified signatures in the note's order, at least one. Whether all that should have signed did is
  ///   for the caller to ask.
  /// - Throws: what `InclusionProof.check` and `SignedNote.verify` throw.
  @discardableResult
  public func check(leaf: Hash, by keys: [VerifierKey]) throws(TransparencyLogError) -> [NoteSignature] {
    try path.check(leaf: leaf, index: index, size: checkpoint.size, root: checkpoint.root)
    return try note.verify(by: keys)
  }
}

extension TLogProof {
  static let firstLine = "c2sp.org/tlog-proof@v1"

  /// The whole proof; `parse` gives back an equal one, and `format` of a parsed proof its very bytes.
  public func format() -> String {
    let extraLine = extra.isEmpty ? "" : "extra \(Base64.encode(extra))\n"
    return "\(Self.firstLine)\n\(extraLine)index \(index)\n" + ProofLines.format(path.hashes, note: note)
  }

  /// - Throws: `malformedProof`, `malformedNote`, `malformedCheckpoint`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> TLogProof {
    try parse(Array(text.utf8))
  }

  /// - Throws: `malformedProof`, `malformedNote`, `malformedCheckpoint`.
  public static func parse(_ text: [UInt8]) throws(TransparencyLogError) -> TLogProof {
    var lines = ByteLines(text)
    let head: (extra: [UInt8], index: Int, path: [Hash])
    do throws(ProofDefect) {
      head = try parseHead(&lines)
    } catch {
      throw .malformedProof(error)
    }
    let note = try SignedNote.parse(Array(lines.rest))
    return try TLogProof(index: head.index, path: InclusionProof(head.path), note: note, extra: head.extra)
  }

  private static func parseHead(
    _ lines: inout ByteLines
  ) throws(ProofDefect) -> (extra: [UInt8], index: Int, path: [Hash]) {
    guard let first = lines.next(), first.elementsEqual(firstLine.utf8) else { throw .badFirstLine }
    guard var line = lines.next() else { throw .badIndex }
    var extra: [UInt8] = []
    let extraWord = "extra ".utf8
    if line.starts(with: extraWord) {
      // No data is written as no line, so that one text stands for a proof.
      guard let bytes = line.dropFirst(extraWord.count).withUnsafeBytes({ Base64.decode($0) }), !bytes.isEmpty else {
        throw .badExtra
      }
      guard let next = lines.next() else { throw .badIndex }
      extra = bytes
      line = next
    }
    let indexWord = "index ".utf8
    guard line.starts(with: indexWord), let index = Decimal.parse(line.dropFirst(indexWord.count)) else {
      throw .badIndex
    }
    return (extra, index, try ProofLines.parseHashes(&lines))
  }
}
