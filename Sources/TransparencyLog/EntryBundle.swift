/// The log entries under a tile of level 0 (C2SP tlog-tiles, "Log entries"): for each its length in two bytes,
/// big-endian, then its bytes.
///
/// The path is `TileResource.entriesPath`. A decoded bundle is not a checked one: its leaf hashes must be those of the
/// tile.
public struct EntryBundle: Sendable, Equatable {
  /// The number of bytes that two bytes of length can state.
  public static let entryLimit = 65_535

  /// 1 to 256 entries, from left to right.
  public let entries: [[UInt8]]

  /// - Throws: `malformedEntryBundle` with `entryTooLong`.
  /// - Precondition: there are 1 to 256 entries.
  public init(entries: [[UInt8]]) throws(TransparencyLogError) {
    precondition((1...TileID.fullWidth).contains(entries.count), "A bundle has 1 to 256 entries.")
    if let index = entries.firstIndex(where: { $0.count > Self.entryLimit }) {
      throw .malformedEntryBundle(.entryTooLong(index: index, byteCount: entries[index].count))
    }
    self.entries = entries
  }

  /// The hashes of the tile over these entries.
  public var leafHashes: [Hash] { entries.map { MerkleTree.leafHash($0) } }

  public func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries {
      bytes.append(UInt8(entry.count >> 8))
      bytes.append(UInt8(entry.count & 0xff))
      bytes += entry
    }
    return bytes
  }

  /// - Parameters:
  ///   - width: how many entries there must be, 1 to 256: the width of the tile.
  ///   - entryLimit: how long an entry may be, in bytes.
  /// - Throws: `malformedEntryBundle`.
  public static func decode(
    _ bytes: [UInt8], width: Int, entryLimit: Int = entryLimit
  ) throws(TransparencyLogError) -> EntryBundle {
    precondition((1...TileID.fullWidth).contains(width), "A tile's width is between 1 and 256.")
    var entries: [[UInt8]] = []
    entries.reserveCapacity(width)
    var offset = 0
    while offset < bytes.count {
      let index = entries.count
      guard index < width else { throw .malformedEntryBundle(.tooManyBytes(offset: offset)) }
      guard offset + 2 <= bytes.count else { throw .malformedEntryBundle(.cutShort(index: index)) }
      let count = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      guard count <= entryLimit else { throw .malformedEntryBundle(.entryTooLong(index: index, byteCount: count)) }
      let start = offset + 2
      guard start + count <= bytes.count else { throw .malformedEntryBundle(.cutShort(index: index)) }
      entries.append(Array(bytes[start..<(start + count)]))
      offset = start + count
    }
    guard entries.count == width else {
      throw .malformedEntryBundle(.tooFewEntries(expected: width, found: entries.count))
    }
    return try EntryBundle(entries: entries)
  }
}

/// Why bytes are not the entry bundle of a tile (C2SP tlog-tiles).
public enum EntryBundleDefect: Equatable, Sendable {
  /// The entry with this number in the bundle, from 0.
  case entryTooLong(index: Int, byteCount: Int)
  /// The bytes end within the entry with this number, from 0.
  case cutShort(index: Int)
  case tooFewEntries(expected: Int, found: Int)
  /// More bytes follow the last entry of the tile, from this offset.
  case tooManyBytes(offset: Int)
}
