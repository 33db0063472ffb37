public import CanonicalForms
public import TransparencyLog

/// What the tree commits to of one event: small ASCII JSON without a name or a value.
///
/// Its exact stored bytes are the Merkle leaf, so there is one text for a header: these keys in this order, no white
/// space, at most 512 bytes. Example, on one line in the ledger:
///
/// ```
/// {"command":"01GZ0000000000000000000002","officer":"lan","payload":"44iwV8lA05NiPpv6fch3+AY0G6S9acHwqbfehkPYRt0=",
/// "position":3,"recordedAt":"2023-04-20T01:00:01.250Z","schema":1,"stream":"candidate/01GZ00000000000000000000C1",
/// "type":"candidate.registered","version":1}
/// ```
public struct EventHeader: Hashable, Sendable {
  /// The append; all its events share it, and no other append uses it.
  public let command: ULID
  /// Who made the append: `[a-z0-9][a-z0-9.-]{0,31}`.
  public let officer: String
  /// `payload` in the text: SHA-256(salt || payload).
  public let commitment: Hash
  /// From 0, equal to the index of the Merkle leaf, below 2^32.
  public let position: Int
  /// The writer's clock, never earlier than the event before, `clock.corrected` excepted. A claim, not a proof.
  public let recordedAt: Instant
  /// The version of the payload's schema, from 1.
  public let schema: Int
  /// `ledger` or `[a-z]+/ULID`.
  public let stream: String
  /// `[a-z][A-Za-z]*\.[a-z][A-Za-z]*`
  public let type: String
  /// 1, 2, 3… within the stream.
  public let version: Int

  public init(
    command: ULID, officer: String, commitment: Hash, position: Int, recordedAt: Instant, schema: Int, stream: String,
    type: String, version: Int
  ) {
    self.command = command
    self.officer = officer
    self.commitment = commitment
    self.position = position
    self.recordedAt = recordedAt
    self.schema = schema
    self.stream = stream
    self.type = type
    self.version = version
  }

  /// The greatest number of bytes of a header's text.
  public static let greatestLength = 512
  /// Positions are below this, so that a sheet's code holds one in four bytes.
  public static let positionLimit = 1 << 32
  /// Schema and version are at most this, like every integer in the ledger's JSON.
  public static let greatestInteger = JSON.largestInteger
}

extension EventHeader {
  /// The stored text.
  public func format() -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(320)
    format(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func format(into bytes: inout [UInt8]) {
    bytes += "{\"command\":\"".utf8
    bytes += command.text.utf8
    bytes += "\",\"officer\":\"".utf8
    bytes += officer.utf8
    bytes += "\",\"payload\":\"".utf8
    commitment.withUnsafeBytes { Base64.encode($0, appendingTo: &bytes) }
    bytes += "\",\"position\":".utf8
    bytes += String(position).utf8
    bytes += ",\"recordedAt\":\"".utf8
    bytes += recordedAt.text.utf8
    bytes += "\",\"schema\":".utf8
    bytes += String(schema).utf8
    bytes += ",\"stream\":\"".utf8
    bytes += stream.utf8
    bytes += "\",\"type\":\"".utf8
    bytes += type.utf8
    bytes += "\",\"version\":".utf8
    bytes += String(version).utf8
    bytes.append(UInt8(ascii: "}"))
  }

  /// Reads exactly what `format` writes.
  public static func parse(_ text: String) throws(HeaderFault) -> EventHeader {
    var text = text
    let result = text.withUTF8 { bytes in
      Result { () throws(HeaderFault) in
        EventHeader(try HeaderLayout.parse(UnsafeRawBufferPointer(bytes)), of: UnsafeRawBufferPointer(bytes))
      }
    }
    return try result.get()
  }

  /// The header that `layout` found in `bytes`.
  init(_ layout: HeaderLayout, of bytes: UnsafeRawBufferPointer) {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    guard let command = ULID(text(layout.command)) else {
      preconditionFailure("The layout of a header holds no text that is not a ULID.")
    }
    self.init(
      command: command, officer: text(layout.officer), commitment: layout.commitment, position: layout.position,
      recordedAt: layout.recordedAt, schema: layout.schema, stream: text(layout.stream), type: text(layout.type),
      version: layout.version)
  }
}

/// Why a text is not an event's header.
public struct HeaderFault: Error, Equatable, Sendable {
  public enum Reason: String, Sendable {
    /// A key, quotation mark, comma or brace that should stand here does not.
    case unexpectedText
    case tooLong, badULID, badOfficer, badCommitment, badInteger, positionTooLarge, badTime, badStream, badType
    case zeroSchema, zeroVersion
  }

  public let reason: Reason
  /// Byte offset in the text, from 0.
  public let offset: Int
}
