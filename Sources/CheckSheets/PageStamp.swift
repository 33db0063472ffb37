public import CanonicalForms
import ExamRecords

/// What is known of a print only after its append: the page is laid out first, so that what can't be printed is never
/// recorded, and stamped then.
public struct PageStamp: Equatable, Sendable {
  /// The short code for people: `1042-583921`.
  public var code: String
  /// The digits of the QR code: 343 for a sheet anchor.
  public var digits: String
  /// Position of the print in the ledger.
  public var position: Int
  public var printedAt: Instant

  public init(code: String, digits: String, position: Int, printedAt: Instant) {
    self.code = code
    self.digits = digits
    self.position = position
    self.printedAt = printedAt
  }

  /// The widest stamp there is: positions have four bytes in the sheet anchor. Space is kept for it.
  static let widest = PageStamp(
    code: "4294967295-000000", digits: "0", position: 4_294_967_295, printedAt: Instant(milliseconds: 0))

  /// `16:42:07 ngày 24/04/2023`, in Vietnam.
  var timeText: String {
    let (date, hour, minute, second, _) = printedAt.local(offsetMinutes: Instant.vietnamOffsetMinutes)
    return "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)) ngày \(date.vietnameseText)"
  }
}
