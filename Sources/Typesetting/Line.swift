/// One line of text, broken and measured. The text as read is `text`.
public struct Line: Hashable, Sendable {
  public var spans: [Span]
  /// The spans are the letters of one word set wide apart, of one style; the file says so (PDF 32000-1, 14.9.4,
  /// replacement text), or the word would be copied in pieces.
  public var isSpacedWord: Bool

  public init(spans: [Span], isSpacedWord: Bool = false) {
    self.spans = spans
    self.isSpacedWord = isSpacedWord
  }

  public var text: String { spans.map(\.text).joined() }

  /// From the start of the first span to the end of the last, in millimetres.
  public var width: Double { spans.last.map { $0.x + $0.width } ?? 0 }
}

/// A stretch of one style on a line.
public struct Span: Hashable, Sendable {
  public var text: String
  public var style: Style
  /// Millimetres from the start of the line.
  public var x: Double
  /// Its advance in millimetres.
  public var width: Double

  public init(_ text: String, _ style: Style, x: Double, width: Double) {
    self.text = text
    self.style = style
    self.x = x
    self.width = width
  }
}
