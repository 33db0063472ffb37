import Typesetting

extension Typesetter {
  /// A paragraph whose lines are about equally long: headings of two lines look torn otherwise.
  func balanced(
    _ text: String, _ style: Style, width: Double, _ alignment: HorizontalAlignment = .centre,
    leading: Double = Typesetter.leading
  ) -> Block {
    let whole = paragraph(text, style, width: width, alignment, leading: leading)
    let single = lineHeight(style.size, leading: leading)
    guard whole.height > single * 1.5 else { return whole }
    var best = width
    var step = width / 2
    while step > 0.5 {
      let narrower = best - step
      if narrower > 0,
        paragraph(text, style, width: narrower, alignment, leading: leading).height <= whole.height + 1e-6
      {
        best = narrower
      }
      step /= 2
    }
    let block = paragraph(text, style, width: best, alignment, leading: leading)
    return Block.stack([block], width: width, alignment)
  }
}
