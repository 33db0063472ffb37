import Typesetting

/// How closely a sheet is set. The roomiest that keeps the number of pages smallest is taken.
struct Density: Hashable {
  /// Labels and values, in points.
  var type: Double
  /// Old values and notes, in points.
  var note: Double
  /// Least height of a row to write in, in millimetres.
  var row: Double
  /// Free space above and below the text of a cell.
  var inset: Double
  /// Free space between the parts of the sheet.
  var gap: Double
  /// Space to sign in.
  var signature: Double
  /// Room is short: findings follow each other in one paragraph, the date stands on the pledge's last line if it can,
  /// and what the marked rows show is not listed again.
  var isClose = false

  static let leading = 1.12

  /// From the roomiest to the closest. No type below 9 points, no row below 5.5 mm, no less than 18 mm to sign in.
  static let all = [
    Density(type: 11, note: 10.5, row: 8, inset: 0.8, gap: 3.2, signature: 28),
    Density(type: 10.5, note: 10, row: 7.2, inset: 0.7, gap: 2.4, signature: 24),
    Density(type: 10.5, note: 10, row: 6.6, inset: 0.7, gap: 2, signature: 22),
    Density(type: 10.5, note: 9.5, row: 6, inset: 0.6, gap: 1.6, signature: 20),
    Density(type: 10.5, note: 9.5, row: 5.6, inset: 0.5, gap: 1.4, signature: 18.5, isClose: true),
    Density(type: 10, note: 9.5, row: 5.5, inset: 0.4, gap: 1.2, signature: 18, isClose: true),
    Density(type: 9.5, note: 9, row: 5.5, inset: 0.35, gap: 1, signature: 18, isClose: true),
    Density(type: 9, note: 9, row: 5.5, inset: 0.3, gap: 0.8, signature: 18, isClose: true),
  ]
}
