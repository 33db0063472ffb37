/// A number that is not negative with at most six places, kept exactly: scores, points and bounds are compared and
/// summed.
struct FixedDecimal: Hashable, Comparable, Sendable {
  let millionths: Int

  static let mostPlaces = 6

  /// Reads ASCII digits with at most one point between them and at most nine before it: `8`, `8.30`, `08`.
  init?(_ text: String) {
    self.init(text, allowsComma: false)
  }

  /// Reads the same with a point or a comma, as people write it.
  init?(typed text: String) {
    self.init(text, allowsComma: true)
  }

  private init?(_ text: String, allowsComma: Bool) {
    var (number, places, whole) = (0, -1, 0)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39:
        number = number * 10 + Int(byte - 0x30)
        if places >= 0 { places += 1 } else { whole += 1 }
        guard whole <= 9, places <= Self.mostPlaces else { return nil }
      case UInt8(ascii: ".") where places < 0 && whole > 0: places = 0
      case UInt8(ascii: ",") where allowsComma && places < 0 && whole > 0: places = 0
      default: return nil
      }
    }
    guard whole > 0, places != 0 else { return nil }
    for _ in max(places, 0)..<Self.mostPlaces { number *= 10 }
    millionths = number
  }

  /// Reads the one text of a number and nothing else: no leading zero, no trailing zero after a point.
  init?(canonical text: String) {
    guard let number = FixedDecimal(text), number.text == text else { return nil }
    self = number
  }

  init(millionths: Int) {
    self.millionths = millionths
  }

  static func < (left: FixedDecimal, right: FixedDecimal) -> Bool { left.millionths < right.millionths }
  static func + (left: FixedDecimal, right: FixedDecimal) -> FixedDecimal {
    FixedDecimal(millionths: left.millionths + right.millionths)
  }

  /// How many places the number has, without trailing zeros.
  var places: Int {
    var (rest, places) = (millionths % 1_000_000, Self.mostPlaces)
    if rest == 0 { return 0 }
    while rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    return places
  }

  var text: String {
    let places = places
    guard places > 0 else { return String(millionths / 1_000_000) }
    var digits = String(millionths % 1_000_000 + 1_000_000).dropFirst()
    digits = digits.prefix(places)
    return "\(millionths / 1_000_000).\(digits)"
  }
}
