import Typesetting

/// The foot of every page: which ledger this is about, and what page this is.
struct ReportFoot {
  private let lines: Block
  private let words: ReportWords
  private let paper: Paper
  private let language: ReportLanguage

  private static let style = Style.regular(ReportSetting.foot)
  /// Kept for the page's number, in millimetres.
  private static let number = 28.0
  /// Between rule and text.
  private static let inset = 0.7
  /// Between the last part and the rule.
  private static let air = 3.0

  init(_ report: OfficialReport, _ setting: ReportSetting, _ words: ReportWords) {
    self.words = words
    paper = setting.paper
    language = report.language
    let width = paper.content.width - ReportFoot.number
    let texts = report.foot.isEmpty ? [""] : report.foot
    lines = .stack(texts.map { words.paragraph($0, ReportFoot.style, width: width) }, width: width)
  }

  /// Upper edge, with some air above.
  var top: Double { paper.footBottom - lines.height - ReportFoot.inset - ReportFoot.air }

  func place(on page: inout Page, number: Int, of count: Int) {
    let top = paper.footBottom - lines.height
    let (left, right) = (paper.content.x, paper.content.right)
    let ruleY = top - ReportFoot.inset
    page.elements.append(
      .rule(Rule(from: Point(x: left, y: ruleY), to: Point(x: right, y: ruleY), Paper.hairline)))
    page.place(lines, at: Point(x: left, y: top))
    let number = words.line(language.page(number, of: count), ReportFoot.style)
    page.place(number, in: Rect(x: left, y: top, width: paper.content.width, height: number.height), .right)
  }
}
