/// Text set as large as a space allows.
public struct Fitted: Hashable, Sendable {
  public var block: Block
  /// Points taken off the nominal size.
  public var reduction: Double
  /// False: even at the smallest size it is too high or has too many lines. The block then is the text at the smallest
  /// size, and the caller finds more room for it.
  public var fits: Bool
}

extension Typesetter {
  /// Printed pages have no smaller type than this, in points.
  public static let smallestSize = 9.0

  /// The text at its nominal size, or shrunk in steps of a quarter point down to `floor`, so that it stands within
  /// `width` and `height` millimetres and `lines` lines.
  ///
  /// All runs shrink by the same amount, none below `floor`; what is nominally smaller keeps its size. A word is cut
  /// between letters only if no size holds it whole.
  public func fit(
    _ runs: [Run], width: Double, height: Double = .infinity, lines: Int = .max,
    floor: Double = Typesetter.smallestSize, _ alignment: HorizontalAlignment = .left,
    leading: Double = Typesetter.leading
  ) -> Fitted {
    let most = max(0, (runs.map(\.style.size).max() ?? floor) - floor)
    let steps = Int((most / 0.25).rounded(.up))
    let reductions = (0...steps).map { min(most, Double($0) * 0.25) }
    for allowsSplitting in [false, true] {
      for reduction in reductions {
        let shrunk = shrink(runs, by: reduction, floor: floor)
        let paragraph = layOut(shrunk, width: width, alignment, leading: leading)
        if paragraph.splitsWord && !allowsSplitting { continue }
        if paragraph.lineCount <= lines, paragraph.block.height <= height + 1e-6 {
          return Fitted(block: paragraph.block, reduction: reduction, fits: true)
        }
      }
    }
    let block = paragraph(shrink(runs, by: most, floor: floor), width: width, alignment, leading: leading)
    return Fitted(block: block, reduction: most, fits: false)
  }

  public func fit(
    _ text: String, _ style: Style, width: Double, height: Double = .infinity, lines: Int = .max,
    floor: Double = Typesetter.smallestSize, _ alignment: HorizontalAlignment = .left,
    leading: Double = Typesetter.leading
  ) -> Fitted {
    fit([Run(text, style)], width: width, height: height, lines: lines, floor: floor, alignment, leading: leading)
  }

  private func shrink(_ runs: [Run], by reduction: Double, floor: Double) -> [Run] {
    guard reduction > 0 else { return runs }
    return runs.map { run in
      var run = run
      if run.style.size > floor { run.style.size = max(floor, run.style.size - reduction) }
      return run
    }
  }
}
