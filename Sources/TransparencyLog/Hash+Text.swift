extension Hash {
  /// The 44 characters of standard base64, as in checkpoints and event headers.
  public var base64: String {
    withUnsafeBytes { Base64.encode($0) }
  }

  /// Nil unless `base64` is the canonical base64 of 32 bytes.
  public init?(base64 text: some StringProtocol) {
    guard let hash = withUTF8(of: text, { Hash(base64: $0) }) else { return nil }
    self = hash
  }

  /// Nil unless the ASCII text is the canonical base64 of 32 bytes.
  public init?(base64 text: UnsafeRawBufferPointer) {
    guard Base64.decodedCount(of: text) == Self.byteCount else { return nil }
    let hash = withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 8) { bytes in
      Base64.decode(text, into: bytes) ? Hash(loading: UnsafeRawBufferPointer(bytes)) : nil
    }
    guard let hash else { return nil }
    self = hash
  }

  /// The 64 lower-case hexadecimal digits.
  public var hex: String {
    withUnsafeBytes { Hex.encode($0) }
  }

  /// Nil unless `hex` is 64 lower-case hexadecimal digits.
  public init?(hex text: some StringProtocol) {
    guard let bytes = Hex.decode(text) else { return nil }
    self.init(bytes: bytes)
  }
}
