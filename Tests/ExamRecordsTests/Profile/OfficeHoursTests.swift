import CanonicalForms
import ExamRecords
import Testing

struct OfficeHoursTests {
  @Test func `weekdays are those of ISO 8601, before 1970 too`() throws {
    for (day, weekday) in [
      ("1970-01-01", 4), ("1969-12-31", 3), ("1969-12-28", 7), ("2023-04-24", 1), ("2024-02-29", 4), ("2000-01-01", 6),
    ] {
      #expect(try #require(CalendarDate(day)).weekday == weekday, "\(day)")
    }
  }

  @Test func `the hour that begins them is within, the one that ends them is not, on a clock in Vietnam`() throws {
    let hours = OfficeHours(from: 7 * 60, to: 18 * 60, days: [1, 2, 3, 4, 5, 6])
    for (time, isWithin) in [
      ("2023-04-24T00:00:00.000Z", true), ("2023-04-23T23:59:59.999Z", false), ("2023-04-24T10:59:59.999Z", true),
      ("2023-04-24T11:00:00.000Z", false), ("2023-04-23T05:00:00.000Z", false), ("2023-04-22T05:00:00.000Z", true),
      // Saturday in Greenwich is Sunday in Vietnam by then.
      ("2023-04-22T17:30:00.000Z", false), ("2023-04-23T17:30:00.000Z", false),
    ] {
      #expect(hours.contains(try #require(Instant(ledgerText: time))) == isWithin, "\(time)")
    }
    let always = OfficeHours(from: 0, to: 24 * 60, days: [7])
    #expect(always.contains(try #require(Instant(ledgerText: "2023-04-22T17:00:00.000Z"))))
    #expect(!always.contains(try #require(Instant(ledgerText: "2023-04-23T17:00:00.000Z"))))
  }

  @Test func `the deadline of edits is the one named, else the latest`() throws {
    var profile = try TestProfiles.year2023()
    #expect(profile.editDeadline?.text == "2023-05-13T10:00:00.000Z")
    profile.editsUntil = nil
    #expect(profile.editDeadline?.text == "2023-06-06T16:59:59.999Z")
    profile.deadlines = []
    #expect(profile.editDeadline == nil)
    #expect(profile.hours == OfficeHours(from: 420, to: 1080, days: [1, 2, 3, 4, 5, 6]))
  }
}
