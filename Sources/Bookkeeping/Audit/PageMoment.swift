import CanonicalForms
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
  }

  public var what: What
  public var cause: Cause
  /// The order number (STT) of the row of a list that it is about.
  public var order: Int?
}

/// The content of a payload that was taken away.
public struct ErasureNote: Equatable, Sendable {
  public var cause: Cause
  public var authority: String
  public var positions: Set<Int>
}

extension Books {
  /// Every erasure among the first `size` events.
  func erasures(size: Int) throws -> [ErasureNote] {
    try ledger.events(stream: "ledger").compactMap { recorded in
      let header = recorded.header
      guard header.type == "personalData.erased", header.position < size,
        let body = recorded.body, let payload = (try? JSON.parse(canonical: body))?.object
      else { return nil }
      return ErasureNote(
        cause: Cause(mark: EventMark(header), type: header.type, reason: payload["reason"]?.string),
        authority: payload["authority"]?.string ?? "",
        positions: Set(payload["positions"]?.array?.compactMap(\.integer) ?? []))
    }
  }
}
