import Foundation

extension FileOutput {
  /// No list of candidates, note, proof or policy is larger, by far.
  static let greatestInput = 256 << 20

  /// Hands over the bytes of an input file piece by piece; of standard input for `-`.
  ///
  /// - Throws: `Failure.noSuchFile`, `.isFolder`, `.unreadableFile` (of what is no regular file too), and what `body` throws.
  static func read(_ path: String, pieces body: ([UInt8]) throws -> Void) throws {
    let file = path == "-" ? STDIN_FILENO : try openToRead(path)
    defer { if path != "-" { close(file) } }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = Foundation.read(file, &buffer, buffer.count)
      if count == 0 { return }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Failure.unreadableFile(path, .system(errno))
      }
      try body(Array(buffer[..<count]))
    }
  }

  /// The bytes of an input file, or of standard input for `-`.
  ///
  /// - Throws: `Failure.noSuchFile`, `.isFolder`, `.unreadableFile`, `.tooLarge`.
  static func read(_ path: String, limit: Int = greatestInput) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { piece in
      guard bytes.count + piece.count <= limit else { throw Failure.tooLarge(path, limit: limit) }
      bytes += piece
    }
    return bytes
  }

  /// Whether anything lies under a path, links followed.
  ///
  /// - Throws: `Failure.unreadableFile` where that can't be told: a folder on the way that may not be looked into.
  static func isThere(_ path: String) throws -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return true }
    if errno == ENOENT || errno == ENOTDIR { return false }
    throw Failure.unreadableFile(path, .system(errno))
  }

  /// Whether a shell hands over an open file under this name: then there is a writer, or the end of what he wrote.
  private static func isHandedOver(_ path: String) -> Bool {
    path == "/dev/stdin" || ["/dev/fd/", "/proc/self/fd/"].contains(where: path.hasPrefix)
  }

  private static func openToRead(_ path: String) throws -> Int32 {
    if isHandedOver(path) {
      let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw Failure.unreadableFile(path, .system(errno)) }
      return file
    }
    // A pipe without a writer must not be waited for: what is read by name is a file.
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw Failure.noSuchFile(path) }
      throw Failure.unreadableFile(path, .system(errno))
    }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(file)
      throw Failure.isFolder(path, holds: firstFile(in: path))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw Failure.unreadableFile(path, .system(EINVAL))
    }
    return file
  }

  /// The first file by name, to name one as an example.
  private static func firstFile(in folder: String) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().first { name in
      var status = stat()
      return name.first != "." && stat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
