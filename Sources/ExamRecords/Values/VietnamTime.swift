public import CanonicalForms

/// Times as people in Vietnam read them: Asia/Ho_Chi_Minh, UTC+7 without daylight saving since 1975.
extension Instant {
  public static let vietnamOffsetMinutes = 7 * 60

  /// The day in Vietnam.
  public var vietnamDate: CalendarDate { local(offsetMinutes: Self.vietnamOffsetMinutes).date }

  /// `24/04/2023 16:42:07`
  public var vietnamText: String {
    let (date, hour, minute, second, _) = local(offsetMinutes: Self.vietnamOffsetMinutes)
    return "\(date.vietnameseText) \(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
  }
}
