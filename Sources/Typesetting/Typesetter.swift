/// Measures and breaks text, and makes blocks of it. It decides all that is to be decided about text: what is drawn
/// later is only what stands in the blocks. The object belongs to one thread.
///
/// ```swift
/// let typesetter = Typesetter(try Typefaces())
/// let title = typesetter.line("PHIẾU KIỂM DÒ", .bold(16))
/// let note = typesetter.paragraph([Run("Cần xem lại: ", .bold(11)), Run(finding, .regular(11))], width: 170)
/// var page = Page()
/// page.place(title, at: Point(x: 20, y: 25))
/// ```
public final class Typesetter {
  public let typefaces: Typefaces
  private var paragraphs: [ParagraphKey: Paragraph] = [:]

  /// Distance of baselines over the size of the type, unless a call says otherwise.
  public static let leading = 1.15

  public init(_ typefaces: Typefaces) { self.typefaces = typefaces }

  /// Text broken into lines no wider than `width` millimetres; the block is that wide and as high as its lines.
  ///
  /// A word that alone is wider is broken between letters. Empty text is as high as one line.
  public func paragraph(
    _ runs: [Run], width: Double, _ alignment: HorizontalAlignment = .left, leading: Double = Typesetter.leading
  ) -> Block {
    layOut(runs, width: width, alignment, leading: leading).block
  }

  public func paragraph(
    _ text: String, _ style: Style, width: Double, _ alignment: HorizontalAlignment = .left,
    leading: Double = Typesetter.leading
  ) -> Block {
    paragraph([Run(text, style)], width: width, alignment, leading: leading)
  }

  /// Text broken at its line ends only; the block is as wide as the widest line.
  public func line(
    _ runs: [Run], _ alignment: HorizontalAlignment = .left, leading: Double = Typesetter.leading
  ) -> Block {
    layOut(runs, width: .infinity, alignment, leading: leading).block
  }

  public func line(
    _ text: String, _ style: Style, _ alignment: HorizontalAlignment = .left, leading: Double = Typesetter.leading
  ) -> Block {
    line([Run(text, style)], alignment, leading: leading)
  }

  /// Advance of the text in millimetres, without line breaks.
  public func width(of text: String, _ style: Style) -> Double {
    let size = Double.points(style.size)
    return typefaces.shaper.shape(text.replacingNoBreakSpaces, style.face).advance * size
  }

  /// Height of one line of type, in millimetres.
  public func lineHeight(_ size: Double, leading: Double = Typesetter.leading) -> Double { .points(size) * leading }

  /// One character a box, side by side, the frames in common: an identity number on a form.
  ///
  /// - Parameters:
  ///   - cell: width and height of a box in millimetres.
  public func digitBoxes(
    _ digits: String, _ style: Style, cell: (width: Double, height: Double), _ stroke: Stroke = Stroke()
  ) -> Block {
    var boxes = Block(width: Double(digits.count) * cell.width, height: cell.height)
    var spans: [Span] = []
    for (index, character) in digits.enumerated() {
      let text = String(character)
      let width = width(of: text, style)
      spans.append(Span(text, style, x: Double(index) * cell.width + (cell.width - width) / 2, width: width))
    }
    let start = spans.first?.x ?? 0
    for index in spans.indices { spans[index].x -= start }
    for index in 0..<digits.count {
      let rect = Rect(x: Double(index) * cell.width, y: 0, width: cell.width, height: cell.height)
      boxes.elements.append(.box(Box(rect, stroke: stroke)))
    }
    let figureHeight = Typesetter.figureHeight * .points(style.size)
    let baseline = (cell.height + figureHeight) / 2
    if !spans.isEmpty {
      let line = Line(spans: spans, isSpacedWord: true)
      boxes.elements.append(.text(line, at: Point(x: start, y: baseline)))
    }
    return boxes
  }

  /// What every paragraph comes from. An infinite width makes the block as wide as its widest line.
  func layOut(_ runs: [Run], width: Double, _ alignment: HorizontalAlignment, leading: Double) -> Paragraph {
    let key = ParagraphKey(runs: runs, width: width, alignment: alignment, leading: leading)
    if let paragraph = paragraphs[key] { return paragraph }
    let broken = breakLines(runs, width: width)
    let blockWidth = width.isFinite ? width : broken.lines.map(\.width).max() ?? 0
    let paragraph = Paragraph(
      block: set(broken.lines, width: blockWidth, alignment, leading: leading), lineCount: broken.lines.count,
      splitsWord: broken.splitsWord)
    if paragraphs.count >= ParagraphKey.cacheLimit { paragraphs = [:] }
    paragraphs[key] = paragraph
    return paragraph
  }

  /// Height of the figures over the size of the type.
  private static let figureHeight = 0.676
}

struct Paragraph {
  var block: Block
  var lineCount: Int
  /// Whether a word was wider than a line and had to be cut between letters.
  var splitsWord: Bool
}

/// What a paragraph's layout depends on.
struct ParagraphKey: Hashable {
  static let cacheLimit = 20_000

  private var contents: [Content]
  private var styles: [Style]
  private var width: Double
  private var alignment: HorizontalAlignment
  private var leading: Double

  private enum Content: Hashable {
    case text(ExactText<String>)
    case mark(Mark)
  }

  init(runs: [Run], width: Double, alignment: HorizontalAlignment, leading: Double) {
    contents = runs.map { run in
      switch run.content {
      case .text(let text): .text(ExactText(text))
      case .mark(let mark): .mark(mark)
      }
    }
    styles = runs.map(\.style)
    self.width = width
    self.alignment = alignment
    self.leading = leading
  }
}
