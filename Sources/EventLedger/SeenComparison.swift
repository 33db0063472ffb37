import CanonicalForms
import GRDB
public import TransparencyLog

/// Whether a history is an extension of the heads that were seen earlier.
public struct SeenComparison: Sendable {
  public enum Outcome: Equatable, Sendable {
    /// The history has this root at this size.
    case contained
    /// Another root at this size: not the same history.
    case differs(found: Hash)
    /// The history ends before: events that were there are not.
    case beyond(size: Int)
    /// The head is of another ledger.
    case otherLedger
    /// No key of this history signed it: it says nothing about this ledger.
    case notSigned
  }

  public struct Judgement: Sendable {
    public let head: SeenHead
    public let outcome: Outcome
    /// The ledger's key that signed the head, or of which the folder that shows it proves that it led there.
    public let signer: VerifierKey?
  }

  /// In the order of sizes.
  public let judgements: [Judgement]
  /// The first position that differs, where a folder was at hand to look it up.
  public let firstDifference: Int?

  /// The largest head that the history contains.
  public var lastAgreeing: SeenHead? { judgements.last { $0.outcome == .contained }?.head }

  /// The smallest head, signed by this ledger, that the history does not contain.
  public var firstDisagreeing: Judgement? { judgements.first { Self.contradicts($0.outcome) } }

  /// Every head is contained.
  public var isClean: Bool { judgements.allSatisfy { $0.outcome == .contained } }

  static func contradicts(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .differs, .beyond: true
    case .contained, .otherLedger, .notSigned: false
    }
  }

  /// One finding for each head that is signed by this ledger and not contained: `checkpoint.known`, at the first position that
  /// differs where that is known.
  public var findings: [Finding] {
    judgements.compactMap { judgement in
      let subject: Evidence = "checkpoint \(judgement.head.size), \(judgement.head.source)"
      switch judgement.outcome {
      case .differs(let found):
        return Finding(
          code: .knownCheckpoint, position: firstDifference, subject: subject,
          expected: "\(judgement.head.root.base64)",
          found: "\(found.base64)")
      case .beyond(let size):
        return Finding(
          code: .knownCheckpoint, position: firstDifference ?? size, subject: subject,
          expected: "\(judgement.head.size) events", found: "\(size) events")
      case .contained, .otherLedger, .notSigned: return nil
      }
    }
  }
}

extension SeenHead {
  /// The one of these keys that the folder which shows this head proves to be an earlier one of its ledger; nil if there is no
  /// folder. So two branches can be compared of which one has changed the key since.
  fileprivate func earlierKey(among keys: [VerifierKey]) -> VerifierKey? {
    keys.first(where: folderKeys.contains)
  }
}

extension Account {
  /// Holds the account of a ledger or a folder against heads seen earlier. The account must have been asked for the roots at
  /// their sizes.
  ///
  /// - Parameter firstDifference: looks up the first position where this history and that of a folder part; asked only for
  ///   a head that differs.
  public func compare(_ heads: [SeenHead], firstDifference: (PublishedLog) -> Int?) -> SeenComparison {
    let judgements = heads.sorted { $0.size < $1.size }.map { head in
      let signer = head.signer(among: boundKeys) ?? head.earlierKey(among: boundKeys)
      return SeenComparison.Judgement(head: head, outcome: outcome(of: head, signer: signer), signer: signer)
    }
    let differing = judgements.filter { SeenComparison.contradicts($0.outcome) }.compactMap(\.head.folder)
    return SeenComparison(judgements: judgements, firstDifference: differing.lazy.compactMap(firstDifference).min())
  }

  private func outcome(of head: SeenHead, signer: VerifierKey?) -> SeenComparison.Outcome {
    if let other = head.origin, let origin, other != origin { return .otherLedger }
    guard signer != nil else { return .notSigned }
    guard let root = roots[head.size] else { return .beyond(size: eventCount) }
    return root == head.root ? .contained : .differs(found: root)
  }
}

/// The first position where two histories part.
public enum FirstDifference {
  /// Between a ledger and a published folder; nil if one is the beginning of the other and they are of one length, or if
  /// neither can be read.
  public static func between(ledger path: String, and folder: PublishedLog) -> Int? {
    guard let size = try? folder.head().checkpoint.size else { return nil }
    let path = LedgerFile.real(path)
    return try? LedgerSnapshot(path).read { database in
      try find(size: size) { tile in
        let first = tile.id.number * TileID.fullWidth
        return try RightEdge.presentLeafHashes(database, first..<first + tile.width)
      } other: { tile in
        folder.hashes(tile)
      }
    }
  }

  /// Between two published folders.
  public static func between(_ one: PublishedLog, and other: PublishedLog) -> Int? {
    guard let left = try? one.head().checkpoint.size, let right = try? other.head().checkpoint.size else { return nil }
    let difference = find(size: min(left, right)) {
      one.leafHashes($0, of: left)
    } other: {
      other.leafHashes($0, of: right)
    }
    return difference ?? (left == right ? nil : min(left, right))
  }

  /// Compares leaf hashes, tile by tile; a tile that one side does not have whole differs where it ends.
  private static func find(
    size: Int, _ one: (TileResource) throws -> [Hash]?, other: (TileResource) -> [Hash]?
  ) rethrows -> Int? {
    for first in stride(from: 0, to: size, by: TileID.fullWidth) {
      let tile = TileResource(
        id: TileID(level: 0, number: first / TileID.fullWidth), width: min(TileID.fullWidth, size - first))
      guard let left = try one(tile), let right = other(tile) else { return nil }
      if let index = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
        return first + index
      }
      if left.count != right.count { return first + min(left.count, right.count) }
    }
    return nil
  }
}

extension PublishedLog {
  /// The leaf hashes of the first `width` events of a tile, out of the tile that a tree of `size` has there.
  fileprivate func leafHashes(_ tile: TileResource, of size: Int) -> [Hash]? {
    let first = tile.id.number * TileID.fullWidth
    let own = TileResource(id: tile.id, width: min(TileID.fullWidth, size - first))
    return hashes(own).map { Array($0.prefix(tile.width)) }
  }
}
