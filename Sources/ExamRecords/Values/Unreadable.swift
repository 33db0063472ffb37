public import CanonicalForms

/// Why a text is no value of a field's type: what stands there, what was expected, and a guess that nobody acts on
/// unasked.
public enum Unreadable: Error, Equatable, Sendable {
  /// Letters became question marks: `NGUY?N TH? TUY?T`.
  case lostAccents(found: String)
  /// A control character, by its code point.
  case controlCharacter(found: String, codePoint: UInt32)
  /// More code points than a text may have.
  case tooLong(found: String, count: Int, maximum: Int)

  case notADate(found: String)
  /// A date that no calendar has: 31/02/2005.
  case noSuchDay(found: String)
  /// A year of two digits; the day it may mean, taking the century in which it is nearest before the exam.
  case twoDigitYear(found: String, maybe: CalendarDate?)
  /// The month stands where the day should: 03/25/2005.
  case monthDaySwapped(found: String, maybe: CalendarDate)
  /// A spreadsheet's number of a day: 38420 (1900 date system).
  case spreadsheetDate(found: String, maybe: CalendarDate)

  /// A spreadsheet's short form of a long number, which has lost digits: `3.1205E+10`.
  case scientific(found: String)
  /// A number with a spreadsheet's fraction where digits are meant: `31205001234.0`; its digits.
  case fraction(found: String, maybe: String)
  /// Digits of which zeros at the front were lost, and the text with them.
  case lostLeadingZero(found: String, restored: String)
  case notAnIdentityNumber(found: String)
  /// Not exactly so many digits.
  case notDigits(found: String, count: Int)

  case notANumber(found: String)
  case outOfRange(found: String, minimum: String, maximum: String)
  case tooManyPlaces(found: String, places: Int)
  case notAYear(found: String)
  case notAPhone(found: String)
  case notAnEmail(found: String)
  case notAFlag(found: String)

  /// Nothing in the code list is written like this; codes whose writings are near.
  case notInList(found: String, list: String, nearest: [String])
  /// More than one entry of the list is written like this; their codes.
  case ambiguous(found: String, list: String, matches: [String])

  /// What the text is with its zeros put back, if their loss is all that is wrong.
  public var restored: String? {
    if case .lostLeadingZero(_, let restored) = self { restored } else { nil }
  }
}
