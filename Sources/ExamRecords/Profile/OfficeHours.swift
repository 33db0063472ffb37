public import CanonicalForms

/// When an office works, on the clock of Vietnam: a profile's `hours`, by which an auditor finds what was done outside them.
///
/// Within the hours is a moment on one of `days` that is not before `from` and is before `to`.
public struct OfficeHours: Equatable, Sendable {
  /// Minutes after midnight.
  public var from: Int
  public var to: Int
  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var days: Set<Int>

  /// - Precondition: `from` is before `to`, both within a day.
  public init(from: Int, to: Int, days: Set<Int>) {
    precondition(0 <= from && from < to && to <= Self.minutesOfDay, "Hours begin before they end.")
    self.from = from
    self.to = to
    self.days = days
  }

  private static let minutesOfDay = 24 * 60

  public func contains(_ instant: Instant) -> Bool {
    let (date, hour, minute, _, _) = instant.local(offsetMinutes: Instant.vietnamOffsetMinutes)
    return days.contains(date.weekday) && (from..<to).contains(hour * 60 + minute)
  }
}

extension OfficeHours {
  var json: JSON {
    [
      "from": .string(Self.format(from)), "to": .string(Self.format(to)),
      "days": .array(days.sorted().map(JSON.integer)),
    ]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    let from = try Self.minutes(&reader, "from")
    let to = try Self.minutes(&reader, "to")
    let days = try reader.integers("days")
    try reader.finish()
    guard from < to else {
      throw ShapeFault(path: "\(path)/to", expected: "a time after \(Self.format(from))", found: "\(Self.format(to))")
    }
    guard !days.isEmpty, days.allSatisfy((1...7).contains), Set(days).count == days.count else {
      throw ShapeFault(
        path: "\(path)/days", expected: "different numbers from 1 to 7",
        found: "\(days.map(String.init).joined(separator: ", "))")
    }
    self.init(from: from, to: to, days: Set(days))
  }

  /// `07:00`; a day ends at `24:00`.
  private static func minutes(_ reader: inout ObjectReader, _ key: String) throws(ShapeFault) -> Int {
    let text = try reader.string(key)
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard text.utf8.count == 5, parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }),
      let hour = Int(Substring(parts[0])), let minute = Int(Substring(parts[1])), minute < 60,
      hour * 60 + minute <= minutesOfDay
    else { throw ShapeFault(path: reader.path(to: key), expected: "a time of day as 07:00", found: "\(text)") }
    return hour * 60 + minute
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func format(_ minutes: Int) -> String { "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))" }
}

extension CalendarDate {
  /// 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = (dayNumber + 3) % 7
    return (days < 0 ? days + 7 : days) + 1
  }
}

extension ExamProfile {
  /// The moment after which an edit is late; nil if the profile names no deadline.
  public var editDeadline: Instant? {
    if let editsUntil { return deadlines.first { $0.id == editsUntil }?.at }
    return deadlines.map(\.at).max()
  }
}
