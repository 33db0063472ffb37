public import EventLedger
public import ExamRecords

/// What the books can't do, with the particulars that a sentence about it needs.
public enum BookError: Error, Equatable, Sendable {
  case noProfile
  case noUnit
  case profileUnreadable(position: Int)
  /// No candidate answers to this text.
  case noCandidate(String)
  /// Several candidates answer to it.
  case severalCandidates(String, [Match])
  case code(String, CodeFault)
  /// The code of a class list where a candidate was expected.
  case codeOfList(String, className: String)
  /// The text names a candidate whose record is erased or, without an erasure, not readable for this program.
  case unknownCandidate(String, UnknownCandidate, Erasure?)
  /// Events can't be read, so what the records are is not known.
  case uncertain([RecordGap])
  /// Nothing of this candidate is left that could be erased.
  case nothingToErase(number: Int)
  /// An erasure was stopped before, and opening the books could not finish it.
  case erasureUnfinished(ErasureRest)
  /// The page printed at this position can't be told or drawn any more.
  case pageErased(String, position: Int, Erasure?)
  case noSuchClass(String)
  case noSuchLayout(String, known: [String])
  case noSuchRun(String)
  /// The record is not at the version that the command was decided on.
  case versionMoved(number: Int, expected: Int, found: Int, since: [Later])
  case noEventAtOrBefore(String)
  /// No event stands at these positions of a ledger of this size.
  case noEventInRange(from: Int?, to: Int?, size: Int)
  /// The profile adopted at `position` does not say when the office works, so nothing can be outside its hours.
  case profileNamesNoHours(position: Int)
  case profileNamesNoDeadline(position: Int)
  /// An event that nobody could read again.
  case unwritable(EventFault)
  /// The projections were not what the events say and were made anew: decide again.
  case projectionsRebuilt

  /// An event that came in between.
  public struct Later: Equatable, Sendable {
    public var mark: EventMark
    public var type: String

    public init(mark: EventMark, type: String) {
      self.mark = mark
      self.type = type
    }
  }

  public struct Match: Equatable, Sendable {
    public var number: Int
    public var fullName: String?
    public var className: String?
  }
}

/// Why the code of a sheet leads nowhere.
public enum CodeFault: Error, Equatable, Sendable {
  /// Neither a short code nor the 343 digits of a QR.
  case malformed
  /// The last six digits don't fit the position: a typing slip.
  case mistyped
  /// There is no print at that position.
  case unknown
  /// The digits carry no valid signature of this ledger.
  case forged
  case otherLedger
  /// Signed with this ledger's key, but not in this history: rolled back or forked.
  case notInHistory
  case erased
  /// Printed here, and its content can't be read though no erasure took it.
  case lost
}
