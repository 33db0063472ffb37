import Foundation
import TransparencyLog

/// A published folder while one publisher writes it: nothing is seen under its name before it is complete, and the
/// checkpoint is the last.
final class PublishedFolder {
  let path: String
  private let handle: Int32
  private var written: [String] = []
  private var touchedFolders: Set<String> = []

  /// Opens a folder, making it if only its last step is missing, and holds it against other publishers.
  ///
  /// - Throws: `noSuchFolder` (the one in which it is to be made), `notAFolder`, `inputOutput`, `folderInUse`,
  ///   `notAPublishedFolder` if it holds what no publisher put there.
  init(path: String) throws(LedgerError) {
    self.path = path
    if FileSystem.exists(path) {
      try FileSystem.demandFolder(path)
    } else {
      try FileSystem.demandFolder(LedgerFile.folder(of: path))
    }
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      throw .inputOutput(path: path, operation: "mkdir", errno: errno)
    }
    handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw .inputOutput(path: path, operation: "open", errno: errno) }
    // Where a medium knows no locks, publishing goes on without.
    if flock(handle, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(handle)
      throw .folderInUse(path: path)
    }
    do {
      try refuseForeignNames()
    } catch {
      close(handle)
      throw error
    }
  }

  deinit { close(handle) }

  /// A folder that was published before may hold anything besides (a page about it, a licence). One that was not could be
  /// anybody's: the private keys of a practice ledger lie in a folder `keys` too.
  private func refuseForeignNames() throws(LedgerError) {
    let names = try FileSystem.names(in: path)
    for name in names where Self.isTemporary(name) { unlink("\(path)/\(name)") }
    let isNew = !names.contains(PublishedPart.checkpoint.path)
    let foreign = names.first { isNew && !PublishedPart.topNames.contains($0) && !Self.isTemporary($0) }
    if let foreign { throw .notAPublishedFolder(path: path, name: foreign) }
    guard names.contains("keys") else { return }
    for name in try FileSystem.names(in: path + "/keys") where !name.utf8.allSatisfy(Ascii.isDigit) {
      throw .notAPublishedFolder(path: path, name: "keys/\(name)")
    }
  }

  // MARK: Parts

  func has(_ part: PublishedPart) -> Bool { FileSystem.exists("\(path)/\(part.path)") }

  func read(_ part: PublishedPart) throws(LedgerError) -> [UInt8]? {
    try FileSystem.bytes("\(path)/\(part.path)", limit: part.greatestLength)
  }

  func write(_ bytes: [UInt8], as part: PublishedPart) throws(LedgerError) {
    let target = "\(path)/\(part.path)"
    try makeFolders(above: part.path)
    let temporary = "\(path)/\(Self.temporaryPrefix)\(UInt64.random(in: 0 ... .max))"
    try FileSystem.write(bytes, toNew: temporary, mode: 0o644)
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw .inputOutput(path: target, operation: "rename", errno: code)
    }
    written.append(part.path)
  }

  /// Makes the names of all that was written so far last through a power cut.
  func synchronize() throws(LedgerError) {
    for folder in touchedFolders { try FileSystem.synchronizeNames(in: "\(path)/\(folder)") }
    try FileSystem.synchronizeNames(in: path)
    touchedFolders = []
  }

  /// The paths of what was written, in order.
  var writtenPaths: [String] { written }

  private func makeFolders(above part: String) throws(LedgerError) {
    var folder = ""
    for step in part.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? String(step) : "/\(step)"
      guard touchedFolders.insert(folder).inserted else { continue }
      if mkdir("\(path)/\(folder)", 0o755) != 0, errno != EEXIST {
        throw .inputOutput(path: "\(path)/\(folder)", operation: "mkdir", errno: errno)
      }
    }
  }

  // MARK: What a publisher may remove

  /// Removes the partial tiles of earlier sizes whose full tile is there (C2SP tlog-tiles allows it), and of those folders
  /// only what has the name of a width.
  ///
  /// - Returns: how many files went.
  func removePartials(below tiles: [TileResource]) -> Int {
    var count = 0
    for tile in tiles where tile.width == TileID.fullWidth {
      let parts = [PublishedPart.tile(tile)] + (tile.id.level == 0 ? [PublishedPart.entries(tile)] : [])
      for part in parts where has(part) {
        let folder = "\(path)/\(part.path).p"
        guard FileSystem.exists(folder), let names = try? FileSystem.names(in: folder) else { continue }
        for name in names {
          guard let width = Int(name), (1..<TileID.fullWidth).contains(width), String(width) == name else { continue }
          if unlink("\(folder)/\(name)") == 0 { count += 1 }
        }
        // Fails, as it should, where something else lies in it.
        rmdir(folder)
      }
    }
    return count
  }

  private static let temporaryPrefix = ".kiemdo-new-"

  private static func isTemporary(_ name: String) -> Bool { name.hasPrefix(temporaryPrefix) }
}
