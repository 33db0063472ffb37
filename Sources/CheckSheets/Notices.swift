import ExamRecords
import Typesetting

/// What the framed box says: what the rules found, errors first and bold, and what has changed.
enum Notices {
  static let insets = Insets(horizontal: 2, vertical: 0.9)

  static func blocks(_ content: SheetContent, _ form: SheetForm, _ density: Density) -> [Block] {
    let width = Paper.sheet.content.width - insets.left - insets.right
    let style = Style.regular(density.type)
    var paragraphs: [[Run]] = []
    let errors = content.findings.filter { $0.level == .error }
    let warnings = content.findings.filter { $0.level != .error }
    for finding in errors + warnings {
      paragraphs.append([Run(finding.text, finding.level == .error ? .bold(density.type) : style)])
    }
    if let only = paragraphs.first, paragraphs.count == 1 {
      paragraphs = [[Run("Cần xem lại: ", .bold(density.type))] + only]
    } else if density.isClose, !paragraphs.isEmpty {
      var joined = [Run("Cần xem lại: ", .bold(density.type))]
      for (index, paragraph) in paragraphs.enumerated() {
        joined += [Run("(\(index + 1))\u{A0}", style)] + paragraph
        if index + 1 < paragraphs.count { joined.append(Run(" ", style)) }
      }
      paragraphs = [joined]
    } else if !paragraphs.isEmpty {
      for index in paragraphs.indices { paragraphs[index].insert(Run("(\(index + 1))\u{A0}", style), at: 0) }
      paragraphs[0].insert(Run("Cần xem lại: ", .bold(density.type)), at: 0)
    }
    if let changes = changes(content, form, density) { paragraphs.append(changes) }
    return paragraphs.map { form.typesetter.paragraph($0, width: width, leading: Density.leading) }
  }

  /// Heights of the frame with these blocks in it.
  static func height(_ blocks: [Block]) -> Double {
    blocks.isEmpty ? 0 : blocks.reduce(insets.top + insets.bottom) { $0 + $1.height }
  }

  static func frame(_ blocks: [Block]) -> Block {
    Block.stack(blocks, width: Paper.sheet.content.width - insets.left - insets.right).padded(insets)
      .framed(Stroke(thickness: .points(0.8)))
  }

  /// Names the marked rows, and what the mark means.
  private static func changes(_ content: SheetContent, _ form: SheetForm, _ density: Density) -> [Run]? {
    let changed = Set(content.changes.map(\.field))
    // Closely set sheets leave the list out: the rows are marked, and each says what it was before.
    guard !changed.isEmpty, !density.isClose || !changed.isSubset(of: form.layout.fields) else { return nil }
    var numbers: [String] = []
    var labels: [String] = []
    for row in form.layout.groups.flatMap(\.rows) where row.parts.contains(where: { changed.contains($0.field) }) {
      if row.number.isEmpty {
        labels.append(row.label)
      } else if !numbers.contains(row.number) {
        numbers.append(row.number)
      }
    }
    for field in content.changes.map(\.field) where !form.layout.fields.contains(field) {
      labels.append(form.fields[field]?.label ?? field)
    }
    var names = labels
    if !numbers.isEmpty { names.insert("mục \(numbers.joined(separator: ", "))", at: 0) }
    let since = content.replaces.map { "phiếu\u{A0}\($0.code)" } ?? "lần in trước"
    let style = Style.regular(density.type)
    return [
      Run(.triangle, style), Run("\u{A0}Đã thay đổi so với \(since): ", style),
      Run(names.joined(separator: "; "), .bold(density.type)), Run(".", style),
    ]
  }
}
