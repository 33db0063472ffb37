import Foundation
public import TransparencyLog

/// A published folder (`Schemas/ledger-format.md`, 17) as whoever received it reads it: bytes without trust.
public struct PublishedLog: Sendable {
  public let path: String

  /// - Throws: `noSuchFolder`.
  public static func open(at path: String) throws(LedgerError) -> PublishedLog {
    let path = LedgerFile.absolute(path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noSuchFolder(path: path)
    }
    return PublishedLog(path: path)
  }

  /// The head that the folder shows, as a note with the witnesses' lines; nobody's signature is checked.
  ///
  /// - Throws: `folderUnreadable` if there is none or it is no checkpoint.
  public func head() throws(LedgerError) -> (note: SignedNote, checkpoint: Checkpoint) {
    guard let bytes = bytes(.checkpoint) else { throw .folderUnreadable(path: path, detail: "checkpoint: none") }
    do {
      let note = try SignedNote.parse(bytes)
      return (note, try Checkpoint.parse(note.text))
    } catch {
      throw .folderUnreadable(path: path, detail: "checkpoint: \(error)")
    }
  }

  /// What stands under a name; nil if nothing can be read there.
  func bytes(_ part: PublishedPart) -> [UInt8]? {
    try? FileSystem.bytes("\(path)/\(part.path)", limit: part.greatestLength)
  }

  /// The headers of a bundle; nil if it is missing or not one.
  func entries(_ tile: TileResource) -> [[UInt8]]? {
    guard let bytes = bytes(.entries(tile)) else { return nil }
    return try? EntryBundle.decode(bytes, width: tile.width).entries
  }

  /// The hashes of a tile; nil if it is missing or has another width.
  func hashes(_ tile: TileResource) -> [Hash]? {
    guard let bytes = bytes(.tile(tile)), bytes.count == tile.width * Hash.byteCount else { return nil }
    return stride(from: 0, to: bytes.count, by: Hash.byteCount).compactMap {
      Hash(bytes: bytes[$0..<$0 + Hash.byteCount])
    }
  }

  /// The greatest number of a bundle that is there, full or partial; nil if there is none.
  func lastBundle() -> Int? {
    guard let names = FileManager.default.enumerator(atPath: path + "/tile/entries") else { return nil }
    return names.compactMap { name in
      (name as? String).flatMap { Self.number(ofEntries: $0) }
    }.max()
  }

  private static func number(ofEntries name: String) -> Int? {
    (try? TileResource.parse(path: "tile/0/" + name))?.id.number
  }
}
