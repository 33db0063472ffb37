import ExamRecords
import Typesetting

/// The columns of the check-sheet's table, in millimetres: number, label, value, tick, space to write. Labels take the
/// room that the longest of them needs, and values the rest.
struct ClaimColumns {
  let widths: [Double]

  static let titles = ["Mục", "Nội dung", "Thông tin trên hệ thống", "Đúng", "Sửa lại (ghi bằng bút đỏ)"]

  private static let number = 9.0
  private static let tick = 9.0
  /// Wide enough to write in by hand.
  private static let writing = 50.0
  private static let label = 34.0...45.0

  init(_ layout: SheetLayout, type: Double, _ typesetter: Typesetter) {
    let labels = layout.groups.flatMap(\.rows).map { typesetter.width(of: $0.label, .regular(type)) }
    let insets = ClaimColumns.insets(1, vertical: 0)
    let needed = (labels.max() ?? 0) + insets.left + insets.right + 0.2
    let label = min(max(needed, ClaimColumns.label.lowerBound), ClaimColumns.label.upperBound)
    let rest = Paper.sheet.content.width - ClaimColumns.number - ClaimColumns.tick - ClaimColumns.writing
    widths = [ClaimColumns.number, label, rest - label, ClaimColumns.tick, ClaimColumns.writing]
  }

  /// Narrow columns have nothing to spare at their sides.
  static func insets(_ column: Int, vertical: Double) -> Insets {
    Insets(horizontal: column == 0 || column == 3 ? 0.3 : 1.3, vertical: vertical)
  }

  /// Width of the values' text.
  var valueWidth: Double {
    let insets = ClaimColumns.insets(2, vertical: 0)
    return widths[2] - insets.left - insets.right
  }
}
