import Typesetting

/// The two lines at the foot of every page: what page this is, and when and as what it was printed.
struct FootLine {
  /// After the code: name and class.
  var subject: String
  /// After time and position; empty for none.
  var notice: String

  private static let style = Style.regular(9)

  private func title(width: Double) -> StampedText {
    StampedText(parts: [.code(.bold(9)), .text(Run(" · \(subject)", FootLine.style))], width: width)
  }

  private func origin(width: Double) -> StampedText {
    let end = notice.isEmpty ? "" : " · \(notice)"
    return StampedText(
      parts: [
        .text(Run("In lúc ", FootLine.style)), .time(FootLine.style), .text(Run(" · Số ghi sổ ", FootLine.style)),
        .position(FootLine.style), .text(Run(end, FootLine.style)),
      ], width: width)
  }

  func place(on draft: inout Draft, _ paper: Paper, page: Int, of count: Int, _ typesetter: Typesetter) {
    let number = typesetter.line("Trang \(page)/\(count)", FootLine.style)
    let title = title(width: paper.content.width - 20)
    let origin = origin(width: paper.content.width)
    let originTop = paper.footBottom - origin.height(typesetter)
    let titleTop = originTop - title.height(typesetter)
    let (left, right) = (paper.content.x, paper.content.right)
    let ruleY = titleTop - 0.5
    draft.items.append(
      .fixed([.rule(Rule(from: Point(x: left, y: ruleY), to: Point(x: right, y: ruleY), Paper.hairline))]))
    draft.items.append(title.placed(at: Point(x: left, y: titleTop)))
    draft.place(number, in: Rect(x: left, y: titleTop, width: paper.content.width, height: number.height), .right)
    draft.items.append(origin.placed(at: Point(x: left, y: originTop)))
  }

  /// Upper edge of the foot lines, with some air above.
  func top(_ paper: Paper, _ typesetter: Typesetter) -> Double {
    paper.footBottom - origin(width: paper.content.width).height(typesetter)
      - title(width: paper.content.width - 20).height(typesetter) - 1
  }
}
