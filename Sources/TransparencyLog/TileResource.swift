/// A tile as it is published at a tree size: full, or the partial one at the right edge, whose path ends in its width.
///
/// ```
/// tile/0/273.p/112
/// ```
public struct TileResource: Sendable, Hashable {
  public let id: TileID
  /// The number of hashes, 1 to 256.
  public let width: Int

  /// - Precondition: the width is between 1 and 256; empty tiles are not published.
  public init(id: TileID, width: Int = TileID.fullWidth) {
    precondition((1...TileID.fullWidth).contains(width), "A tile's width is between 1 and 256.")
    self.id = id
    self.width = width
  }

  /// The path of the tile's hashes, relative to the log's prefix.
  public var path: String { "tile/\(id.level)/\(numberAndWidth)" }

  /// The path of the bundle of log entries under a level 0 tile: the hashes' path with `entries` for the level.
  ///
  /// - Precondition: the tile is of level 0.
  public var entriesPath: String {
    precondition(id.level == 0, "Only a level 0 tile stands for log entries.")
    return "tile/entries/\(numberAndWidth)"
  }

  /// All tiles of a tree of `size` leaves, level by level from the leaves, from left to right.
  public static func all(size: Int) -> [TileResource] {
    var resources: [TileResource] = []
    var level = 0
    while TileID.hashCount(level: level, size: size) > 0 {
      let fullCount = TileID.fullCount(level: level, size: size)
      resources += (0..<fullCount).map { TileResource(id: TileID(level: level, number: $0)) }
      let width = TileID.partialWidth(level: level, size: size)
      if width > 0 { resources.append(TileResource(id: TileID(level: level, number: fullCount), width: width)) }
      level += 1
    }
    return resources
  }

  private var numberAndWidth: String {
    let number = Self.format(number: id.number)
    return width == TileID.fullWidth ? number : "\(number).p/\(width)"
  }

  private static func format(number: Int) -> String {
    let last = threeDigits(number % 1000)
    let (rest, _) = number.quotientAndRemainder(dividingBy: 1000)
    return rest == 0 ? last : format(leading: rest) + last
  }

  private static func format(leading number: Int) -> String {
    let step = "x\(threeDigits(number % 1000))/"
    return number < 1000 ? step : format(leading: number / 1000) + step
  }

  private static func threeDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}

extension TileResource {
  /// Reads a path of hashes, full or partial; only the text that `path` would give is accepted.
  ///
  /// - Throws: `malformedTilePath`.
  public static func parse(path: String) throws(TransparencyLogError) -> TileResource {
    var steps = path.split(separator: "/", omittingEmptySubsequences: false)
    var width = TileID.fullWidth
    if steps.count >= 2, steps[steps.count - 2].hasSuffix(".p") {
      guard let partial = Int(steps.removeLast()) else { throw .malformedTilePath(path) }
      width = partial
      steps[steps.count - 1].removeLast(2)
    }
    guard steps.count >= 3, steps[0] == "tile", let level = Int(steps[1]), TileID.levels.contains(level),
      (1...TileID.fullWidth).contains(width)
    else { throw .malformedTilePath(path) }
    var number = 0
    for step in steps[2...] {
      let (shifted, overflows) = number.multipliedReportingOverflow(by: 1000)
      guard !overflows, let value = Int(step.drop { $0 == "x" }), (0..<1000).contains(value) else {
        throw .malformedTilePath(path)
      }
      let (sum, overflowsSum) = shifted.addingReportingOverflow(value)
      guard !overflowsSum else { throw .malformedTilePath(path) }
      number = sum
    }
    let resource = TileResource(id: TileID(level: level, number: number), width: width)
    // One text for each tile: signs, leading zeros and misplaced "x" differ from what is written again.
    guard resource.path.utf8.elementsEqual(path.utf8) else { throw .malformedTilePath(path) }
    return resource
  }
}
