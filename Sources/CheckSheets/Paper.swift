import Typesetting

/// Where things stand on the paper, in millimetres.
struct Paper {
  var size: PageSize
  /// Between the margins, above the foot line.
  var content: Rect
  /// Lower edge of the foot lines, which stand in the lower margin.
  var footBottom: Double

  /// Upright; the left margin is wide because sheets are punched and filed.
  static let sheet = Paper(
    size: .a4, content: Rect(x: 20, y: 12, width: 177, height: 270), footBottom: 291)

  /// Lying, for lists.
  static let list = Paper(
    size: .a4Landscape, content: Rect(x: 20, y: 12, width: 257, height: 183), footBottom: 203.5)

  /// Side of the dark square of the QR code.
  static let codeSide = 27.0
  /// Kept free between text and the dark square: more than the quiet zone of four modules.
  static let codeGap = 3.4

  /// The QR code's place: the upper right corner, where a thumb finds it in a pile.
  var code: Rect {
    Rect(x: content.right - Paper.codeSide, y: content.y, width: Paper.codeSide, height: Paper.codeSide)
  }

  /// Width beside the QR code.
  var headWidth: Double { content.width - Paper.codeSide - Paper.codeGap }

  static let hairline = Stroke(thickness: .points(0.4))
}
