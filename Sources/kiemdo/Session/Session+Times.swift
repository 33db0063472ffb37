import Bookkeeping
import CanonicalForms

extension Session {
  /// `25/04/2023 17:00` (Vietnam time, everything recorded up to and including that moment), RFC 3339, or `@1042`.
  func asOf(_ text: String) throws -> AsOf {
    if text.first == "@" {
      guard let position = Int(text.dropFirst()), position >= 0 else { throw Failure.badTime(text) }
      return .position(position)
    }
    if let instant = Instant(rfc3339: text) { return .instant(instant) }
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard (1...2).contains(parts.count), let date = day(String(parts[0])) else { throw Failure.badTime(text) }
    guard parts.count == 2 else {
      // A day alone means all of it.
      return .instant(Instant(date: date, hour: 23, minute: 59, second: 59, millisecond: 999, offsetMinutes: 7 * 60))
    }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(clock.count), clock.allSatisfy({ (1...2).contains($0.utf8.count) }),
      let hour = Int(clock[0]), (0..<24).contains(hour), let minute = Int(clock[1]), (0..<60).contains(minute),
      let second = clock.count == 3 ? Int(clock[2]) : 0, (0..<60).contains(second)
    else { throw Failure.badTime(text) }
    return .instant(Instant(date: date, hour: hour, minute: minute, second: second, offsetMinutes: 7 * 60))
  }

  /// `21/04/2023` or `2023-04-21`.
  func day(_ text: String) -> CalendarDate? {
    if let date = CalendarDate(text) { return date }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 4, let day = Int(parts[0]), let month = Int(parts[1]),
      let year = Int(parts[2])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  func demandDay(_ text: String?) throws -> CalendarDate? {
    guard let text else { return nil }
    guard let date = day(text) else { throw Failure.badDay(text) }
    return date
  }
}
