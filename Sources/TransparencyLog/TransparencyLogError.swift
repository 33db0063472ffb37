/// What this module refuses, with the evidence. A private key is never part of it.
public enum TransparencyLogError: Error, Equatable, Sendable {
  // Keys
  /// Empty, or with a space, a `+` or a control character.
  case invalidKeyName(String)
  /// Not `name+keyid+base64` with 33 bytes in canonical base64.
  case malformedVerifierKey(String)
  /// Not `PRIVATE+KEY+name+keyid+base64` with 33 bytes in canonical base64.
  case malformedSigningKey
  /// The first byte of the key is not the one expected: 0x01 for a key of notes (Ed25519), 0x04 for a witness's.
  case unknownKeyAlgorithm(UInt8)
  /// The key id in the text is not that of the name and key beside it.
  case keyIDMismatch(name: String, expected: UInt32, found: UInt32)
  /// A public key under which signatures of nobody are valid, or one written in a second way.
  case unsafePublicKey(hex: String)

  // Notes
  case malformedNote(NoteDefect)
  /// A key that was given did not make the signature that bears its name and id.
  case invalidSignature(name: String, keyID: UInt32)
  /// None of the signatures is by a key that was given.
  case noKnownSignature
  /// Two different keys that were given have this name and id.
  case ambiguousKey(name: String, keyID: UInt32)
  case malformedCheckpoint(CheckpointDefect)

  // Texts that travel
  case malformedProof(ProofDefect)
  case malformedRequest(ProofDefect)
  case malformedEntryBundle(EntryBundleDefect)
  /// Not a signature line with eight bytes of time and 64 of signature.
  case malformedCosignature(String)
  /// The line of the policy, from 1; the number of lines and one for what is missing at the end.
  case malformedPolicy(line: Int, PolicyDefect)

  // Tree
  case malformedTilePath(String)
  /// The partial tile at the right edge of this level does not have the width that the tree size demands.
  case wrongTileWidth(level: Int, expected: Int, found: Int)
  /// A node that the tree cannot have, or that its tiles do not hold.
  case missingHash(level: Int, index: Int)
  case leafOutsideTree(index: Int, size: Int)
  /// A consistency proof goes from a tree that is not empty to one that is not smaller.
  case sizesOutOfOrder(from: Int, to: Int)
  case wrongProofLength(expected: Int, found: Int)
  /// The proof leads to another root than the one that was signed.
  case rootMismatch(size: Int, expected: Hash, found: Hash)
}

/// Why a text is not a signed note (C2SP signed-note).
public enum NoteDefect: Equatable, Sendable {
  case notUTF8
  /// A control character other than the newline, at this byte offset.
  case controlCharacter(offset: Int)
  /// No blank line, or nothing after it.
  case noSignatures
  case missingFinalNewline
  /// The signature line with this number, from 1.
  case badSignatureLine(Int)
  case tooManySignatures(limit: Int)
}

/// Why a text is not a checkpoint (C2SP tlog-checkpoint).
public enum CheckpointDefect: Equatable, Sendable {
  case controlCharacter(offset: Int)
  case missingFinalNewline
  case tooFewLines(Int)
  /// The line with this number, from 1.
  case emptyLine(Int)
  /// Not a decimal number without leading zeros, or too large.
  case badSize(String)
  /// Not the canonical base64 of 32 bytes.
  case badRoot(String)
}
