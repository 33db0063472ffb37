import Foundation

/// Writes a whole file or nothing: to a temporary name beside it, then renamed.
enum FileOutput {
  static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
    let folder = path.folder
    let temporary = folder + "/.\(path.lastComponent).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do {
      let made = FileManager.default.createFile(
        atPath: temporary, contents: Data(bytes), attributes: [.posixPermissions: mode])
      guard made else { throw CocoaError(.fileWriteUnknown) }
      guard rename(temporary, path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw Failure.notWritten(path, detail: reason(error, folder: folder))
    }
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
