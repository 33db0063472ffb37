import CanonicalForms
import Testing

struct CalendarDateTests {
  @Test func `day numbers and dates are each other's inverse over all years`() throws {
    let first = try #require(CalendarDate(year: 0, month: 1, day: 1))
    let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
    #expect((first.dayNumber, last.dayNumber) == (-719_528, 2_932_896))
    let wrong = stride(from: first.dayNumber, through: last.dayNumber, by: 11).filter { number in
      let date = CalendarDate(dayNumber: number)
      return date.dayNumber != number || CalendarDate(year: date.year, month: date.month, day: date.day) != date
    }
    #expect(wrong.isEmpty)
  }

  @Test func `each day follows the one before, through every kind of year`() throws {
    for year in [0, 1, 4, 100, 400, 1582, 1899, 1900, 1969, 1970, 1972, 1999, 2000, 2004, 2023, 2024, 2100, 9998] {
      var before = try #require(CalendarDate(year: year, month: 1, day: 1))
      var days = 1
      while before.year == year, let next = Optional(CalendarDate(dayNumber: before.dayNumber + 1)) {
        #expect(before < next && next.dayNumber - before.dayNumber == 1)
        let sameMonth = (next.year, next.month, next.day) == (before.year, before.month, before.day + 1)
        let nextMonth = (next.year, next.month, next.day) == (before.year, before.month + 1, 1)
        let nextYear = (before.month, before.day) == (12, 31) && (next.year, next.month, next.day) == (year + 1, 1, 1)
        #expect(sameMonth || nextMonth || nextYear, "\(before.text) \(next.text)")
        if next.year != year { break }
        days += 1
        before = next
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      #expect(days == (isLeap ? 366 : 365), "\(year)")
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2005-03-09", 12_851), ("0000-03-01", -719_468),
    ("2023-06-28", 19_536),
  ])
  func `known days have known numbers`(text: String, number: Int) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == number)
    #expect(date.text == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2005-04-31", "2005-13-01", "2005-00-10", "2005-01-00", "2005-1-01", "05-01-01",
    "2005/01/01", "2005-01-01 ", "+005-01-01", "2005-01-0a", "２００５-01-01", "", "20050101", "2005-01-011",
  ])
  func `what is no day, or not written so, is none`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `29 February exists in leap years alone`() {
    let leapYears = (0...9999).filter { CalendarDate(year: $0, month: 2, day: 29) != nil }
    #expect(leapYears == (0...9999).filter { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) })
    #expect(CalendarDate(year: -1, month: 1, day: 1) == nil)
    #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test func `people read day, month, year`() throws {
    #expect(try #require(CalendarDate("2005-03-09")).vietnameseText == "09/03/2005")
    #expect(try #require(CalendarDate("0007-12-31")).vietnameseText == "31/12/0007")
  }
}
