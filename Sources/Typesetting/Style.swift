/// One of the four faces of the only family that pages are set in.
public enum Face: String, Hashable, Sendable, CaseIterable {
  case regular = "Regular"
  case bold = "Bold"
  case italic = "Italic"
  case boldItalic = "BoldItalic"
}

/// How a run of text looks: face, size in points, grey (0 black … 1 white), struck through or not.
///
/// ```swift
/// Run("031305001243", .italic(10).struck)
/// ```
public struct Style: Hashable, Sendable {
  public var face: Face
  public var size: Double
  public var gray: Double
  public var isStruck: Bool

  public init(_ face: Face, size: Double, gray: Double = 0, isStruck: Bool = false) {
    precondition(size > 0, "Type has a size")
    self.face = face
    self.size = size
    self.gray = gray
    self.isStruck = isStruck
  }

  public static func regular(_ size: Double) -> Style { Style(.regular, size: size) }
  public static func bold(_ size: Double) -> Style { Style(.bold, size: size) }
  public static func italic(_ size: Double) -> Style { Style(.italic, size: size) }
  public static func boldItalic(_ size: Double) -> Style { Style(.boldItalic, size: size) }

  /// The same with a line through it.
  public var struck: Style {
    var style = self
    style.isStruck = true
    return style
  }

  /// The same in a grey: 0 is black, 1 is white.
  public func gray(_ gray: Double) -> Style {
    var style = self
    style.gray = gray
    return style
  }

  public func sized(_ size: Double) -> Style {
    var style = self
    style.size = size
    return style
  }
}
