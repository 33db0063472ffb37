import Bookkeeping
import EventLedger

extension Session {
  /// How many events an answer counts: all, or those up to the place that was asked for. Where times don't rise with positions a
  /// time is a doubtful place, and that is said.
  func size(asOf text: String?, _ books: Books) throws -> Int {
    guard let text else { return books.ledger.size }
    let place = try asOf(text)
    if case .instant = place, let warning = clockWarning(try books.ledger.clockSteps(below: books.ledger.size)) {
      console.note(warning)
    }
    return try books.size(asOf: place)
  }
}
