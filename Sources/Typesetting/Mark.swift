/// A sign that is drawn, not set, so that it looks the same whatever the face holds.
public enum Mark: Hashable, Sendable, CaseIterable {
  /// ►, before what has changed.
  case triangle
  /// ☐, to be ticked by hand.
  case emptyBox
  /// ☑
  case tickedBox
  /// ✓
  case tick

  /// Width over the size of the type.
  var advance: Double {
    switch self {
    case .triangle: 0.62
    case .emptyBox, .tickedBox: 0.82
    case .tick: 0.7
    }
  }

  /// The mark's paths, for type of `size` millimetres whose baseline begins at the origin.
  func paths(size: Double, gray: Double) -> [Path] {
    let stroke = Stroke(thickness: size * 0.055, gray: gray)
    switch self {
    case .triangle:
      return [Path([(0.04, -0.56), (0.58, -0.29), (0.04, -0.02)].scaled(size), isClosed: true, fill: gray)]
    case .emptyBox:
      return [Path([(0.06, -0.7), (0.76, -0.7), (0.76, 0), (0.06, 0)].scaled(size), isClosed: true, stroke: stroke)]
    case .tick:
      let heavy = Stroke(thickness: size * 0.09, gray: gray)
      return [Path([(0.08, -0.3), (0.27, -0.07), (0.62, -0.62)].scaled(size), isClosed: false, stroke: heavy)]
    case .tickedBox:
      return Mark.emptyBox.paths(size: size, gray: gray)
        + Mark.tick.paths(size: size, gray: gray).map { $0.moved(size * 0.06, 0) }
    }
  }
}

extension [(Double, Double)] {
  fileprivate func scaled(_ size: Double) -> [Point] { map { Point(x: $0.0 * size, y: $0.1 * size) } }
}
