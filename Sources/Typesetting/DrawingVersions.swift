import CPango

/// What decides how a page looks beside its layout. A print that records them can tell later whether a page that is
/// drawn again may differ.
public struct DrawingVersions: Hashable, Sendable {
  /// `1.50.12`
  public var pango: String
  /// `1.16.0`
  public var cairo: String
  /// The font's name and its own version string: `Liberation Serif 2.1.5`.
  public var font: String

  public init(pango: String, cairo: String, font: String) {
    self.pango = pango
    self.cairo = cairo
    self.font = font
  }
}

extension Typefaces {
  /// The libraries that are loaded, not those that the program was built with.
  public var versions: DrawingVersions {
    var fontVersions: [String] = []
    for face in Face.allCases {
      var version = file(face).version
      if version.hasPrefix("Version ") { version.removeFirst("Version ".count) }
      if !fontVersions.contains(version) { fontVersions.append(version) }
    }
    return DrawingVersions(
      pango: String(cString: pango_version_string()), cairo: String(cString: cairo_version_string()),
      font: "\(Typefaces.family) \(fontVersions.joined(separator: ", "))")
  }
}
