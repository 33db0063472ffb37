/// A moment in UTC to the millisecond, as the ledger stamps it: `2023-04-25T09:59:59.123Z` (RFC 3339).
///
/// The proleptic Gregorian calendar, years 0000 to 9999, no leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  public init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The date and time of day on a clock that is `offset` minutes ahead of UTC.
  public func local(offsetMinutes: Int) -> (date: CalendarDate, hour: Int, minute: Int, second: Int, millisecond: Int) {
    let shifted = milliseconds + offsetMinutes * 60_000
    let day = Int((Double(shifted) / 86_400_000).rounded(.down))
    let rest = shifted - day * 86_400_000
    return (
      CalendarDate(dayNumber: day), rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000
    )
  }

  /// - Parameter offsetMinutes: how far the clock that shows `date` and time is ahead of UTC.
  public init(
    date: CalendarDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0, offsetMinutes: Int
  ) {
    milliseconds =
      date.dayNumber * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond
      - offsetMinutes * 60_000
  }

  /// The first and the last moment that the ledger's form can write.
  private static let first = Instant(milliseconds: -62_167_219_200_000)
  private static let last = Instant(milliseconds: 253_402_300_799_999)

  /// The one text of this moment in the ledger.
  public var text: String {
    let (date, hour, minute, second, millisecond) = local(offsetMinutes: 0)
    return "\(date.text)T\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)).\(millisecond.padded(3))Z"
  }

  /// Reads the ledger's form: exactly three digits of fraction, `Z`, a real date. Nil for anything else.
  public init?(ledgerText text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."),
      let date = CalendarDate(bytes[0..<10]), let hour = decimal(bytes[11..<13]), hour < 24,
      let minute = decimal(bytes[14..<16]), minute < 60, let second = decimal(bytes[17..<19]), second < 60,
      let millisecond = decimal(bytes[20..<23])
    else { return nil }
    self.init(
      date: date, hour: hour, minute: minute, second: second, millisecond: millisecond, offsetMinutes: 0)
  }

  /// Reads any RFC 3339 date-time: an offset or `Z`, up to nine digits of fraction (cut to milliseconds).
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), let date = CalendarDate(bytes[0..<10]),
      let hour = decimal(bytes[11..<13]), hour < 24, let minute = decimal(bytes[14..<16]), minute < 60,
      let second = decimal(bytes[17..<19]), second < 60
    else { return nil }
    var rest = bytes[19...]
    var millisecond = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count) else { return nil }
      for place in 0..<3 {
        millisecond = millisecond * 10 + (place < digits.count ? Int(digits[digits.startIndex + place]) - 0x30 : 0)
      }
      rest = rest.dropFirst(1 + digits.count)
    }
    let offset: Int
    switch (rest.first, rest.count) {
    case (UInt8(ascii: "Z"), 1), (UInt8(ascii: "z"), 1): offset = 0
    case (UInt8(ascii: "+"), 6), (UInt8(ascii: "-"), 6):
      let start = rest.startIndex
      guard rest[start + 3] == UInt8(ascii: ":"), let hours = decimal(rest[start + 1..<start + 3]), hours < 24,
        let minutes = decimal(rest[start + 4..<start + 6]), minutes < 60
      else { return nil }
      offset = (rest[start] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    default: return nil
    }
    self.init(
      date: date, hour: hour, minute: minute, second: second, millisecond: millisecond, offsetMinutes: offset)
    // Near the ends of the calendar the offset can lead out of the years that the ledger's form can write.
    guard Self.first <= self, self <= Self.last else { return nil }
  }
}

/// ASCII digits as a number; nil if there is anything else. At most nine digits.
func decimal(_ bytes: some Collection<UInt8>) -> Int? {
  guard (1...9).contains(bytes.count) else { return nil }
  var number = 0
  for byte in bytes {
    guard (0x30...0x39).contains(byte) else { return nil }
    number = number * 10 + Int(byte - 0x30)
  }
  return number
}

extension Int {
  /// Decimal digits with leading zeros up to `width`.
  public func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
