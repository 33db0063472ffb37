import Typesetting

/// The blocks to sign in, side by side: title in bold capitals, how to sign in italics, space, and the name where it is
/// known.
enum Signatures {
  struct Signer {
    var title: String
    var note: String
    var name: String?
  }

  /// Nobody signs in less, in millimetres.
  private static let leastColumn = 36.0
  /// Between two titles.
  private static let gap = 3.0

  static func block(
    _ signers: [Signer], width: Double, size: Double, space: Double, _ typesetter: Typesetter
  ) -> Block {
    let widths = columns(signers.map { typesetter.line($0.title, .bold(size)).width }, width: width)
    let noteSize = max(Typesetter.smallestSize, size - 0.5)
    let columns = zip(signers, widths).map { signer, column in
      let inner = column - gap
      var blocks = [
        typesetter.balanced(signer.title, .bold(size), width: inner, leading: Density.leading),
        typesetter.balanced(signer.note, .italic(noteSize), width: inner, leading: Density.leading),
        .space(height: space),
      ]
      if let name = signer.name { blocks.append(typesetter.balanced(name, .bold(size), width: inner)) }
      return Block.stack(blocks, width: column, .centre)
    }
    var row = Block.row(columns)
    row.width = width
    return row
  }

  /// Equal columns if every title stands on its line in them; else as wide as the titles ask, if there is room; else
  /// equal, and the longest titles are broken.
  private static func columns(_ titles: [Double], width: Double) -> [Double] {
    let equal = width / Double(max(1, titles.count))
    let needed = titles.map { max(leastColumn, $0 + gap) }
    let rest = width - needed.reduce(0, +)
    if needed.allSatisfy({ $0 <= equal }) || rest < 0 { return titles.map { _ in equal } }
    return needed.map { $0 + rest / Double(titles.count) }
  }
}
