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
  static func event(_ statement: Statement) throws(LedgerError) -> RecordedEvent {
    let header = try header(statement, 0)
    guard statement.isText(1) else { return RecordedEvent(header: header, body: nil) }
    try demand(
      header.commitment, at: header.position, salt: statement.bytes(2), body: statement.bytes(1), path: statement.path)
    return RecordedEvent(header: header, body: statement.text(1))
  }

  /// A payload that was changed in the file is never shown as what an officer wrote.
  static func demand(
    _ commitment: Hash, at position: Int, salt: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer,
    path: @autoclosure () -> String
  ) throws(LedgerError) {
    let found = Hash.sha256(of: salt, body)
    guard found == commitment else {
      throw .damaged(
        path: path(),
        Finding(
          code: .commitment, position: position, subject: "payload", expected: "\(commitment.base64)",
          found: "\(found.base64)"))
    }
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
