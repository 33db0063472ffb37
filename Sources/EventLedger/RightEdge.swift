import CanonicalForms
import GRDB
import TransparencyLog

/// Reads the right edge of the tree at any size from the headers after the last full tile and the roots of the tiles
/// before it: at most 255 of each a level.
enum RightEdge {
  /// - Throws: `LedgerError.damaged` if a row is missing that the size demands.
  static func read(_ database: Database, size: Int, path: String) throws(LedgerError) -> TileBuilder {
    var pending: [[Hash]] = []
    while case let count = TileID.hashCount(level: pending.count, size: size), count > 0 {
      let width = TileID.partialWidth(level: pending.count, size: size)
      pending.append(try hashes(database, level: pending.count, count - width..<count, path: path))
    }
    do {
      return try TileBuilder(size: size, pending: pending)
    } catch {
      preconditionFailure("The right edge was read in the widths that its size demands: \(error)")
    }
  }

  /// Hashes of one level of tiles: of headers at level 0, else the roots of tiles of the level below.
  static func hashes(
    _ database: Database, level: Int, _ range: Range<Int>, path: String
  ) throws(LedgerError) -> [Hash] {
    level == 0
      ? try leafHashes(database, range, path: path)
      : try tileRoots(database, level: level - 1, range, path: path)
  }

  /// The leaf hashes of the headers in a range.
  static func leafHashes(_ database: Database, _ range: Range<Int>, path: String) throws(LedgerError) -> [Hash] {
    guard !range.isEmpty else { return [] }
    let hashes = try presentLeafHashes(database, range)
    guard hashes.count == range.count else {
      throw .damaged(
        path: path,
        Finding(
          code: .position, position: range.lowerBound + hashes.count, subject: "event",
          expected: "a row at every position below \(range.upperBound)", found: "none"))
    }
    return hashes
  }

  /// The leaf hashes of those headers of a range that are there without a gap from its beginning.
  static func presentLeafHashes(_ database: Database, _ range: Range<Int>) throws(LedgerError) -> [Hash] {
    let statement = try Statement(
      database, "SELECT position, header FROM event WHERE position >= ? AND position < ? ORDER BY position")
    statement.bind(1, range.lowerBound)
    statement.bind(2, range.upperBound)
    var hashes: [Hash] = []
    while try statement.step(), statement.integer(0) == range.lowerBound + hashes.count {
      hashes.append(MerkleTree.leafHash(statement.bytes(1)))
    }
    return hashes
  }

  private static func tileRoots(
    _ database: Database, level: Int, _ range: Range<Int>, path: String
  ) throws(LedgerError) -> [Hash] {
    guard !range.isEmpty else { return [] }
    let statement = try Statement(
      database, "SELECT number, root FROM tile WHERE level = ? AND number >= ? AND number < ? ORDER BY number")
    statement.bind(1, level)
    statement.bind(2, range.lowerBound)
    statement.bind(3, range.upperBound)
    var roots: [Hash] = []
    while try statement.step(), statement.integer(0) == range.lowerBound + roots.count,
      let root = Hash(bytes: statement.bytes(1))
    {
      roots.append(root)
    }
    guard roots.count == range.count else {
      throw .damaged(path: path, missingTile(TileID(level: level, number: range.lowerBound + roots.count)))
    }
    return roots
  }

  static func missingTile(_ id: TileID) -> Finding {
    Finding(
      code: .tile, position: id.number << (TileID.height * (id.level + 1)), subject: "tile \(id.level)/\(id.number)",
      expected: "256 hashes and their root", found: "none")
  }
}
