/// A SHA-256 value: 32 bytes, stored in place, so that arrays of millions of them need no further memory.
public struct Hash: Sendable, Hashable {
  public static let byteCount = 32

  // The bytes in memory order, whatever the machine's byte order: words are only copied and compared.
  private let word0: UInt64
  private let word1: UInt64
  private let word2: UInt64
  private let word3: UInt64

  /// - Precondition: `bytes` holds 32 bytes, at any alignment.
  init(loading bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == Self.byteCount, "A hash is loaded from exactly 32 bytes.")
    word0 = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    word1 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    word2 = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    word3 = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
  }

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    if let hash = bytes.withContiguousStorageIfAvailable({ Hash(loading: UnsafeRawBufferPointer($0)) }) {
      self = hash
    } else {
      self = Array(bytes).withUnsafeBytes { Hash(loading: $0) }
    }
  }

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(loading: bytes)
  }

  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  /// Calls `body` with the 32 bytes; the pointer must not outlive the call.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: self, body)
  }
}

extension Hash: CustomStringConvertible {
  /// The hash in hexadecimal.
  public var description: String { hex }
}
