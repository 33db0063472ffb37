import Typesetting

/// Sizes and measures of a report's pages: type in points, lengths in millimetres.
struct ReportSetting {
  let paper: Paper
  let body: Double
  let table: Double
  let leading = 1.18

  init(_ orientation: OfficialReport.Orientation) {
    switch orientation {
    case .portrait:
      // The left margin is wide because reports are punched and filed.
      paper = Paper(size: .a4, content: Rect(x: 25, y: 15, width: 170, height: 255), footBottom: 286)
      body = 11.5
      table = 9.5
    case .landscape:
      paper = Paper(size: .a4Landscape, content: Rect(x: 20, y: 15, width: 262, height: 170), footBottom: 200)
      body = 11
      table = 9.5
    }
  }

  /// Insets of a table's cells.
  let cell = Insets(horizontal: 1.2, vertical: 0.8)
  /// Before a part that follows another.
  let gap = 2.2
  let sectionGap = 4.5
  /// Space to sign in.
  let signature = 24.0
  /// Between the head of a table and the sentence before it.
  let tableGap = 1.6
  /// Between a label and what it stands for.
  let labelGap = 3.0
  static let note = 10.0
  static let foot = 9.0
}
