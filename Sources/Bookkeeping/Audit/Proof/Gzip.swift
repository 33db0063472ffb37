import CZlib
import CanonicalForms

/// Writes one gzip member (RFC 1952), through zlib. Its header holds neither a time nor a name, so that the same bytes give the
/// same file.
final class GzipWriter {
  // zlib remembers where its state lies, so it lies still.
  private let stream: UnsafeMutablePointer<z_stream>
  private let write: ([UInt8]) throws -> Void
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter write: takes the compressed bytes.
  init(_ write: @escaping ([UInt8]) throws -> Void) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    self.write = write
    let code = deflateInit2_(
      stream, 6, Z_DEFLATED, Gzip.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib of another version, or no memory: \(code).")
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  func append(_ bytes: [UInt8]) throws {
    var bytes = bytes
    try bytes.withUnsafeMutableBufferPointer { try run($0, Z_NO_FLUSH) }
  }

  func finish() throws {
    try run(UnsafeMutableBufferPointer(start: nil, count: 0), Z_FINISH)
  }

  private func run(_ input: UnsafeMutableBufferPointer<UInt8>, _ flush: Int32) throws {
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = UInt32(input.count)
    repeat {
      let (code, count) = buffer.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let code = deflate(stream, flush)
        return (code, output.count - Int(stream.pointee.avail_out))
      }
      precondition(code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR, "zlib can't compress: \(code).")
      if count > 0 { try write(Array(buffer[..<count])) }
    } while stream.pointee.avail_out == 0
  }
}

/// Reads one gzip member and nothing after it.
final class GzipReader {
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private(set) var isAtEnd = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit2_(stream, Gzip.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib of another version, or no memory: \(code).")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Takes compressed bytes and hands over what they hold, piece by piece.
  ///
  func append(
    _ bytes: [UInt8], _ body: (ArraySlice<UInt8>) throws(GzipFault) -> Void
  ) throws(GzipFault) {
    guard !bytes.isEmpty else { return }
    guard !isAtEnd else { throw .trailingBytes }
    var bytes = bytes
    try bytes.withUnsafeMutableBufferPointer { (input) throws(GzipFault) in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      repeat {
        let (code, count) = buffer.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          let code = inflate(stream, Z_NO_FLUSH)
          return (code, output.count - Int(stream.pointee.avail_out))
        }
        if count > 0 { try body(buffer[..<count]) }
        switch code {
        case Z_OK, Z_BUF_ERROR: continue
        case Z_STREAM_END:
          isAtEnd = true
          guard stream.pointee.avail_in == 0 else { throw .trailingBytes }
          return
        default:
          throw .damaged(
            detail: stream.pointee.msg.map { Evidence(zlibMessage: String(cString: $0)) } ?? "zlib \(code)")
        }
      } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }
  }

  /// - Throws: `truncated` if the member is not complete.
  func finish() throws(GzipFault) {
    guard isAtEnd else { throw .truncated }
  }
}

enum Gzip {
  /// The largest window, and 16 for the gzip format.
  static let windowBits: Int32 = 15 + 16
}

enum GzipFault: Error, Equatable {
  case damaged(detail: Evidence)
  case truncated
  /// A second member, or anything else.
  case trailingBytes
}
