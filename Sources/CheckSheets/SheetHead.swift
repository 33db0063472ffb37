import ExamRecords
import Typesetting

/// The upper part of a check-sheet's pages: what follows on the first, and what every further page repeats of it.
struct SheetHead {
  var items: [Draft.Item] = []
  /// Where the table begins.
  var bottom: Double

  private static let gap = 1.2

  /// Agency and quốc hiệu, title, exam and round, class and code, how to fill the sheet in.
  static func first(_ content: SheetContent, _ form: SheetForm) -> SheetHead {
    let paper = Paper.sheet
    let (left, width) = (paper.content.x, paper.headWidth)
    var head = SheetHead(bottom: paper.content.y)
    head.add(form.header, at: left, gap: 2.1)
    head.add(form.title, at: left, gap: 0.7)
    head.add(form.typesetter.paragraph(roundRuns(content, form), width: width), at: left, gap: 0.5)
    head.add(StampedText(parts: classParts(content, form), width: width), at: left, gap: gap, form.typesetter)
    head.addCode(paper)
    head.add(form.instruction, at: left, gap: 0.9)
    return head
  }

  /// Title, name, class and code, so that the page finds back to its first.
  static func further(_ content: SheetContent, _ form: SheetForm) -> SheetHead {
    let paper = Paper.sheet
    let (left, width) = (paper.content.x, paper.headWidth)
    var head = SheetHead(bottom: paper.content.y)
    head.add(form.smallTitle, at: left, gap: 1.2)
    let name = form.typesetter.paragraph(form.name(content).uppercased(), .bold(13), width: width)
    head.add(name, at: left, gap: 1)
    head.add(form.typesetter.paragraph(roundRuns(content, form), width: width), at: left, gap: 0.5)
    head.add(StampedText(parts: classParts(content, form), width: width), at: left, gap: gap, form.typesetter)
    head.addCode(paper)
    return head
  }

  private mutating func add(_ block: Block, at x: Double, gap: Double) {
    items.append(.fixed(block.placed(at: Point(x: x, y: bottom))))
    bottom += block.height + gap
  }

  private mutating func add(_ text: StampedText, at x: Double, gap: Double, _ typesetter: Typesetter) {
    items.append(text.placed(at: Point(x: x, y: bottom)))
    bottom += text.height(typesetter) + gap
  }

  private mutating func addCode(_ paper: Paper) {
    items.append(.code(paper.code))
    bottom = max(bottom, paper.code.bottom + 1.2)
  }

  private static let plain = Style.regular(11)
  private static let strong = Style.bold(11)

  private static func roundRuns(_ content: SheetContent, _ form: SheetForm) -> [Run] {
    var runs = [Run("\(form.profile.examName) · ", plain), Run("Lần\u{A0}\(content.round)", strong)]
    if let replaced = content.replaces {
      let day = replaced.signedOn.map { ", ký\u{A0}ngày\u{A0}\(vietnameseDay($0))" } ?? ""
      runs.append(Run(" (thay phiếu\u{A0}\(replaced.code)\(day))", plain))
    }
    return runs
  }

  private static func classParts(_ content: SheetContent, _ form: SheetForm) -> [StampedText.Part] {
    var runs = classRuns(content, form)
    runs += [Run(" · STT\u{A0}", plain), Run(String(content.order), strong)]
    if let code = content.unit.code {
      runs += [Run(" · Mã đơn vị ĐKDT\u{A0}", plain), Run(code, strong)]
    }
    runs.append(Run(" · Mã phiếu\u{A0}", plain))
    return runs.map(StampedText.Part.text) + [.code(.bold(14))]
  }

  /// The class, marked where it changed and no row of the table shows it.
  private static func classRuns(_ content: SheetContent, _ form: SheetForm) -> [Run] {
    let field = form.profile.roles.className
    let value = content.values[field].map { form.profile.display($0, of: field) }
    var runs = [Run("Lớp\u{A0}", plain), value.map { Run($0, strong) } ?? Run("(chưa\u{A0}có)", .italic(11))]
    guard let change = content.changes.first(where: { $0.field == field }), !form.layout.fields.contains(field)
    else { return runs }
    runs.insert(contentsOf: [Run(.triangle, strong), Run("\u{A0}", strong)], at: 0)
    runs.append(Run(" trước:\u{A0}", .italic(10)))
    runs.append(
      change.old.map { Run(form.profile.display($0, of: field), Style.italic(10).struck) }
        ?? Run("(chưa\u{A0}có)", .italic(10)))
    return runs
  }
}
