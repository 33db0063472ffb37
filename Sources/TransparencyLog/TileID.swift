/// A full tile of the tree (C2SP tlog-tiles): 256 hashes in a row, a subtree of height 8.
///
/// Level 0 tiles hold leaf hashes; each hash of a higher level is the root of a full tile one level below.
/// `x001/x234/067` is the number 1234067 in the path, three digits a step, so that no folder grows large:
///
/// ```
/// tile/0/x001/x234/067
/// ```
public struct TileID: Sendable, Hashable {
  /// The height of a tile, and the number of binary levels from one tile level to the next.
  public static let height = 8
  /// The number of hashes in a full tile.
  public static let fullWidth = 256
  /// The levels that a path can name.
  public static let levels = 0...63

  public let level: Int
  public let number: Int

  /// - Precondition: the level is between 0 and 63 and the number is not negative.
  public init(level: Int, number: Int) {
    precondition(Self.levels.contains(level), "A tile's level is between 0 and 63.")
    precondition(number >= 0, "A tile's number is not negative.")
    self.level = level
    self.number = number
  }

  /// The path of the full tile, relative to the log's prefix.
  public var path: String {
    TileResource(id: self, width: Self.fullWidth).path
  }

  /// How many hashes this level has in a tree of `size` leaves: `floor(size / 256^level)`.
  public static func hashCount(level: Int, size: Int) -> Int {
    precondition(levels.contains(level) && size >= 0, "A level is between 0 and 63, a size not negative.")
    return level * height < Int.bitWidth ? size >> (level * height) : 0
  }

  /// How many full tiles this level has in a tree of `size` leaves.
  public static func fullCount(level: Int, size: Int) -> Int {
    hashCount(level: level, size: size) / fullWidth
  }

  /// The width, 0 to 255, of the partial tile at the right edge of this level in a tree of `size` leaves.
  public static func partialWidth(level: Int, size: Int) -> Int {
    hashCount(level: level, size: size) % fullWidth
  }
}
