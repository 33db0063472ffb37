import Foundation
public import TransparencyLog

/// A published folder (`Schemas/ledger-format.md`, 17) as whoever received it reads it: bytes without trust.
public struct PublishedLog: Sendable {
  public let path: String

  /// - Throws: `noSuchFolder`, `notAFolder`.
  public static func open(at path: String) throws(LedgerError) -> PublishedLog {
    let path = LedgerFile.absolute(path)
    try FileSystem.demandFolder(path)
    return PublishedLog(path: path)
  }

  /// The head that the folder shows, as a note with the witnesses' lines; nobody's signature is checked.
  ///
  /// - Throws: `noPublishedHead` if there is none, `inputOutput` if it can't be read, `folderUnreadable` if it is no checkpoint.
  public func head() throws(LedgerError) -> (note: SignedNote, checkpoint: Checkpoint) {
    let part = PublishedPart.checkpoint
    guard let bytes = try FileSystem.bytes("\(path)/\(part.path)", limit: part.greatestLength) else {
      throw .noPublishedHead(path: path)
    }
    do {
      let note = try SignedNote.parse(bytes)
      return (note, try Checkpoint.parse(note.text))
    } catch {
      throw .folderUnreadable(path: path, error)
    }
  }

  /// The header of an event, as the folder shows it: for a folder that was verified.
  ///
  /// - Throws: `noSuchPosition` if the head does not reach it or nothing can be read there, and what `head` throws.
  public func header(at position: Int) throws(LedgerError) -> EventHeader {
    let size = try head().checkpoint.size
    let number = position / TileID.fullWidth
    guard (0..<size).contains(position),
      let entries = entries(
        TileResource(
          id: TileID(level: 0, number: number), width: min(TileID.fullWidth, size - number * TileID.fullWidth))),
      let header = try? EventHeader.parse(String(decoding: entries[position % TileID.fullWidth], as: UTF8.self))
    else { throw .noSuchPosition(position, size: size) }
    return header
  }

  /// Whether what every published folder has is there: a checkpoint, or at least tiles.
  public var isPublished: Bool {
    [PublishedPart.checkpoint.path, "tile"].contains { FileSystem.exists("\(path)/\($0)") }
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

  /// The greatest number of a bundle that is there under the name that this size demands; nil if there is none.
  func lastBundle(ofSize size: Int) -> Int? {
    guard let names = FileManager.default.enumerator(atPath: path + "/tile/entries") else { return nil }
    return names.compactMap { name in
      (name as? String).flatMap { try? TileResource.parse(path: "tile/0/" + $0) }
    }.filter { $0.width == min(TileID.fullWidth, size - $0.id.number * TileID.fullWidth) }.map(\.id.number).max()
  }
}
