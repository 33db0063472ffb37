public import ExamRecords
public import Typesetting

/// Number of this target's layout, raised whenever a page would look different.
public let layoutVersion = 1

extension DrawnBy {
  /// What draws now: the loaded libraries, the face, and this layout.
  public static func current(_ versions: DrawingVersions) -> DrawnBy {
    DrawnBy(pango: versions.pango, cairo: versions.cairo, font: versions.font, layout: layoutVersion)
  }
}
