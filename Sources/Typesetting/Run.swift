/// A stretch of one style inside a paragraph: text, or a drawn mark that flows with the text.
///
/// A space (U+0020) lets the line break, `\n` breaks it, a no-break space (U+00A0) binds and is set as a space.
public struct Run: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case text(String)
    case mark(Mark)
  }

  public var content: Content
  public var style: Style

  public init(_ text: String, _ style: Style) {
    content = .text(text)
    self.style = style
  }

  /// A mark about as high as the capitals of `style`.
  public init(_ mark: Mark, _ style: Style) {
    content = .mark(mark)
    self.style = style
  }

  /// The text; empty for a mark.
  public var text: String {
    switch content {
    case .text(let text): text
    case .mark: ""
    }
  }
}
