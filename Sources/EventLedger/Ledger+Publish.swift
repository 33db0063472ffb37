import CanonicalForms
import GRDB
public import TransparencyLog

/// What a run of `publish` did.
public struct Publication: Equatable, Sendable {
  public let path: String
  /// The head that the folder now shows.
  public let head: Checkpoint
  /// The head that it showed before; nil if there was none.
  public let previous: Checkpoint?
  /// The files written, relative to the folder, in the order in which they were.
  public let written: [String]
  /// How many partial tiles of earlier sizes were removed, because the full ones are there.
  public let removed: Int
}

extension Ledger {
  /// Publishes the ledger as a folder (`Schemas/ledger-format.md`, 17): headers, tiles, checkpoint, and the payloads of the
  /// events that change keys. Only what is missing is written; a file appears complete or not at all, the checkpoint last.
  ///
  /// - Throws: `folderNotContained` if the folder shows a head that this ledger does not contain, `folderUnreadable`,
  ///   `notAPublishedFolder`, `folderInUse`, `publishedDiffers`, `damaged`, `inputOutput`.
  public func publish(to target: String) throws -> Publication {
    let head = head
    let folder = try PublishedFolder(path: LedgerFile.absolute(target))
    let previous = try previousHead(in: folder)
    let tiles = TileResource.all(size: head.size)
    for tile in tiles where tile.id.level == 0 { try publishEntries(tile, to: folder, since: previous) }
    for tile in tiles { try publish(tile, to: folder, since: previous) }
    for event in try keyEvents(below: head.size) {
      try write(event.line, as: .key(event.position), to: folder, mayDiffer: false)
    }
    try folder.synchronize()
    try write(try cosignedNote(size: head.size), as: .checkpoint, to: folder, mayDiffer: true)
    try folder.synchronize()
    return Publication(
      path: folder.path, head: head, previous: previous, written: folder.writtenPaths,
      removed: folder.removePartials(below: tiles))
  }

  private func previousHead(in folder: PublishedFolder) throws -> Checkpoint? {
    guard let bytes = try folder.read(.checkpoint) else { return nil }
    let previous: Checkpoint
    do {
      previous = try Checkpoint.parse(SignedNote.parse(bytes).text)
    } catch {
      throw LedgerError.folderUnreadable(path: folder.path, error)
    }
    guard previous.origin == origin, previous.size <= size else {
      throw LedgerError.folderNotContained(path: folder.path, shown: previous, ledger: head)
    }
    let root = try root(at: previous.size)
    guard root == previous.root else {
      throw LedgerError.folderNotContained(
        path: folder.path, shown: previous, ledger: Checkpoint(origin: origin, size: previous.size, root: root))
    }
    return previous
  }

  /// Writes what is not there. What is there already must be what would be written.
  private func write(
    _ bytes: [UInt8], as part: PublishedPart, to folder: PublishedFolder, mayDiffer: Bool
  ) throws(LedgerError) {
    if let present = try folder.read(part) {
      if present == bytes { return }
      guard mayDiffer else { throw .publishedDiffers(path: folder.path, name: part.path) }
    }
    try folder.write(bytes, as: part)
  }

  /// Whether a part needs no look: the checkpoint that the folder shows vouches for it.
  private func isSettled(
    _ part: PublishedPart, _ tile: TileResource, _ folder: PublishedFolder, since previous: Checkpoint?
  ) -> Bool {
    guard let previous, tile.width == TileID.fullWidth,
      tile.id.number < TileID.fullCount(level: tile.id.level, size: previous.size)
    else { return false }
    return folder.has(part)
  }

  private func publishEntries(_ tile: TileResource, to folder: PublishedFolder, since previous: Checkpoint?) throws {
    let part = PublishedPart.entries(tile)
    guard !isSettled(part, tile, folder, since: previous) else { return }
    let first = tile.id.number * TileID.fullWidth
    let entries = try access { try Self.headerBytes($0, first..<first + tile.width, path: path) }
    try write(try EntryBundle(entries: entries).encode(), as: part, to: folder, mayDiffer: false)
  }

  /// Tiles are computed from the headers and from the roots below, and held against the stored ones: a damaged tile is not
  /// handed out.
  private func publish(_ tile: TileResource, to folder: PublishedFolder, since previous: Checkpoint?) throws {
    let part = PublishedPart.tile(tile)
    guard !isSettled(part, tile, folder, since: previous) else { return }
    let first = tile.id.number * TileID.fullWidth
    let hashes = try access { database in
      let hashes = try RightEdge.hashes(database, level: tile.id.level, first..<first + tile.width, path: path)
      if tile.width == TileID.fullWidth { try TileCheck.demand(tile.id, hashes, database, path: path) }
      return hashes
    }
    try write(hashes.withUnsafeBytes { Array($0) }, as: part, to: folder, mayDiffer: false)
  }

  static func headerBytes(_ database: Database, _ range: Range<Int>, path: String) throws(LedgerError) -> [[UInt8]] {
    let statement = try Statement(
      database, "SELECT position, header FROM event WHERE position >= ? AND position < ? ORDER BY position")
    statement.bind(1, range.lowerBound)
    statement.bind(2, range.upperBound)
    var headers: [[UInt8]] = []
    while try statement.step(), statement.integer(0) == range.lowerBound + headers.count {
      headers.append(Array(statement.bytes(1)))
    }
    guard headers.count == range.count else {
      throw .damaged(
        path: path,
        Finding(
          code: .position, position: range.lowerBound + headers.count, subject: "event",
          expected: "a row at every position below \(range.upperBound)", found: "none"))
    }
    return headers
  }

  // MARK: Keys

  private func keyEvents(below size: Int) throws -> [(position: Int, line: [UInt8])] {
    try access { database in
      try KeyEvents.read(database, from: 0, upTo: size, path: path).map { event in
        let position = event.header.position
        let statement = try Statement(database, "SELECT salt FROM payload WHERE position = ?")
        statement.bind(1, position)
        guard try statement.step(), let body = event.body else {
          preconditionFailure("The payload was just held against its commitment.")
        }
        let note = event.header.rotatesLedgerKey ? try Self.noteOfAppend(database, holding: position, path: path) : nil
        return (position, PublishedKey(payload: body, salt: Array(statement.bytes(0)), note: note).format())
      }
    }
  }

  /// The note of the checkpoint that ended the append of an event.
  static func noteOfAppend(_ database: Database, holding position: Int, path: String) throws -> String {
    let statement = try Statement(database, "SELECT note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1")
    statement.bind(1, position)
    guard try statement.step() else {
      throw LedgerError.damaged(
        path: path,
        Finding(
          code: .noCheckpoint, position: position, subject: "checkpoint", expected: "a row above \(position)",
          found: "none"))
    }
    return statement.text(0)
  }
}

extension Ledger {
  /// The note of a checkpoint as it is stored, and after it the witnesses' lines of its size, sorted.
  ///
  /// - Throws: `damaged` if there is no checkpoint of this size.
  func cosignedNote(size: Int) throws -> [UInt8] {
    let lines = try access { database in
      let statement = try Statement(database, "SELECT line FROM cosignature WHERE size = ?")
      statement.bind(1, size)
      var lines: [[UInt8]] = []
      while try statement.step() { lines.append(Array((statement.text(0) + "\n").utf8)) }
      return lines
    }
    guard let note = try checkpointNote(size: size) else {
      throw LedgerError.damaged(
        path: path,
        Finding(code: .noCheckpoint, position: nil, subject: "checkpoint \(size)", expected: "a row", found: "none"))
    }
    // By bytes: Swift would sort by canonical equivalence.
    return lines.sorted { $0.lexicographicallyPrecedes($1) }.reduce(into: Array(note.utf8)) { $0 += $1 }
  }
}
