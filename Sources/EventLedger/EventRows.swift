import CanonicalForms
import GRDB
import TransparencyLog

/// Reads rows of events into values.
enum EventRows {
  static func headers(_ database: Database, _ range: Range<Int>) throws(LedgerError) -> [EventHeader] {
    let statement = try Statement(
      database, "SELECT header FROM event WHERE position >= ? AND position < ? ORDER BY position")
    statement.bind(1, range.lowerBound)
    statement.bind(2, range.upperBound)
    var headers: [EventHeader] = []
    while try statement.step() { headers.append(try header(statement, 0)) }
    return headers
  }

  static let columns = "SELECT header, body, salt FROM event LEFT JOIN payload USING (position)"

  /// The event of a row of `columns`.
  static func event(
    _ statement: Statement, altered: AlteredPayloads = .refused
  ) throws(LedgerError) -> RecordedEvent {
    let header = try header(statement, 0)
    guard statement.isText(1) else { return RecordedEvent(header: header, body: nil) }
    return try event(
      header, salt: statement.bytes(2), body: statement.bytes(1), altered: altered, path: statement.path)
  }

  /// The event of a header and the payload that stands at its position.
  static func event(
    _ header: EventHeader, salt: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer, altered: AlteredPayloads,
    path: @autoclosure () -> String
  ) throws(LedgerError) -> RecordedEvent {
    let found = Hash.sha256(of: salt, body)
    if found == header.commitment {
      return RecordedEvent(header: header, body: String(decoding: body, as: UTF8.self))
    }
    guard altered == .refused else { return RecordedEvent(altered: header) }
    throw .damaged(
      path: path(),
      Finding(
        code: .commitment, position: header.position, subject: "payload",
        expected: "\(header.commitment.base64)", found: "\(found.base64)"))
  }

  /// Whether the payload in a row of `columns` is there and the one that its header commits to.
  static func holds(_ commitment: Hash, _ statement: Statement) -> Bool {
    statement.isText(1) && Hash.sha256(of: statement.bytes(2), statement.bytes(1)) == commitment
  }

  static func header(_ statement: Statement, _ column: Int32) throws(LedgerError) -> EventHeader {
    let bytes = statement.bytes(column)
    return EventHeader(try layout(bytes, path: statement.path), of: bytes)
  }

  static func layout(_ bytes: UnsafeRawBufferPointer, path: String) throws(LedgerError) -> HeaderLayout {
    do {
      return try HeaderLayout.parse(bytes)
    } catch {
      throw .damaged(
        path: path,
        Finding(
          code: .header, position: nil, subject: "\(String(decoding: bytes, as: UTF8.self))", expected: "a header",
          found: Evidence(error)))
    }
  }
}
