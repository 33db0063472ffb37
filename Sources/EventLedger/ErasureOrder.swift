import CanonicalForms
import GRDB

/// What an event `personalData.erased` orders (`Schemas/ledger-format.md`, 13): the one reading of its payload, for who
/// deletes, verifies or reports.
public struct ErasureOrder: Sendable {
  public let header: EventHeader
  /// As they stand in the payload, allowed or not.
  public let positions: [Int]
  public let reason: String
  public let authority: String

  public static let type = LedgerEventType.personalDataErased.rawValue

  /// Nil if the event is no erasure, or the payload is not of the shape of its type. What else the type demands of the positions
  /// is for `verify` to say: whatever an erasure names counts as named (14.1).
  public init?(_ event: RecordedEvent) {
    guard event.header.type == Self.type, event.header.stream == Draft.ledgerStream,
      let body = event.body.flatMap({ try? JSON.parse(canonical: $0) })?.object,
      let positions = body["positions"]?.array, !positions.isEmpty, let reason = body["reason"]?.string,
      let authority = body["authority"]?.string
    else { return nil }
    self.positions = positions.compactMap(\.integer)
    guard self.positions.count == positions.count else { return nil }
    (header, self.reason, self.authority) = (event.header, reason, authority)
  }

  /// The orders of a history, in order.
  ///
  /// Rows are deleted for their sake, so an order counts only as the tree has committed to it: one whose payload is not what
  /// the header says is left out, and `verify` reports it.
  static func all(_ database: Database, below size: Int) throws(LedgerError) -> [ErasureOrder] {
    let statement = try Statement(
      database,
      """
      \(EventRows.columns)
      WHERE stream = 'ledger' AND type = 'personalData.erased' AND event.position < ? ORDER BY event.position
      """)
    statement.bind(1, size)
    var orders: [ErasureOrder] = []
    while try statement.step() {
      let header = try EventRows.header(statement, 0)
      guard EventRows.holds(header.commitment, statement) else { continue }
      if let order = ErasureOrder(RecordedEvent(header: header, body: statement.text(1))) { orders.append(order) }
    }
    return orders
  }

  /// The payloads that these orders may take and that are still there, ascending.
  static func remaining(
    _ orders: [ErasureOrder], _ database: Database, path: String
  ) throws(LedgerError) -> [Int] {
    let rows = try PayloadRows(database)
    var remaining: Set<Int> = []
    for order in orders {
      for position in order.positions where (0..<order.header.position).contains(position) {
        guard try rows.isThere(position), isErasable(try Tail.header(database, at: position, path: path)) else {
          continue
        }
        remaining.insert(position)
      }
    }
    return remaining.sorted()
  }

  /// Whether an event's payload may be erased: a candidate's, and of the ledger's own those that hold names.
  static func isErasable(_ header: EventHeader) -> Bool {
    header.stream != Draft.ledgerStream || LedgerEventType.erasableOnLedger.contains(header.type)
  }

  /// Why these positions may not be named by an erasure that is the next event; nil if they may.
  static func fault(
    _ positions: [Int], _ database: Database, size: Int, path: String
  ) throws(LedgerError) -> ErasureFault? {
    guard !positions.isEmpty else { return .nothingNamed }
    guard zip(positions, positions.dropFirst()).allSatisfy({ $0 < $1 }) else { return .notAscending }
    let rows = try PayloadRows(database)
    for position in positions {
      guard (0..<size).contains(position) else { return .notBelow(position: position, size: size) }
      let header = try Tail.header(database, at: position, path: path)
      guard isErasable(header) else { return .notErasable(position: position, type: header.type) }
      guard try rows.isThere(position) else { return .erasedAlready(position: position) }
    }
    return nil
  }
}

/// Why an erasure is not recorded.
public enum ErasureFault: Equatable, Sendable {
  case nothingNamed
  case notAscending
  case notBelow(position: Int, size: Int)
  /// One of the ledger's own events, whose payload must stay.
  case notErasable(position: Int, type: String)
  case erasedAlready(position: Int)
}

/// Which payloads are there.
struct PayloadRows {
  private let statement: Statement

  init(_ database: Database) throws(LedgerError) {
    statement = try Statement(database, "SELECT 1 FROM payload WHERE position = ?")
  }

  func isThere(_ position: Int) throws(LedgerError) -> Bool {
    statement.bind(1, position)
    defer { statement.reset() }
    return try statement.step()
  }
}
