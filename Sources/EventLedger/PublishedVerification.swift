import CanonicalForms
import Dispatch
import Synchronization
public import TransparencyLog

extension PublishedLog {
  /// Checks all that a published folder allows to check, and gives an account of it in the codes and positions that the
  /// ledger itself would give (`Schemas/ledger-format.md`, 17). Whatever is damaged is a finding.
  ///
  /// - Parameters:
  ///   - trustedKey: a ledger key as known from outside; without it the folder is at most consistent in itself.
  ///   - knownCheckpoint: an earlier head that this history must contain.
  ///   - rootsAt: sizes at which the account is to give the root of this history.
  public func verify(
    trustedKey: VerifierKey? = nil, knownCheckpoint: Checkpoint? = nil, rootsAt: Set<Int> = []
  ) -> Account {
    let head: (note: SignedNote, checkpoint: Checkpoint)
    do {
      head = try self.head()
      let size = head.checkpoint.size
      guard (1...EventHeader.positionLimit).contains(size) else {
        return Account(
          only: Finding(
            code: .note, position: nil, subject: "checkpoint",
            expected: "a size from 1 to \(EventHeader.positionLimit)",
            found: "\(size)"))
      }
    } catch {
      let isThere = bytes(.checkpoint) != nil
      return Account(
        only: Finding(
          code: isThere ? .note : .noCheckpoint, position: nil, subject: "checkpoint", expected: "a signed checkpoint",
          found: isThere ? Evidence(error) : "none"))
    }
    var run = PublishedVerification(self, head, known: knownCheckpoint, rootsAt: rootsAt)
    return run.run(trustedKey: trustedKey)
  }
}

/// One run over a published folder: bundles in parallel, then their results in order.
private struct PublishedVerification {
  let log: PublishedLog
  let head: (note: SignedNote, checkpoint: Checkpoint)
  /// How many headers there are: the size of the head, or less where the last bundles are missing.
  let eventCount: Int
  var merge: VerificationMerge

  var size: Int { head.checkpoint.size }

  static var batchSize: Int { 16 * TileID.fullWidth }

  init(
    _ log: PublishedLog, _ head: (note: SignedNote, checkpoint: Checkpoint), known: Checkpoint?, rootsAt: Set<Int>
  ) {
    self.log = log
    self.head = head
    // A head may promise more than any disk holds: no work is done for bundles after the last one.
    eventCount = min(
      head.checkpoint.size, ((log.lastBundle(ofSize: head.checkpoint.size) ?? -1) + 1) * TileID.fullWidth)
    var rows = CheckpointRows()
    rows.sizes = [head.checkpoint.size]
    rows.notes = [head.checkpoint.size: head.note.format()]
    merge = VerificationMerge(
      checkpoints: rows, cuts: .commands(size: head.checkpoint.size), known: known, rootsAt: rootsAt)
  }

  mutating func run(trustedKey: VerifierKey?) -> Account {
    let stride = Self.batchSize
    for wave in Swift.stride(from: 0, to: eventCount, by: 8 * stride) {
      let ranges = (0..<8).map { wave + $0 * stride }.filter { $0 < eventCount }
        .map { $0..<min($0 + stride, eventCount) }
      for batch in runInParallel(ranges) { merge.add(batch) }
    }
    merge.runSignatureChecks()
    checkUpperTiles()
    if eventCount < size { addMissingEnd() }
    merge.checkOutsideKnowledge(eventCount: eventCount, trustedKey: trustedKey, shown: head.note)
    return merge.account(
      size: size, eventCount: eventCount, headNote: head.note.format(), trustedKey: trustedKey,
      shown: head.note, notChecked: [], erasures: [])
  }

  private func runInParallel(_ ranges: [Range<Int>]) -> [VerificationBatch<Void>] {
    let results = Mutex([Int: VerificationBatch<Void>]())
    let (log, size) = (log, size)
    DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
      let batch = VerificationBatch.run(log, ranges[index], size: size)
      results.withLock { $0[index] = batch }
    }
    return results.withLock { results in ranges.indices.compactMap { results[$0] } }
  }

  private mutating func addMissingEnd() {
    merge.findings.add(
      .unreadable, eventCount, "tile/entries", expected: "a bundle for each tile of \(size) events",
      found: "none from event \(eventCount) on")
    merge.findings.add(
      .root, eventCount, "checkpoint \(size)", expected: "\(size) events", found: "\(eventCount) events")
  }

  /// Levels 1 and up: full tiles and the partial one, as far as the headers reach.
  private mutating func checkUpperTiles() {
    var hashes = merge.tileRoots
    var level = 1
    while !hashes.isEmpty {
      for first in stride(from: 0, to: hashes.count, by: TileID.fullWidth) {
        let tile = TileResource(
          id: TileID(level: level, number: first / TileID.fullWidth), width: min(TileID.fullWidth, hashes.count - first)
        )
        // Where the headers end too early a tile of this size has another width.
        guard eventCount == size || tile.width == TileID.fullWidth else { continue }
        log.check(tile, expected: hashes[first..<first + tile.width], &merge.findings)
        log.checkEarlier(tile, expected: hashes[first..<first + tile.width], &merge.findings)
      }
      hashes = (0..<hashes.count / TileID.fullWidth).map {
        MerkleTree.root(ofFullTile: Array(hashes[$0 * TileID.fullWidth..<($0 + 1) * TileID.fullWidth]))
      }
      level += 1
    }
  }
}

extension PublishedLog {
  /// Compares a published tile with the hashes computed from the headers.
  fileprivate func check(_ tile: TileResource, expected: ArraySlice<Hash>, _ findings: inout Findings) {
    guard let bytes = bytes(.tile(tile)) else {
      findings.add(
        .tile, tile.id.number << (TileID.height * (tile.id.level + 1)), "\(tile.path)",
        expected: "\(tile.width) hashes",
        found: "none")
      return
    }
    bytes.withUnsafeBytes { bytes in
      _ = TileCheck.compare(tile.id, hashes: bytes, expected: expected, &findings)
    }
  }
}

extension PublishedLog {
  /// Compares the partial tiles of earlier sizes beside the one at the right edge, which are beginnings of it.
  fileprivate func checkEarlier(_ tile: TileResource, expected: ArraySlice<Hash>, _ findings: inout Findings) {
    for width in earlierWidths(of: .tile(tile), tile) {
      check(TileResource(id: tile.id, width: width), expected: expected.prefix(width), &findings)
    }
  }

  fileprivate func checkEarlierEntries(_ tile: TileResource, expected: ArraySlice<Hash>, _ findings: inout Findings) {
    let first = tile.id.number * TileID.fullWidth
    for width in earlierWidths(of: .entries(tile), tile) {
      let earlier = TileResource(id: tile.id, width: width)
      guard let entries = entries(earlier) else {
        findings.add(
          .unreadable, first, "\(earlier.entriesPath)", expected: "a bundle of \(width) headers", found: "other bytes")
        continue
      }
      let found = entries.map { MerkleTree.leafHash($0) }
      if let index = zip(found, expected).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
        findings.add(
          .tile, first + index, "\(earlier.entriesPath)", expected: "\(expected[expected.startIndex + index].base64)",
          found: "\(found[index].base64)")
      }
    }
  }

  /// The widths of the partial files beside this one that are narrower; none beside a full one.
  private func earlierWidths(of part: PublishedPart, _ tile: TileResource) -> [Int] {
    guard tile.width < TileID.fullWidth, let slash = part.path.lastIndex(of: "/"),
      let names = try? FileSystem.names(in: "\(path)/\(part.path[..<slash])")
    else { return [] }
    return names.compactMap { name in Int(name).flatMap { String($0) == name ? $0 : nil } }
      .filter { (1..<tile.width).contains($0) }.sorted()
  }
}

extension VerificationBatch where Reading == Void {
  /// Reads and checks the bundles of a range that begins at a multiple of 256, with their tiles and key payloads.
  fileprivate static func run(_ log: PublishedLog, _ range: Range<Int>, size: Int) -> VerificationBatch {
    var batch = VerificationBatch(range: range, readsEvents: false)
    batch.facts.reserveCapacity(range.count)
    batch.leaves.reserveCapacity(range.count)
    var last = LastHeader()
    for first in stride(from: range.lowerBound, to: range.upperBound, by: TileID.fullWidth) {
      let tile = TileResource(
        id: TileID(level: 0, number: first / TileID.fullWidth), width: min(TileID.fullWidth, size - first))
      guard let entries = log.entries(tile) else {
        batch.addUnreadable(log, tile, at: first)
        continue
      }
      for (index, header) in entries.enumerated() {
        header.withUnsafeBytes { batch.add($0, at: first + index, log, &last) }
      }
      log.check(tile, expected: batch.leaves.suffix(tile.width), &batch.findings)
      log.checkEarlier(tile, expected: batch.leaves.suffix(tile.width), &batch.findings)
      log.checkEarlierEntries(tile, expected: batch.leaves.suffix(tile.width), &batch.findings)
    }
    batch.computeTileRoots()
    return batch
  }

  /// The tile stands in for a bundle that can't be read, so that one lost file does not make the whole tree unprovable.
  private mutating func addUnreadable(_ log: PublishedLog, _ tile: TileResource, at first: Int) {
    findings.add(
      .unreadable, first, "\(tile.entriesPath)", expected: "a bundle of \(tile.width) headers",
      found: log.bytes(.entries(tile)) == nil ? "none" : "other bytes")
    let hashes = log.hashes(tile)
    if hashes == nil {
      findings.add(.tile, first, "\(tile.path)", expected: "\(tile.width) hashes", found: "none, or not so many")
    }
    leaves += hashes ?? Array(repeating: MerkleTree.emptyRoot, count: tile.width)
    facts += Array(repeating: nil, count: tile.width)
  }

  private mutating func add(
    _ header: UnsafeRawBufferPointer, at position: Int, _ log: PublishedLog, _ last: inout LastHeader
  ) {
    guard let layout = try? HeaderLayout.parse(header), let type = Self.keyEventType(layout, header) else {
      add(position, header: header, isText: true, payload: nil, &last, read: { _ in })
      return
    }
    guard let bytes = log.bytes(.key(position)) else {
      findings.add(.payloadMissing, position, "keys/\(position)", expected: "a file", found: "none")
      add(position, header: header, isText: true, payload: nil, &last, read: { _ in })
      return
    }
    guard let key = PublishedKey.parse(bytes), (key.note != nil) == (type == .ledgerKeyRotated) else {
      findings.add(
        .unreadable, position, "keys/\(position)",
        expected: "one line with payload and salt, and of a rotation the note of its append", found: "other bytes")
      add(position, header: header, isText: true, payload: nil, &last, read: { _ in })
      return
    }
    rotationNotes[position] = key.note
    let body = Array(key.payload.utf8)
    key.salt.withUnsafeBytes { salt in
      body.withUnsafeBytes { body in
        add(
          position, header: header, isText: true, payload: PayloadBytes(salt: salt, body: body), &last,
          read: { _ in })
      }
    }
  }

  /// Nil of what changes no keys.
  private static func keyEventType(_ layout: HeaderLayout, _ header: UnsafeRawBufferPointer) -> LedgerEventType? {
    guard header[layout.stream].elementsEqual(Draft.ledgerStream.utf8),
      let type = LedgerEventType(rawValue: String(decoding: header[layout.type], as: UTF8.self)), type.changesKeys
    else { return nil }
    return type
  }
}
