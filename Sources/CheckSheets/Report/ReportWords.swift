import Typesetting

/// Sets a report's texts, each made legible first. The object belongs to one thread, as its typesetter does.
final class ReportWords {
  let typesetter: Typesetter
  private var legible: LegibleText

  init(_ composer: Composer) {
    typesetter = composer.typesetter
    legible = LegibleText(Coverage(composer.typesetter.typefaces))
  }

  func callAsFunction(_ text: String) -> String { legible(text) }

  func paragraph(
    _ text: String, _ style: Style, width: Double, _ alignment: HorizontalAlignment = .left,
    leading: Double = Typesetter.leading
  ) -> Block {
    typesetter.paragraph(legible(text), style, width: width, alignment, leading: leading)
  }

  func balanced(
    _ text: String, _ style: Style, width: Double, _ alignment: HorizontalAlignment = .centre
  ) -> Block {
    typesetter.balanced(legible(text), style, width: width, alignment)
  }

  func line(_ text: String, _ style: Style) -> Block { typesetter.line(legible(text), style) }

  func width(of text: String, _ style: Style) -> Double { typesetter.width(of: legible(text), style) }
}
