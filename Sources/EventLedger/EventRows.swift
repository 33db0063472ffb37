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

  static let columns = "SELECT header, body FROM event LEFT JOIN payload USING (position)"

  /// The event of a row of `columns`.
  static func event(_ statement: Statement) throws(LedgerError) -> RecordedEvent {
    RecordedEvent(header: try header(statement, 0), body: statement.isText(1) ? statement.text(1) : nil)
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
          code: .header, position: nil, subject: String(decoding: bytes, as: UTF8.self), expected: "a header",
          found: "\(error)"))
    }
  }
}
