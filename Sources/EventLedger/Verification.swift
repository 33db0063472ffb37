import CanonicalForms
import Dispatch
import Foundation
import GRDB
import Synchronization
import TransparencyLog

/// One run of `verify`: batches in parallel, then their results in order.
final class Verification<Reading: Sendable> {
  private let path: String
  private let known: Checkpoint?
  private let witnesses: [WitnessVerifierKey]
  private let rootsAt: Set<Int>
  private let read: (@Sendable (RecordedEvent) -> Reading)?
  private let source: LedgerSnapshot
  private var merge: VerificationMerge
  private var notChecked: [NotChecked] = []
  private var eventCount = 0

  static var batchSize: Int { 16 * TileID.fullWidth }

  init(
    path: String, known: Checkpoint?, witnesses: [WitnessVerifierKey], rootsAt: Set<Int>,
    read: (@Sendable (RecordedEvent) -> Reading)?
  ) throws(LedgerError) {
    self.path = path
    self.known = known
    self.witnesses = witnesses
    self.rootsAt = rootsAt
    self.read = read
    // One for each worker, one that holds the snapshot, one for SQLite's own checks.
    source = try LedgerSnapshot(path, connections: max(1, min(8, ProcessInfo.processInfo.activeProcessorCount)) + 2)
    merge = VerificationMerge(checkpoints: CheckpointRows(), known: known)
  }

  func run(trustedKey: VerifierKey?, inspect: (Reading) -> [Remark]) throws -> Account {
    let connections = source.connections
    let workers = Array(connections.dropLast(2))
    let snapshot = connections[connections.count - 2]
    let integrity = IntegrityRun(connections[connections.count - 1])
    var late = Findings()
    let (rows, size, erasures) = try snapshot.read { database in
      let rows = try begin(database)
      let size = rows.sizes.last ?? 0
      runBatches(workers, size: size, inspect: inspect)
      guarded(subject: "tables event, payload and tile", &late) { findings throws(LedgerError) in
        try outside(database, &findings)
        try upperTiles(database, &findings)
      }
      return (rows, size, ErasureCheck.run(database, merge, &late, &notChecked))
    }
    if let format = merge.registry.format, format > Schema.format {
      throw LedgerError.newerFormat(path: path, found: format)
    }
    for finding in late.all + integrity.findings() { merge.findings.add(finding) }
    checkEnd(rows, size: size, trustedKey)
    for connection in connections { try? connection.close() }
    return account(rows, size: size, trustedKey, erasures)
  }

  /// Marks, schema, checkpoints and the number of events.
  private func begin(_ database: Database) throws -> CheckpointRows {
    var findings = Findings()
    try FileCheck.marksAndSchema(database, path: path, &findings)
    let rows =
      guarded(subject: "table checkpoint", &findings) { findings throws(LedgerError) in
        try CheckpointRows.checkCosignatures(database, witnesses: witnesses, &findings)
        eventCount = try database.integer("SELECT count(*) FROM event") ?? 0
        return try CheckpointRows.read(database, &findings)
      } ?? CheckpointRows()
    merge = VerificationMerge(checkpoints: rows, known: known, rootsAt: rootsAt)
    for finding in findings.all { merge.findings.add(finding) }
    return rows
  }

  @discardableResult
  private func guarded<Value>(
    subject: Evidence, _ findings: inout Findings, _ body: (inout Findings) throws(LedgerError) -> Value
  ) -> Value? {
    do {
      return try body(&findings)
    } catch {
      findings.add(.unreadable, nil, subject, expected: "rows", found: Evidence(error))
      return nil
    }
  }

  // MARK: Batches

  private func runBatches(_ workers: [DatabaseQueue], size: Int, inspect: (Reading) -> [Remark]) {
    let stride = Self.batchSize
    for wave in Swift.stride(from: 0, to: eventCount, by: stride * workers.count) {
      let ranges = (0..<workers.count).map { wave + $0 * stride }.filter { $0 < eventCount }
        .map { $0..<min($0 + stride, eventCount) }
      for batch in runInParallel(workers, ranges) {
        merge.add(batch)
        for reading in batch.readings.prefix(max(0, size - batch.range.lowerBound)) {
          guard let reading else { continue }
          take(inspect(reading))
        }
      }
      merge.runSignatureChecks()
    }
  }

  private func runInParallel(_ workers: [DatabaseQueue], _ ranges: [Range<Int>]) -> [VerificationBatch<Reading>] {
    let results = Mutex([Int: VerificationBatch<Reading>]())
    let read = read
    DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
      let batch = try? workers[index].read { database in
        if let read {
          VerificationBatch.run(database, ranges[index], read: read, readsEvents: true)
        } else {
          VerificationBatch.run(
            database, ranges[index], read: { _ in preconditionFailure("Nobody reads the events.") },
            readsEvents: false)
        }
      }
      results.withLock { $0[index] = batch }
    }
    return results.withLock { results in ranges.indices.compactMap { results[$0] } }
  }

  private func take(_ remarks: [Remark]) {
    for remark in remarks {
      switch remark {
      case .finding(let finding): merge.findings.add(finding)
      case .notChecked(let item): notChecked.append(item)
      }
    }
  }

  // MARK: What lies outside of the batches

  private func outside(_ database: Database, _ findings: inout Findings) throws(LedgerError) {
    let events = try Statement(database, "SELECT position FROM event WHERE position < 0 OR position >= ?")
    events.bind(1, eventCount)
    while try events.step() {
      findings.add(
        .position, events.integer(0), "event", expected: "positions 0 to \(eventCount - 1) without gaps",
        found: "\(events.integer(0))")
    }
    let payloads = try Statement(database, "SELECT position FROM payload WHERE position < 0 OR position >= ?")
    payloads.bind(1, eventCount)
    while try payloads.step() {
      findings.add(
        .payloadStray, payloads.integer(0), "payload", expected: "an event at its position", found: "none")
    }
  }

  private func upperTiles(_ database: Database, _ findings: inout Findings) throws(LedgerError) {
    var hashes = merge.tileRoots
    var level = 1
    let statement = try Statement(database, "SELECT root, hashes FROM tile WHERE level = ? AND number = ?")
    while hashes.count >= TileID.fullWidth {
      var roots: [Hash] = []
      for number in 0..<hashes.count / TileID.fullWidth {
        let row = hashes[number * TileID.fullWidth..<(number + 1) * TileID.fullWidth]
        let root = MerkleTree.root(ofFullTile: Array(row))
        roots.append(root)
        statement.reset()
        statement.bind(1, level)
        statement.bind(2, number)
        let id = TileID(level: level, number: number)
        guard try statement.step() else {
          findings.add(RightEdge.missingTile(id))
          continue
        }
        TileCheck.compare(
          id, root: statement.bytes(0), hashes: statement.bytes(1), expected: row, expectedRoot: root, &findings)
      }
      (hashes, level) = (roots, level + 1)
    }
    try strayTiles(database, &findings)
  }

  private func strayTiles(_ database: Database, _ findings: inout Findings) throws(LedgerError) {
    let statement = try Statement(database, "SELECT level, number FROM tile ORDER BY level, number")
    while try statement.step() {
      let (level, number) = (statement.integer(0), statement.integer(1))
      let isExpected =
        (0...3).contains(level) && number >= 0 && number < TileID.fullCount(level: level, size: eventCount)
      if !isExpected {
        findings.add(.tile, nil, "tile \(level)/\(number)", expected: "none", found: "a tile")
      }
    }
  }

  // MARK: The end

  private func checkEnd(_ rows: CheckpointRows, size: Int, _ trustedKey: VerifierKey?) {
    if rows.sizes.isEmpty {
      merge.findings.add(.noCheckpoint, nil, "table checkpoint", expected: "a checkpoint", found: "none")
    }
    if let beyond = rows.sizes.first(where: { $0 > eventCount }) {
      merge.findings.add(
        .root, eventCount, "checkpoint \(beyond)", expected: "\(beyond) events", found: "\(eventCount) events")
    }
    if eventCount > size {
      merge.findings.add(
        .aboveCheckpoint, size, "event", expected: "none above the last checkpoint",
        found: "\(eventCount - size) events")
    }
    merge.checkOutsideKnowledge(eventCount: eventCount, trustedKey: trustedKey)
  }

  private func account(
    _ rows: CheckpointRows, size: Int, _ trustedKey: VerifierKey?, _ erasures: [Erasure]
  ) -> Account {
    merge.account(
      size: size, eventCount: eventCount, headNote: rows.notes[size], trustedKey: trustedKey, notChecked: notChecked,
      erasures: erasures)
  }
}

/// SQLite's own checks on a thread of their own.
private final class IntegrityRun: Sendable {
  private let result = Mutex<[Finding]>([])
  private let group = DispatchGroup()

  init(_ connection: DatabaseQueue) {
    DispatchQueue.global().async(group: group) { [self] in
      let findings: [Finding]
      do {
        findings = try connection.read { FileCheck.integrity($0) }
      } catch {
        findings = [
          Finding(
            code: .integrity, position: nil, subject: "integrity_check", expected: "ok",
            found: Evidence(LedgerFile.mapped(error)))
        ]
      }
      result.withLock { $0 = findings }
    }
  }

  func findings() -> [Finding] {
    group.wait()
    return result.withLock { $0 }
  }
}
