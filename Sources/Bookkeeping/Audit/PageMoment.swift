import EventLedger
public import ExamRecords

/// One thing that happened to a printed page, or to what it says.
public struct PageMoment: Equatable, Sendable {
  public enum What: Equatable, Sendable {
    /// By which run (the append); layout and round for a sheet, where they can still be read.
    case printed(run: String, layout: String?, round: Int?)
    case returned(SigningWay)
    /// The handwriting on it was keyed in.
    case keyed
    /// Printed values that differ from the record since this event.
    case madeStale(fields: [String])
    /// By this event the record says again what is printed in these fields; in all of them if the page holds again.
    case agreesAgain(fields: [String], pageHolds: Bool)
    case signed(SigningWay, signedOn: String?, place: String?, except: [Int])
    case signatureTakenBack
    /// A newer page of the same kind.
    case superseded(by: String)
    /// A list that prints anew only the rows that changed.
    case supplemented(by: String)
    case withdrawn
    case restored
    case erased(authority: String)
    /// A signature, a return or the taking back of one whose content is gone: it may have been this sheet's.
    case untold
  }

  public var what: What
  public var cause: Cause
  /// The order number (STT) of the row of a list that it is about.
  public var order: Int?
}

extension Books {
  /// The erasures among the first `size` events that took the content of an event.
  func erasures(of position: Int, size: Int) throws -> [(cause: Cause, authority: String)] {
    try ledger.erasures().filter { erasure in
      erasure.position < size && erasure.erased.contains { $0.position == position }
    }.map { erasure in
      let header = try ledger.header(at: erasure.position)
      return (Cause(mark: EventMark(header), type: header.type, reason: erasure.reason), erasure.authority)
    }
  }
}
