import Foundation

/// The few calls on files that must be exact: modes, atomic replacement, never overwriting.
enum FileSystem {
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The permission bits; nil if there is no such file.
  static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt32(status.st_mode) & 0o777 : nil
  }

  static func read(_ path: String) throws(LedgerError) -> String? {
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .inputOutput(path: path, operation: "open", errno: errno)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Foundation.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw .inputOutput(path: path, operation: "read", errno: errno) }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// Writes a new file that only its owner can read; an existing one is left alone.
  ///
  /// - Throws: `keyExists` if there is a file already.
  static func create(_ path: String, _ text: String) throws(LedgerError) {
    let temporary = try writeTemporary(beside: path, text)
    defer { unlink(temporary) }
    // A link, unlike a rename, never replaces.
    guard link(temporary, path) == 0 else {
      if errno == EEXIST { throw .keyExists(path: path) }
      if errno != EPERM && errno != EOPNOTSUPP { throw .inputOutput(path: path, operation: "link", errno: errno) }
      guard !exists(path) else { throw .keyExists(path: path) }
      guard rename(temporary, path) == 0 else { throw .inputOutput(path: path, operation: "rename", errno: errno) }
      return
    }
  }

  /// Replaces a file as a whole: after a power cut it holds the old text or the new one.
  static func replace(_ path: String, _ text: String) throws(LedgerError) {
    let temporary = try writeTemporary(beside: path, text)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw .inputOutput(path: path, operation: "rename", errno: code)
    }
  }

  private static func writeTemporary(beside path: String, _ text: String) throws(LedgerError) -> String {
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    try write(Array(text.utf8), toNew: temporary, mode: 0o600)
    return temporary
  }

  /// Removes what `create` and `replace` could not take away themselves, because their process was killed in the middle.
  static func removeAbandoned(in folder: String) {
    for name in (try? names(in: folder)) ?? [] {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 4, parts.last == "new", UInt32(parts[parts.count - 2]) != nil,
        let writer = pid_t(parts[parts.count - 3]), writer > 0, kill(writer, 0) != 0, errno == ESRCH
      else { continue }
      unlink(folder + "/" + name)
    }
  }

  /// Writes and synchronises a file that is not there yet; what could not be written whole is removed.
  static func write(_ bytes: [UInt8], toNew path: String, mode: mode_t) throws(LedgerError) {
    let file = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw .inputOutput(path: path, operation: "create", errno: errno) }
    var rest = bytes[...]
    var isSound = true
    while isSound, !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      isSound = count > 0 || errno == EINTR
      rest = rest.dropFirst(max(0, count))
    }
    isSound = isSound && fsync(file) == 0
    let code = errno
    close(file)
    guard isSound else {
      unlink(path)
      throw .inputOutput(path: path, operation: "write", errno: code)
    }
  }

  /// The bytes of a regular file; nil if there is none of this name.
  ///
  /// - Parameter limit: one byte more than this is read at most, so that a caller sees that the file is too long.
  static func bytes(_ path: String, limit: Int) throws(LedgerError) -> [UInt8]? {
    try beginning(of: path, count: limit + 1)
  }

  /// At most this many of a regular file's first bytes; nil if there is none of this name.
  static func beginning(of path: String, count: Int) throws(LedgerError) -> [UInt8]? {
    // A pipe in the place of a file must not make a reader wait.
    let file = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .inputOutput(path: path, operation: "open", errno: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .inputOutput(path: path, operation: "read", errno: EINVAL)
    }
    let size = min(count, max(0, Int(status.st_size)))
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let read = bytes.withUnsafeMutableBytes {
        Foundation.read(file, $0.baseAddress?.advanced(by: filled), size - filled)
      }
      if read == 0 { break }
      guard read > 0 || errno == EINTR else { throw .inputOutput(path: path, operation: "read", errno: errno) }
      filled += max(0, read)
    }
    return Array(bytes[..<filled])
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws(LedgerError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .inputOutput(path: path, operation: "list", errno: errno)
    }
  }

  /// Makes the names in a folder last through a power cut, or says that they may not.
  static func synchronizeNames(in path: String) throws(LedgerError) {
    let folder = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .inputOutput(path: path, operation: "open", errno: errno) }
    defer { close(folder) }
    // A file system that has no such call keeps its own order.
    guard fsync(folder) == 0 || [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
      throw .inputOutput(path: path, operation: "fsync", errno: errno)
    }
  }
}

extension FileSystem {
  /// Brings a file that others have written to the disk.
  static func synchronize(_ path: String) throws(LedgerError) {
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .inputOutput(path: path, operation: "open", errno: errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .inputOutput(path: path, operation: "fsync", errno: errno) }
  }

  /// Whether a copy could be made without reading a byte (ioctl_ficlone(2), whose number the importer of C does not give).
  static func shareBlocks(of source: Int32, with target: Int32) -> Bool { ioctl(target, 0x4004_9409, source) == 0 }

  /// Hands over all bytes of an open file, from its beginning, piece by piece.
  ///
  /// - Returns: how many there were.
  static func read(
    _ file: Int32, path: String, _ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Void
  ) throws(LedgerError) -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      let count = pread(file, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .inputOutput(path: path, operation: "read", errno: errno) }
      if count == 0 { return offset }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
  }

  static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, path: String) throws(LedgerError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(file, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .inputOutput(path: path, operation: "write", errno: errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// - Throws: `noSuchFile`, `notAFile`, `inputOutput`.
  static func demandFile(_ path: String) throws(LedgerError) {
    guard let kind = try kind(path) else { throw .noSuchFile(path: path) }
    guard kind == S_IFREG else { throw .notAFile(path: path, isFolder: kind == S_IFDIR) }
  }

  /// - Throws: `noSuchFolder`, `notAFolder`, `inputOutput`.
  static func demandFolder(_ path: String) throws(LedgerError) {
    guard let kind = try kind(path) else { throw .noSuchFolder(path: path) }
    guard kind == S_IFDIR else { throw .notAFolder(path: path) }
  }

  /// What bears a name, which may be a link (`S_IFLNK`); nil if nothing does.
  static func kindOfName(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// What lies under a path, links followed; nil if there is nothing.
  private static func kind(_ path: String) throws(LedgerError) -> mode_t? {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .inputOutput(path: path, operation: "stat", errno: errno)
  }
}
