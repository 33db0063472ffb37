/// A measured piece of a paragraph that is not broken.
struct Piece {
  enum Content: Equatable {
    case text(String)
    case space
    case mark(Mark)
  }

  var content: Content
  var style: Style
  /// Millimetres.
  var width: Double
}

/// Pieces on one line, trailing spaces taken off.
struct BrokenLine {
  var pieces: [Piece]
  /// The largest type on the line, in points.
  var size: Double

  var width: Double { pieces.reduce(0) { $0 + $1.width } }
}

extension Typesetter {
  /// Breaks greedily at spaces and after hyphens between letters; `splitsWord` tells that a word was wider than the
  /// line and had to be cut between letters.
  func breakLines(_ runs: [Run], width: Double) -> (lines: [BrokenLine], splitsWord: Bool) {
    var breaker = LineBreaker(width: width, size: runs.first?.style.size ?? 10)
    for run in coalesce(runs) {
      switch run.content {
      case .mark(let mark):
        let advance = mark.advance * .points(run.style.size)
        breaker.add(Piece(content: .mark(mark), style: run.style, width: advance))
      case .text(let text):
        add(text, run.style, to: &breaker)
      }
    }
    breaker.endLine(size: runs.last?.style.size)
    return (breaker.lines, breaker.splitsWord)
  }

  /// Runs of one style that touch are one: a word across them is shaped in one piece, as it will be drawn.
  private func coalesce(_ runs: [Run]) -> [Run] {
    var joined: [Run] = []
    for run in runs {
      if case .text(let text) = run.content, let last = joined.last, last.style == run.style,
        case .text(let before) = last.content
      {
        joined[joined.count - 1].content = .text(before + text)
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  private func add(_ text: String, _ style: Style, to breaker: inout LineBreaker) {
    for (index, paragraph) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if index > 0 { breaker.endLine(size: style.size) }
      let atoms = String(paragraph).atoms
      for (position, atom) in atoms.enumerated() {
        if atom == " " {
          breaker.addSpace(Piece(content: .space, style: style, width: width(of: atom, style)))
          continue
        }
        let word = String(atom)
        let bound = word.replacingNoBreakSpaces
        let advance = bound == word ? width(of: atom, style) : width(of: bound, style)
        let piece = Piece(content: .text(bound), style: style, width: advance)
        breaker.add(piece) { [self] letters in width(of: letters, style) }
        // Only a hyphen ends an atom before another that is no space.
        if position + 1 < atoms.count, atoms[position + 1] != " " { breaker.allowBreak() }
      }
    }
  }
}

/// The state of greedy line breaking: the line so far, and the word that is not yet known to fit on it.
private struct LineBreaker {
  let width: Double
  /// Of an empty line.
  private let size: Double
  private(set) var lines: [BrokenLine] = []
  private(set) var splitsWord = false
  private var line: [Piece] = []
  private var lineWidth = 0.0
  private var word: [Piece] = []
  private var wordWidth = 0.0
  private var measures: [((String) -> Double)?] = []

  /// Sums of widths differ in the last digits by the order of adding.
  private static let tolerance = 1e-6

  init(width: Double, size: Double) {
    self.width = width
    self.size = size
  }

  mutating func add(_ piece: Piece, measure: ((String) -> Double)? = nil) {
    word.append(piece)
    measures.append(measure)
    wordWidth += piece.width
  }

  mutating func addSpace(_ space: Piece) {
    allowBreak()
    // A space at a soft break is not drawn; one that begins a paragraph is meant.
    line.append(space)
    lineWidth += space.width
  }

  /// Here the line may end: settles on which line the word stands.
  mutating func allowBreak() {
    guard !word.isEmpty else { return }
    if lineWidth + wordWidth > width + Self.tolerance, line.contains(where: { $0.content != .space }) {
      closeLine()
    }
    if lineWidth + wordWidth > width + Self.tolerance {
      splitWord()
    } else {
      line += word
      lineWidth += wordWidth
    }
    word = []
    measures = []
    wordWidth = 0
  }

  mutating func endLine(size: Double?) {
    allowBreak()
    closeLine(emptySize: size)
  }

  private mutating func closeLine(emptySize: Double? = nil) {
    while line.last?.content == .space { line.removeLast() }
    let largest = line.map(\.style.size).max() ?? emptySize ?? size
    lines.append(BrokenLine(pieces: line, size: largest))
    line = []
    lineWidth = 0
  }

  /// Lays a word that is wider than a line letter by letter; at least one letter stands on each line.
  private mutating func splitWord() {
    splitsWord = true
    for (piece, measure) in zip(word, measures) {
      guard case .text(let text) = piece.content, let measure else {
        place(piece)
        continue
      }
      var letters = ""
      for character in text {
        let longer = letters + String(character)
        if lineWidth + measure(longer) > width + Self.tolerance, !(letters.isEmpty && line.isEmpty) {
          if !letters.isEmpty {
            line.append(Piece(content: .text(letters), style: piece.style, width: measure(letters)))
          }
          closeLine()
          letters = String(character)
        } else {
          letters = longer
        }
      }
      let rest = Piece(content: .text(letters), style: piece.style, width: measure(letters))
      line.append(rest)
      lineWidth += rest.width
    }
  }

  private mutating func place(_ piece: Piece) {
    if lineWidth + piece.width > width + Self.tolerance, !line.isEmpty { closeLine() }
    line.append(piece)
    lineWidth += piece.width
  }
}

extension Typesetter {
  /// Advance of an atom, which is shaped in one piece.
  private func width(of atom: Substring, _ style: Style) -> Double {
    typefaces.shaper.advance(of: atom, style.face) * .points(style.size)
  }
}

extension String {
  /// No-break spaces bind while lines are broken; in the file they are spaces, so that a search finds the words.
  var replacingNoBreakSpaces: String {
    guard unicodeScalars.contains("\u{A0}") else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar == "\u{A0}" ? " " : scalar) }
    return String(scalars)
  }
}
