import ExamRecords
import Typesetting

/// The upper part of a class list's pages.
struct ListHead {
  var items: [Draft.Item] = []
  /// Where the table begins.
  var bottom: Double

  private static let plain = Style.regular(11)
  private static let strong = Style.bold(11)

  /// Agency and quốc hiệu, title, class and code.
  static func first(_ texts: ListTexts, _ typesetter: Typesetter) -> ListHead {
    let paper = Paper.list
    var head = ListHead(bottom: paper.content.y)
    head.add(AgencyHeader.block(texts.content.unit, width: paper.headWidth, size: 11.5, typesetter), gap: 2.4)
    head.add(typesetter.balanced(texts.title, .bold(15), width: paper.headWidth), gap: 0.8)
    head.add(texts.subject, gap: 2.4, typesetter)
    return head.withCode(paper)
  }

  /// Title, class and code in two lines beside the QR code.
  static func further(_ texts: ListTexts, _ typesetter: Typesetter) -> ListHead {
    let paper = Paper.list
    var head = ListHead(bottom: paper.content.y)
    head.add(typesetter.balanced("\(texts.title) (tiếp theo)", .bold(12), width: paper.headWidth), gap: 0.8)
    head.add(texts.subject, gap: 2.4, typesetter)
    return head.withCode(paper)
  }

  private mutating func add(_ block: Block, gap: Double) {
    items.append(.fixed(block.placed(at: Point(x: Paper.list.content.x, y: bottom))))
    bottom += block.height + gap
  }

  private mutating func add(_ text: StampedText, gap: Double, _ typesetter: Typesetter) {
    items.append(text.placed(at: Point(x: Paper.list.content.x, y: bottom)))
    bottom += text.height(typesetter) + gap
  }

  private func withCode(_ paper: Paper) -> ListHead {
    var head = self
    head.items.append(.code(paper.code))
    head.bottom = max(head.bottom, paper.code.bottom + 2.4)
    return head
  }
}

extension ListTexts {
  /// `Lớp 12A1 · Kỳ thi … · Mã đơn vị ĐKDT 03-999 · Mã danh sách 1042-583921`
  fileprivate var subject: StampedText {
    let plain = Style.regular(11)
    let strong = Style.bold(11)
    var runs = [
      Run("Lớp\u{A0}", plain), Run(content.className, strong), Run(" · \(profile.examName)", plain),
    ]
    if let code = content.unit.code { runs += [Run(" · Mã đơn vị ĐKDT\u{A0}", plain), Run(code, strong)] }
    runs.append(Run(" · Mã danh sách\u{A0}", plain))
    return StampedText(
      parts: runs.map(StampedText.Part.text) + [.code(.bold(14))], width: Paper.list.headWidth, alignment: .centre)
  }
}
