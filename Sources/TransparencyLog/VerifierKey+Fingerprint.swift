extension VerifierKey {
  /// What people compare over the phone or on paper: the SHA-256 of the 32 bytes of the key, in lower-case hexadecimal, sixteen
  /// groups of four digits with a space between.
  ///
  /// The key id of four bytes is too short for that: another key with the same id can be made.
  public var fingerprint: String {
    let digits = Array(Hash.sha256(of: publicKey).hex)
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
  }
}
