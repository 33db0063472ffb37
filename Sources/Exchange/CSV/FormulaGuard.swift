/// Keeps a cell from being run as a formula by the program that opens the file.
///
/// A cell that begins with `=`, `+`, `-`, `@`, tab, CR, LF or the full-width `＝`, `＋`, `－`, `＠` is written with one
/// apostrophe before it, and the reader takes exactly one off. Spaces and apostrophes before such a character don't
/// make it harmless, so they are looked through; thereby a cell that begins with an apostrophe of its own comes back
/// whole.
///
///     =1+1    is written    '=1+1
///     '=1     is written    ''=1
///     'Êban   is written    'Êban
public enum FormulaGuard {
  static let mark = UInt8(ascii: "'")

  /// Whether a program may take the cell for a formula, now or when one apostrophe is taken off.
  public static func isDangerous(_ cell: String) -> Bool {
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
      case "'": continue
      default:
        if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint { continue }
        return false
      }
    }
    return false
  }

  public static func guarded(_ cell: String) -> String { isDangerous(cell) ? "'" + cell : cell }

  public static func strip(_ cell: String) -> String {
    guard cell.utf8.first == mark else { return cell }
    let rest = String(cell.unicodeScalars.dropFirst())
    return isDangerous(rest) ? rest : cell
  }
}
