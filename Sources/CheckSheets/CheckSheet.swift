public import ExamRecords
public import Typesetting

/// A candidate's check-sheet, laid out: one page, or as few as hold it. What only the append knows is stamped on later.
///
/// ```swift
/// let composer = Composer(Typesetter(try Typefaces()))
/// let sheet = try CheckSheet(content, profile: profile, composer)
/// // the append gives code, digits, position and time
/// let pages = try sheet.pages(stamp)
/// ```
///
/// The pages follow from content, profile and stamp alone: a sheet drawn by itself is the sheet of its run.
public struct CheckSheet {
  /// The candidate's full name as recorded; names the page in an outline.
  public let name: String
  /// Nil for a candidate without a class.
  public let className: String?
  private let drafts: [Draft]
  private let typesetter: Typesetter

  /// Lays the sheet out.
  ///
  /// - Parameter profile: the one whose digest the content holds.
  /// - Throws: `LayoutFault`, before which nothing may be recorded.
  public init(_ content: SheetContent, profile: ExamProfile, _ composer: Composer) throws(LayoutFault) {
    let form = try composer.form(content, profile)
    try composer.check(form.printedTexts(content))
    name = form.name(content)
    className = form.className(content)
    typesetter = form.typesetter
    drafts = try CheckSheet.drafts(content, form)
  }

  public var pageCount: Int { drafts.count }

  /// The pages as they are printed.
  ///
  /// - Throws: `TypesettingError.codeNotNumeric`, `.codeTooLong`.
  public func pages(_ stamp: PageStamp) throws(TypesettingError) -> [Page] {
    let code = try QRCode(digits: stamp.digits)
    return drafts.map { $0.page(stamp, code, typesetter) }
  }

  private static func drafts(_ content: SheetContent, _ form: SheetForm) throws(LayoutFault) -> [Draft] {
    let paper = Paper.sheet
    let subject = [form.name(content).uppercased(), form.className(content)].compactMap(\.self).joined(separator: " · ")
    let foot = FootLine(subject: subject, notice: "Phiếu này không thay Phiếu đăng ký dự thi")
    let bottom = foot.top(paper, form.typesetter)
    let (first, further) = (SheetHead.first(content, form), SheetHead.further(content, form))
    let (flow, ranges) = try fill(
      content, form, first: bottom - first.bottom, further: bottom - further.bottom)
    return ranges.enumerated().map { index, range in
      let head = index == 0 ? first : further
      var draft = Draft(size: paper.size)
      draft.items = head.items
      draft.place(flow.block(range), at: Point(x: paper.content.x, y: head.bottom))
      foot.place(on: &draft, paper, page: index + 1, of: ranges.count, form.typesetter)
      return draft
    }
  }

  /// The roomiest density that needs the fewest pages.
  private static func fill(
    _ content: SheetContent, _ form: SheetForm, first: Double, further: Double
  ) throws(LayoutFault) -> (SheetFlow, [Range<Int>]) {
    // No record makes a form lower, so what the form alone overflows needs no trying.
    let hopeful = Density.all.filter { form.setting($0).leastHeight <= first + 1e-6 }
    for density in hopeful {
      let flow = SheetFlow(content, form, density)
      if flow.height(0..<flow.items.count) <= first + 1e-6 { return (flow, [0..<flow.items.count]) }
    }
    var best: (flow: SheetFlow, ranges: [Range<Int>])?
    var fault: LayoutFault?
    for density in Density.all.dropFirst() {
      let flow = SheetFlow(content, form, density)
      do throws(LayoutFault) {
        let ranges = try flow.pages(first: first, further: further)
        if best.map({ ranges.count < $0.ranges.count }) ?? true { best = (flow, ranges) }
        // One page was tried above.
        if ranges.count <= 2 { break }
      } catch {
        fault = error
      }
    }
    if let best { return best }
    throw fault ?? .rowTooHigh(label: "", height: 0, available: further)
  }
}
