/// What C2SP tlog-proof and tlog-witness share: hashes in base64, one a line, a blank line, and a checkpoint's note.
enum ProofLines {
  /// What a proof of any tree can need at most, and what tlog-witness allows.
  static let hashLimit = 63

  static func format(_ hashes: [Hash], note: SignedNote) -> String {
    hashes.reduce(into: "") { text, hash in text += hash.base64 + "\n" } + "\n" + note.format()
  }

  /// The hashes up to the blank line, from the line that `lines` is at.
  static func parseHashes(_ lines: inout ByteLines) throws(ProofDefect) -> [Hash] {
    var hashes: [Hash] = []
    while true {
      guard let line = lines.next() else { throw .missingBlankLine }
      if line.isEmpty { return hashes }
      guard hashes.count < hashLimit else { throw .tooManyHashes(limit: hashLimit) }
      guard let hash = line.withUnsafeBytes({ Hash(base64: $0) }) else { throw .badHash(line: lines.number) }
      hashes.append(hash)
    }
  }
}

/// Why a text is not a proof (C2SP tlog-proof) or not a request to a witness (C2SP tlog-witness).
public enum ProofDefect: Error, Equatable, Sendable {
  /// The first line names another format, or none.
  case badFirstLine
  /// Not the canonical base64 of at least one byte.
  case badExtra
  /// Not `index ` and a decimal number without leading zeros.
  case badIndex
  /// Not `old ` and a decimal number without leading zeros.
  case badOldSize
  /// The line with this number, from 1, is not the canonical base64 of 32 bytes.
  case badHash(line: Int)
  case tooManyHashes(limit: Int)
  /// No blank line stands between the hashes and the note.
  case missingBlankLine
}
