import CanonicalForms
public import Typesetting

/// A report, laid out on as many pages as it takes.
///
/// Laying out decides only where each page begins; a page is set when it is asked for. So a table of a hundred thousand rows costs the
/// memory of its texts and of the file, not that of all its pages.
public final class ReportSheet {
  private let report: OfficialReport
  private let setting: ReportSetting
  private let head: ReportHead
  private let foot: ReportFoot
  private let strips: [ReportStrip]
  private let plan: ReportPlan

  /// Lays the report out.
  ///
  /// - Throws: `LayoutFault.rowTooHigh` where a title, a conclusion or the signers' names alone would fill a page.
  public init(_ report: OfficialReport, _ composer: Composer) throws(LayoutFault) {
    self.report = report
    setting = ReportSetting(report.orientation)
    let words = ReportWords(composer)
    head = ReportHead(report, setting, words)
    foot = ReportFoot(report, setting, words)
    strips = ReportStrips(setting, words).strips(report)
    let room = foot.top - setting.paper.content.y
    plan = try ReportPlan(strips, first: room - head.first.height, further: room - head.further.height)
  }

  public var pageCount: Int { plan.pages.count }

  /// A page as it is printed.
  ///
  /// - Parameter index: from 0.
  public func page(_ index: Int) -> Page {
    let content = setting.paper.content
    var page = Page(size: setting.paper.size)
    let top = index == 0 ? head.first : head.further
    page.place(top, at: Point(x: content.x, y: content.y))
    var y = content.y + top.height
    for (order, part) in plan.pages[index].enumerated() {
      let strip = strips[part.strip]
      if order > 0 { y += strip.gap }
      let block =
        switch strip.content {
        case .block(let block): block
        case .rows(let rows): rows.block(part)
        }
      page.place(block, at: Point(x: content.x, y: y))
      y += block.height
    }
    foot.place(on: &page, number: index + 1, of: pageCount)
    return page
  }

  /// The sections as bookmarks.
  public var outline: [OutlineEntry] {
    plan.pages.enumerated().flatMap { index, parts in
      parts.compactMap { part in strips[part.strip].section.map { OutlineEntry($0, page: index) } }
    }
  }

  /// The whole file. The same report gives the same bytes.
  ///
  /// - Throws: `TypesettingError.drawingFailed`.
  public func pdf(_ writer: PDFWriter) throws(TypesettingError) -> [UInt8] {
    try writer.write(
      title: report.title, pageCount: pageCount, outline: outline, createdAt: "\(report.createdAt.text.prefix(19))Z",
      page: page)
  }
}
