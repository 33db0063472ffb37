import Foundation

/// Writes a whole file or nothing: to a temporary name beside it, synchronised, then renamed. What is no regular file (a pipe, a
/// device) is written into.
enum FileOutput {
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    let path = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    do {
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        try write(bytes, into: try open(path, O_WRONLY, 0), synchronising: false)
        return
      }
      let random = String(UInt32.random(in: 0 ... .max), radix: 36)
      let temporary = path.folder + "/.\(path.lastComponent).\(random).tmp"
      let file = try open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
      do {
        try write(bytes, into: file, synchronising: true)
        guard rename(temporary, path) == 0 else { throw POSIXError.last }
      } catch {
        unlink(temporary)
        throw error
      }
    } catch {
      throw Failure.notWritten(path, detail: reason(error, folder: path.folder))
    }
  }

  private static func open(_ path: String, _ flags: Int32, _ mode: mode_t) throws -> Int32 {
    let file = Foundation.open(path, flags | O_CLOEXEC, mode)
    guard file >= 0 else { throw POSIXError.last }
    return file
  }

  private static func write(_ bytes: [UInt8], into file: Int32, synchronising: Bool) throws {
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw POSIXError.last }
      rest = rest.dropFirst(max(0, count))
    }
    guard !synchronising || fsync(file) == 0 else { throw POSIXError.last }
  }

  private static func reason(_ error: any Error, folder: String) -> String {
    if !FileManager.default.fileExists(atPath: folder) { return "không có thư mục / no folder \(folder)" }
    if let error = error as? POSIXError { return String(cString: strerror(Int32(error.code.rawValue))) }
    return "không ghi được / can't write"
  }

  /// The bytes of an input file, or of standard input for `-`.
  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw Failure.noSuchFile(path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure.unreadableFile(path, detail: "permission denied")
    }
    return Array(data)
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
