import CanonicalForms
import Foundation
import Testing
import TransparencyLog

@testable import EventLedger

/// A ledger's rows as whoever owns the file can write them anew: events by append, sealed again with whatever keys he has.
struct RewrittenHistory {
  struct Event {
    var header: EventHeader
    /// In hexadecimal.
    var salt: String
    /// Nil: no row.
    var body: String?
  }

  var appends: [[Event]]
  /// Those of the ledger, in the order of their force.
  var ledgerKeys: [SigningKey]
  var officerKeys: [String: SigningKey]
  /// Who signs the checkpoint of an append, where it is not who should.
  var signers: [Int: [SigningKey]] = [:]
  /// Whether pages get anchors that are true of the new history.
  var anchors = true
  /// Whether headers are given the positions, versions and commitments that they should have.
  var numbers = true
  /// Whether the checkpoints are made anew; otherwise those of the file stay.
  var seals = true

  var size: Int { appends.map(\.count).reduce(0, +) }

  init(of scene: Scene) throws {
    let rows = try scene.query(
      "SELECT header || char(31) || coalesce(hex(salt), '') || char(31) || coalesce(body, char(30)) || char(29) FROM event LEFT JOIN payload USING (position) ORDER BY position"
    )
    var events = try rows.split(separator: "\u{1D}").map { row in
      let parts = row.trimmingCharacters(in: .newlines).split(separator: "\u{1F}", omittingEmptySubsequences: false)
      try #require(parts.count == 3)
      return Event(
        header: try EventHeader.parse(String(parts[0])), salt: String(parts[1]),
        body: parts[2] == "\u{1E}" ? nil : String(parts[2]))
    }[...]
    let sizes = try scene.query("SELECT size FROM checkpoint ORDER BY size").split(separator: "\n").compactMap {
      Int($0)
    }
    appends = []
    for size in sizes {
      let count = size - (events.first?.header.position ?? 0)
      appends.append(Array(events.prefix(count)))
      events = events.dropFirst(count)
    }
    let folder = try scene.keyFolder()
    func key(_ name: String) throws -> SigningKey {
      try SigningKey.parse(
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).trimmingCharacters(in: .newlines))
    }
    officerKeys = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("officer-") {
      officerKeys[String(name.dropFirst(8).dropLast(4))] = try key(name)
    }
    ledgerKeys = try [key("ledger.key")]
    if let first = try scene.firstLedgerKey(), first != ledgerKeys[0].verifierKey {
      let name = "ledger-\(first.format().split(separator: "+")[1]).key"
      ledgerKeys.insert(try key(name), at: 0)
    }
  }

  /// The place of the event of this position.
  func place(_ position: Int) throws -> (append: Int, index: Int) {
    var start = 0
    for (number, append) in appends.enumerated() {
      if position < start + append.count { return (number, position - start) }
      start += append.count
    }
    throw Missing(position: position)
  }

  struct Missing: Error { let position: Int }

  mutating func edit(_ position: Int, _ change: (inout Event) throws -> Void) throws {
    let (append, index) = try place(position)
    try change(&appends[append][index])
  }

  /// Replaces a text in a payload, which has to hold it.
  mutating func replace(_ old: String, _ new: String, at position: Int) throws {
    try edit(position) { event in
      let body = try #require(event.body)
      try #require(body.contains(old), "\(position) holds no \(old): \(body)")
      event.body = body.replacingOccurrences(of: old, with: new)
    }
  }

  /// A further append by an officer, one event for each type and payload.
  mutating func append(
    by officer: String, after seconds: Int = 60, _ events: [(stream: String, type: String, body: String)]
  ) throws {
    let last = try #require(appends.last?.last?.header)
    let time = Instant(milliseconds: last.recordedAt.milliseconds + seconds * 1000)
    let command = try #require(ULID("01GZ" + String(repeating: "0", count: 16) + String(100_000 + appends.count)))
    appends.append(
      events.map { event in
        Event(
          header: last.changed(
            command: command, officer: officer, position: 0, recordedAt: time, schema: 1, stream: event.stream,
            type: event.type, version: 1), salt: String(repeating: "5A", count: 32), body: event.body)
      })
  }
}

extension EventHeader {
  func changed(
    command: ULID? = nil, officer: String? = nil, commitment: Hash? = nil, position: Int? = nil,
    recordedAt: Instant? = nil, schema: Int? = nil, stream: String? = nil, type: String? = nil, version: Int? = nil
  ) -> EventHeader {
    EventHeader(
      command: command ?? self.command, officer: officer ?? self.officer, commitment: commitment ?? self.commitment,
      position: position ?? self.position, recordedAt: recordedAt ?? self.recordedAt, schema: schema ?? self.schema,
      stream: stream ?? self.stream, type: type ?? self.type, version: version ?? self.version)
  }
}
