import Crypto

extension Hash {
  /// SHA-256 of bytes that come piece by piece, as of a file that is larger than memory.
  public struct Stream {
    private var digest = SHA256()

    public init() {}

    public mutating func append(_ bytes: UnsafeRawBufferPointer) { digest.update(bufferPointer: bytes) }

    /// The hash of all that was appended so far; more may follow.
    public var hash: Hash { digest.finalize().withUnsafeBytes { Hash(loading: $0) } }
  }
}
