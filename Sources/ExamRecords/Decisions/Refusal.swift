/// Why a command on one candidate is refused before anything is recorded.
public enum Refusal: Error, Equatable, Sendable {
  case unknownField(String)
  /// The field already has this value.
  case unchanged(field: String, value: FieldValue?)
  case invalidValue(field: String, value: FieldValue)
  case nothingToChange
  /// The same field is named twice in one correction.
  case namedTwice(field: String)
  case reasonMissing
  /// A record without a name can't be found again.
  case nameMissing
  case alreadyWithdrawn(number: Int)
  case notWithdrawn(number: Int)
  case sheetNotReturned(code: String)
  case sheetNotSigned(code: String)
  /// Order numbers that did not sign belong to one list.
  case exceptNeedsOneList
  case noSuchOrder(className: String, order: Int)
  /// The order numbers of a class are others now than on its printed list, from which they were read.
  case ordersMoved(className: String, list: String)
}
