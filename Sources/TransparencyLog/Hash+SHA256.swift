import Crypto

extension Hash {
  /// SHA-256 of the bytes.
  public static func sha256(of bytes: UnsafeRawBufferPointer) -> Hash {
    var digest = SHA256()
    digest.update(bufferPointer: bytes)
    return digest.finalize().withUnsafeBytes { Hash(loading: $0) }
  }

  public static func sha256(of bytes: [UInt8]) -> Hash {
    bytes.withUnsafeBytes { sha256(of: $0) }
  }

  /// SHA-256 of the text's UTF-8.
  public static func sha256(of text: some StringProtocol) -> Hash {
    withUTF8(of: text) { sha256(of: $0) }
  }

  /// SHA-256 of `first || second`, without joining them in memory.
  public static func sha256(of first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Hash {
    var digest = SHA256()
    digest.update(bufferPointer: first)
    digest.update(bufferPointer: second)
    return digest.finalize().withUnsafeBytes { Hash(loading: $0) }
  }

  /// SHA-256 of `first` followed by the text's UTF-8: the commitment to a salted body.
  public static func sha256(of first: [UInt8], _ second: some StringProtocol) -> Hash {
    first.withUnsafeBytes { first in
      withUTF8(of: second) { sha256(of: first, $0) }
    }
  }
}
