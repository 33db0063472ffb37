/// What the machine or the text denies; each case carries its evidence.
public enum TypesettingError: Error, Equatable, Sendable {
  /// A face is in none of the folders. Remedy: install `fonts-liberation2`, or name the folder in `KIEMDO_FONTS`.
  case faceMissing(file: String, searched: [String])
  /// The file is not a usable font of the family.
  case faceUnreadable(path: String)
  /// Liberation Serif before 2.0 lacks Vietnamese letters such as `ế`. Remedy: install `fonts-liberation2`.
  case faceTooOld(path: String, expected: String, found: String)
  /// The file is of another family than its name says.
  case faceForeign(path: String, expected: String, found: String)
  /// Not a date of the form `2023-04-24T16:42:07+07:00` or with `Z`.
  case dateMalformed(found: String)
  /// Cairo could not draw or write; `reason` is its own word.
  case drawingFailed(reason: String)
  /// A QR code in numeric mode takes ASCII digits only, at least one.
  case codeNotNumeric(found: String)
  /// More digits than the largest QR code holds at level M.
  case codeTooLong(digits: Int, limit: Int)
}
