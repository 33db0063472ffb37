import EventLedger
import Foundation

/// Writes a whole file or nothing: to a temporary name beside it, synchronised, then renamed. What is no regular file (a pipe, a
/// device) is written into. A file that is there already is replaced only by its own kind.
enum FileOutput {
  static func write(_ bytes: [UInt8], to path: String, as kind: OutputKind, mode: mode_t = 0o600) throws {
    try kind.demand(path, replacedBy: bytes)
    try write(to: path, as: kind, mode: mode) { try $0(bytes) }
  }

  /// The same for bytes that come piece by piece.
  ///
  /// - Parameter body: is given what takes a piece. What else it throws comes out as it is.
  static func write<Value>(
    to path: String, as kind: OutputKind, mode: mode_t = 0o600,
    pieces body: (@escaping ([UInt8]) throws -> Void) throws -> Value
  ) throws -> Value {
    try kind.demand(path)
    do {
      var status = stat()
      // A pipe that a shell hands over has a name, but no place that its link could be followed to.
      if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        return try fill(try open(path, O_WRONLY, 0), synchronising: false, body)
      }
      let path = Ledger.realPath(of: path)
      let random = String(UInt32.random(in: 0 ... .max), radix: 36)
      let temporary = path.folder + "/.\(path.lastComponent).\(random).tmp"
      let file = try open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
      do {
        let value = try fill(file, synchronising: true, body)
        guard rename(temporary, path) == 0 else { throw POSIXError.last }
        return value
      } catch {
        unlink(temporary)
        throw error
      }
    } catch let error as POSIXError {
      throw Failure.notWritten(path, obstacle(error, folder: path.folder))
    }
  }

  private static func open(_ path: String, _ flags: Int32, _ mode: mode_t) throws -> Int32 {
    let file = Foundation.open(path, flags | O_CLOEXEC, mode)
    guard file >= 0 else { throw POSIXError.last }
    return file
  }

  private static func fill<Value>(
    _ file: Int32, synchronising: Bool, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Value
  ) throws -> Value {
    defer { close(file) }
    let value = try body { try write($0, into: file) }
    guard !synchronising || fsync(file) == 0 else { throw POSIXError.last }
    return value
  }

  private static func write(_ bytes: [UInt8], into file: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw POSIXError.last }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private static func obstacle(_ error: POSIXError, folder: String) -> FileObstacle {
    FileManager.default.fileExists(atPath: folder) ? .system(Int32(error.code.rawValue)) : .noFolder(folder)
  }

  /// Makes a folder and those above it that are missing.
  ///
  /// - Returns: the folders that were made, the outermost first.
  @discardableResult
  static func makeFolder(_ path: String, mode: mode_t) throws -> [String] {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure.isFile(path) }
      return []
    }
    let above = path.hasSuffix("/") ? String(path.dropLast()).folder : path.folder
    let made = above == path ? [] : try makeFolder(above, mode: mode)
    guard mkdir(path, mode) == 0 else {
      let number = errno
      for folder in made.reversed() { rmdir(folder) }
      throw Failure.notWritten(path, .system(number))
    }
    return made + [path]
  }
}

extension String {
  /// The folder of a path, `.` where it names none.
  var folder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// The last component of a path.
  var lastComponent: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}

extension POSIXError {
  /// What the last failed call of the system says.
  fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
