public import ExamRecords
public import Typesetting

/// The list of a class to check and sign, laid out on as many pages as it takes, lying A4; the header row stands on
/// each.
public struct ClassListSheet {
  public let className: String
  private let drafts: [Draft]
  private let typesetter: Typesetter

  /// Least height of a row to sign in, in millimetres.
  private static let rowHeight = 6.8
  /// Rows that stand above the closing at least.
  private static let rowsWithClosing = 3

  /// Lays the list out.
  ///
  /// - Parameter profile: the one whose digest the content holds.
  /// - Throws: `LayoutFault`, before which nothing may be recorded.
  public init(_ content: ClassListContent, profile: ExamProfile, _ composer: Composer) throws(LayoutFault) {
    let texts = ListTexts(content: content, profile: profile)
    try composer.check(content.printedTexts(texts))
    className = content.className
    typesetter = composer.typesetter
    drafts = try ClassListSheet.drafts(texts, composer.typesetter)
  }

  public var pageCount: Int { drafts.count }

  /// The pages as they are printed.
  ///
  /// - Throws: `TypesettingError.codeNotNumeric`, `.codeTooLong`.
  public func pages(_ stamp: PageStamp) throws(TypesettingError) -> [Page] {
    let code = try QRCode(digits: stamp.digits)
    return drafts.map { $0.page(stamp, code, typesetter) }
  }

  private static func drafts(_ texts: ListTexts, _ typesetter: Typesetter) throws(LayoutFault) -> [Draft] {
    let paper = Paper.list
    let foot = FootLine(subject: "\(texts.title.listName), lớp \(texts.content.className)", notice: "")
    let bottom = foot.top(paper, typesetter)
    let heads = [ListHead.first(texts, typesetter), ListHead.further(texts, typesetter)]
    let layout = texts.profile.classList
    let cells = texts.content.rows.map { row in layout.columns.map { texts.cell(row, $0) } }
    let columns = ListColumns(layout, texts: cells, width: paper.content.width, typesetter)
    let heading = columns.row(
      layout.columns.map(\.title), ListColumns.heading, isHeading: true, minimumHeight: 6, typesetter)
    let rows = cells.map {
      columns.row($0, ListColumns.text, isHeading: false, minimumHeight: rowHeight, typesetter)
    }
    let closing = ListClosing.block(texts, typesetter)
    let ranges = try fill(
      rows, closing: closing.height + gap,
      available: heads.map { bottom - $0.bottom - heading.height })
    return ranges.enumerated().map { index, range in
      let head = heads[min(index, 1)]
      var draft = Draft(size: paper.size)
      draft.items = head.items
      let table = Table(columns: columns.widths, rows: [heading] + rows[range], stroke: Paper.hairline)
      var body = [table.block]
      if index == ranges.count - 1 { body.append(closing) }
      draft.place(
        .stack(body, spacing: gap, width: paper.content.width), at: Point(x: paper.content.x, y: head.bottom))
      foot.place(on: &draft, paper, page: index + 1, of: ranges.count, typesetter)
      return draft
    }
  }

  private static let gap = 2.5

  /// Which rows stand on which page; the closing stands under the last of them, never alone if that can be.
  private static func fill(
    _ rows: [Table.Row], closing: Double, available: [Double]
  ) throws(LayoutFault) -> [Range<Int>] {
    func space(_ page: Int) -> Double { available[min(page, 1)] + 1e-6 }
    func height(_ range: Range<Int>) -> Double { rows[range].reduce(0) { $0 + $1.height } }
    var pages: [Range<Int>] = []
    var start = 0
    repeat {
      var end = start
      while end < rows.count, height(start..<end + 1) <= space(pages.count) { end += 1 }
      if end == start, end < rows.count {
        let label = rows[end].cells.flatMap(\.content.lines).joined(separator: " ")
        throw .rowTooHigh(label: label, height: rows[end].height, available: space(pages.count))
      }
      pages.append(start..<end)
      start = end
    } while start < rows.count
    let last = pages[pages.count - 1]
    guard height(last) + closing > space(pages.count - 1) else { return pages }
    let moved = (0...min(rowsWithClosing, last.count)).last {
      height(last.upperBound - $0..<last.upperBound) + closing <= space(pages.count) && $0 < max(1, last.count)
    }
    let split = last.upperBound - (moved ?? 0)
    return pages.dropLast() + [last.lowerBound..<split, split..<last.upperBound]
  }
}

extension ClassListContent {
  func printedTexts(_ texts: ListTexts) -> [(Unprintable.Place, String)] {
    var printed = unit.printedTexts
    let layout = texts.profile.classList
    printed.append((.form, texts.profile.examName))
    printed.append((.form, layout.title))
    printed += layout.signers.flatMap { [(.form, $0.title), (.form, $0.note)] }
    printed += layout.columns.map { (.form, $0.title) }
    printed.append((.field(texts.profile.roles.className), className))
    for row in rows {
      for column in layout.columns {
        guard case .fields(let names, _) = column.content else { continue }
        for name in names {
          if let value = row.values[name] { printed.append((.field(name), texts.profile.display(value, of: name))) }
        }
      }
    }
    return printed
  }
}

extension String {
  /// A title in capitals as words in a line: `Danh sách thí sinh`.
  var listName: String {
    let lowered = lowercased()
    return lowered.prefix(1).uppercased() + lowered.dropFirst()
  }
}
