/// What can be wrong with a file that comes from outside, with the evidence to show it.
///
/// Lines are physical lines of the file and columns are cells of the row; both count from 1.
public enum ExchangeError: Error, Equatable, Sendable {
  /// The file is of another kind, whatever its name says.
  case notText(ForeignFile)

  /// The text was damaged, or is in an encoding that isn't read; the evidence is the first such cell.
  case damagedText(TextDamage, TextEvidence)

  /// A quoted cell begins here and the file ends before it does.
  case unterminatedQuote(line: Int, column: Int)

  /// No row has enough known column names. `nearest` is the row that has most (`nil`: no row has one), `known` those
  /// names.
  case headerNotFound(nearest: Int?, known: [String])

  /// A later header row does not name the same columns as the first, so its rows can't be read by the first.
  case headerDiffers(line: Int, column: Int, expected: String, found: String)
}

/// A kind of file that is often given where CSV is expected, known by its first bytes.
public enum ForeignFile: String, Equatable, Sendable {
  /// XLSX, ODS, DOCX: all are ZIP archives.
  case zip = "ZIP"
  /// XLS and DOC of the years before 2007.
  case compoundDocument = "OLE"
  case pdf = "PDF"
  /// Bytes of value 0 that no UTF-16 text has.
  case binary = "binary"
}

/// How text was damaged, or the encoding it is in. The raw value is the encoding's usual name.
public enum TextDamage: String, Equatable, Hashable, Sendable, CaseIterable {
  /// Letters outside a code page were replaced by `?` when the file was saved: `NGUY?N TH? TUY?T`.
  case questionMarks = "?"
  /// U+FFFD stands where a program could not read the letter.
  case replacementCharacters = "U+FFFD"
  /// TCVN 5712:1993 as in the fonts `.VnTime`, also called ABC: `NguyÔn ThÞ`.
  case tcvn3 = "TCVN3"
  /// The two-byte encoding of the fonts `VNI-Times`: `Nguyeãn Thò`.
  case vni = "VNI"
  /// The code page of Vietnamese Windows, base letters with combining tones: `NguyêÞn Thiò`.
  case windows1258 = "Windows-1258"
  /// UTF-8 that was read as Windows-1252 and saved again: `Nguyá»…n`.
  case utf8AsWindows1252 = "UTF-8 as Windows-1252"
  /// Not UTF-8, and none of the above.
  case unknownEncoding = "unknown"
}

/// The first cell that shows the damage.
public struct TextEvidence: Equatable, Sendable {
  /// Physical line on which the row begins, from 1.
  public let line: Int
  /// Cell in the row, from 1.
  public let column: Int
  /// The cell as a spreadsheet would show it (bytes that are not UTF-8 are shown as Windows-1252).
  public let text: String
  /// What the header says over the cell, where a header was found.
  public var columnName: String?
  /// The cell read in the encoding that was recognised; `nil` where the letters are lost.
  public let reading: String?

  public init(line: Int, column: Int, text: String, reading: String? = nil) {
    self.line = line
    self.column = column
    self.text = text
    self.reading = reading
  }
}
