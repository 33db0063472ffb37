public import ExamRecords
public import Typesetting

extension CheckSheet {
  /// Number of the layout of sheets and lists, raised whenever a page would look different.
  public static let layoutVersion = 1
}

extension DrawnBy {
  /// What draws now: the loaded libraries, the face, and this target's layout.
  public static func current(_ versions: DrawingVersions) -> DrawnBy {
    DrawnBy(pango: versions.pango, cairo: versions.cairo, font: versions.font, layout: CheckSheet.layoutVersion)
  }
}
