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

  /// Opens the ledger, and refuses a paper that would take its place before anything is read.
  init(_ session: Session, _ paper: ReportOptions) throws {
    try session.demandLedger()
    self.session = session
    desk = AuditDesk(try Ledger.open(at: session.ledgerPath, mode: .read))
    try paper.demand(of: ledger, session)
  }

  func books() throws -> Books {
    if let opened { return opened }
    let books = try session.openBooks()
    opened = books
    return books
  }

  /// The place that was asked for; all of the ledger if none was.
  func viewpoint(asOf text: String?) throws -> Viewpoint {
    try session.viewpoint(text, desk)
  }
}
