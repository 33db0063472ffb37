import CanonicalForms

/// Dates as people in Vietnam and their files write them: 09/03/2005, 9-3-2005, 9.3.2005, 2005-03-09, with a time of
/// midnight behind them or not.
enum DateReading {
  static func read(_ text: String, before lastDay: CalendarDate) throws(Unreadable) -> CalendarDate {
    guard let numbers = Numbers(text) else {
      if let serial = serialDay(text) { throw .spreadsheetDate(found: text, maybe: serial) }
      throw .notADate(found: text)
    }
    let (day, month, year): (Int, Int, Int)
    switch numbers.lengths {
    case (4, 1...2, 1...2): (year, month, day) = numbers.values
    case (1...2, 1...2, 4): (day, month, year) = numbers.values
    case (1...2, 1...2, 1...2):
      let (day, month, year) = numbers.values
      throw .twoDigitYear(found: text, maybe: guess(day, month, year, before: lastDay))
    default: throw .notADate(found: text)
    }
    if let date = CalendarDate(year: year, month: month, day: day) { return date }
    if month > 12, let swapped = CalendarDate(year: year, month: day, day: month) {
      throw .monthDaySwapped(found: text, maybe: swapped)
    }
    throw .noSuchDay(found: text)
  }

  /// Three numbers with the same separator between them, `/`, `-` or `.`, with or without spaces around it.
  private struct Numbers {
    var values = (0, 0, 0)
    var lengths = (0, 0, 0)

    init?(_ text: String) {
      var (value, length, place) = (0, 0, 0)
      var (separator, isPast): (UInt8, Bool) = (0, false)
      for byte in DateReading.withoutMidnight(text).utf8 {
        switch byte {
        case 0x30...0x39:
          guard !isPast, length < 4 else { return nil }
          value = value * 10 + Int(byte - 0x30)
          length += 1
        case 0x20: isPast = length > 0
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."):
          guard length > 0, place < 2, separator == 0 || separator == byte else { return nil }
          separator = byte
          set(place, value, length)
          (value, length, isPast) = (0, 0, false)
          place += 1
        default: return nil
        }
      }
      guard place == 2, length > 0 else { return nil }
      set(2, value, length)
    }

    private mutating func set(_ place: Int, _ value: Int, _ length: Int) {
      switch place {
      case 0: (values.0, lengths.0) = (value, length)
      case 1: (values.1, lengths.1) = (value, length)
      default: (values.2, lengths.2) = (value, length)
      }
    }
  }

  /// Exports of databases and spreadsheets put the time of day behind a date.
  private static func withoutMidnight(_ text: String) -> Substring {
    guard text.utf8.count > 10 else { return text[...] }
    for midnight in ["T00:00:00.000", "T00:00:00", " 00:00:00.000", " 00:00:00", " 0:00:00", " 00:00", " 0:00"]
    where text.hasSuffix(midnight) {
      return text.dropLast(midnight.count)
    }
    return text[...]
  }

  /// Day numbers of the 1900 date system between 1927 and 2119, with or without a fraction; no other date has five
  /// digits.
  private static func serialDay(_ text: String) -> CalendarDate? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 5, parts.allSatisfy({ $0.allSatisfy(\.isDigit) }),
      let number = Int(parts[0]), (10_000...80_000).contains(number)
    else { return nil }
    return CalendarDate(dayNumber: number - daysFrom1899To1970)
  }

  /// Day 0 is 1899-12-30 for all days since March 1900.
  private static let daysFrom1899To1970 = 25_569

  private static func guess(_ day: Int, _ month: Int, _ year: Int, before lastDay: CalendarDate) -> CalendarDate? {
    let century = lastDay.year / 100 * 100
    return [century + year, century - 100 + year].lazy
      .compactMap { CalendarDate(year: $0, month: month, day: day) }
      .first { $0 < lastDay }
  }
}

extension Character {
  /// An ASCII digit.
  var isDigit: Bool { asciiValue.map(\.isDigit) ?? false }
}
