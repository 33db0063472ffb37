import TransparencyLog

/// A file of a published folder (`Schemas/ledger-format.md`, 17): the layout of C2SP tlog-tiles, and beside it the payloads
/// of the events that change keys.
enum PublishedPart: Hashable {
  case checkpoint
  case tile(TileResource)
  case entries(TileResource)
  case key(Int)

  /// Relative to the folder.
  var path: String {
    switch self {
    case .checkpoint: "checkpoint"
    case .tile(let tile): tile.path
    case .entries(let tile): tile.entriesPath
    case .key(let position): "keys/\(position)"
    }
  }

  /// What no part of its kind is longer than, so that a reader is not made to swallow a disk.
  var greatestLength: Int {
    switch self {
    case .checkpoint: 1 << 16
    case .tile: TileID.fullWidth * Hash.byteCount
    case .entries: TileID.fullWidth * (2 + EntryBundle.entryLimit)
    case .key: 1 << 20
    }
  }

  /// The names at the top of a published folder.
  static let topNames: Set<String> = ["checkpoint", "keys", "tile"]
}
