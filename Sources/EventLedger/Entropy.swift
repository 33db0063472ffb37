import Foundation

/// Where salts and ids get their random bytes: an argument, so that a test can repeat a history.
public struct Entropy: Sendable {
  private let source: @Sendable (Int) -> [UInt8]

  /// - Parameter source: gives as many unpredictable bytes as asked for.
  public init(_ source: @escaping @Sendable (Int) -> [UInt8]) {
    self.source = source
  }

  public func bytes(_ count: Int) -> [UInt8] {
    let bytes = source(count)
    precondition(bytes.count == count, "A source of entropy gives what it was asked for.")
    return bytes
  }

  /// The kernel's generator, asked in bulk: a system call a word would cost more than the hashing of a whole import.
  public static let system = Entropy { count in
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var rest = UnsafeMutableRawBufferPointer(buffer)[...]
      while !rest.isEmpty {
        // getentropy(3) gives at most 256 bytes a call.
        let part = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(256))
        let code = getentropy(part.baseAddress, part.count)
        precondition(code == 0, "The system gives random bytes.")
        rest = rest.dropFirst(part.count)
      }
      initialized = count
    }
  }
}

/// Random words out of `Entropy`, for ids.
struct EntropyGenerator: RandomNumberGenerator {
  let entropy: Entropy

  func next() -> UInt64 {
    entropy.bytes(8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }
}
