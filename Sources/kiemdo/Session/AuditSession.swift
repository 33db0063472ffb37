import Bookkeeping
import EventLedger
import ExamRecords

/// What the auditor's commands look at: the ledger alone. Books, whose projections may have to be made in memory, are opened
/// only where a candidate is looked up or a page names the unit.
final class AuditSession {
  let desk: AuditDesk
  private let session: Session
  private var opened: Books?

  var ledger: Ledger { desk.ledger }

  init(_ session: Session) throws {
    try session.demandLedger()
    self.session = session
    desk = AuditDesk(try Ledger.open(at: session.ledgerPath, mode: .read))
  }

  func books() throws -> Books {
    if let opened { return opened }
    let books = try session.openBooks()
    opened = books
    return books
  }

  /// The size of the ledger at the place that was asked for; all of it if none was.
  func size(asOf text: String?) throws -> Int {
    try session.viewpoint(text, desk).size
  }
}
