public import TransparencyLog

/// The newest head that a witness has seen of one ledger, as it keeps it:
///
/// ```
/// kiemdo/witnessed/v1
/// key <the ledger's verifier key that the witness trusts>
/// time <seconds since 1970 of the last cosignature>
///
/// <the signed note>
/// ```
public struct WitnessedHead: Sendable, Equatable {
  public let ledgerKey: VerifierKey
  /// Seconds since 1970-01-01T00:00:00Z.
  public let time: Int
  public let note: SignedNote
  public let checkpoint: Checkpoint

  func format() -> String { "\(Self.firstLine)\nkey \(ledgerKey)\ntime \(time)\n\n\(note.format())" }

  /// Nil unless it is exactly what `format` would write.
  static func parse(_ text: String) -> WitnessedHead? {
    let parts = text.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == firstLine, parts[1].hasPrefix("key "), parts[2].hasPrefix("time "),
      parts[3].isEmpty, let key = try? VerifierKey.parse(String(parts[1].dropFirst("key ".count))),
      let time = Int(parts[2].dropFirst("time ".count)), let note = try? SignedNote.parse(String(parts[4])),
      let checkpoint = try? Checkpoint.parse(note.text)
    else { return nil }
    let head = WitnessedHead(ledgerKey: key, time: time, note: note, checkpoint: checkpoint)
    return head.format() == text ? head : nil
  }

  private static let firstLine = "kiemdo/witnessed/v1"
}
