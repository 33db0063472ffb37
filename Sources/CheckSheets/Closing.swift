import ExamRecords
import Typesetting

/// What follows the table: the two boxes, the pledge, place and date, the blocks to sign in. Never broken.
enum Closing {
  static func block(_ form: SheetForm, _ density: Density) -> Block {
    let width = Paper.sheet.content.width
    let typesetter = form.typesetter
    var closing = Block.stack(
      [choice(form, density, width: width), .space(height: density.gap * 0.6)], width: width)
    let style = Style.regular(density.type)
    let date = typesetter.line(dateText(form), .italic(density.type), leading: Density.leading)
    var pledge = typesetter.paragraph(form.layout.pledge, style, width: width, leading: Density.leading)
    let room = width - date.width - 6
    let sharesLine = density.isClose && pledge.lastLineWidth <= room
    if sharesLine {
      // A single word alone on the last line looks lost, and there is room for more beside the date.
      for narrower in stride(from: width - 4, to: width / 2, by: -4) {
        let candidate = typesetter.paragraph(form.layout.pledge, style, width: narrower, leading: Density.leading)
        guard candidate.height <= pledge.height + 1e-6, candidate.lastLineWidth <= room else { break }
        pledge = candidate
      }
      pledge.width = width
    }
    closing = .stack([closing, pledge])
    if sharesLine {
      closing.elements += date.placed(at: Point(x: width - date.width, y: closing.height - date.height))
      closing.height += density.gap * 0.6
    } else {
      closing = .stack([closing, .space(height: 0.4), .stack([date], width: width, .right)])
      closing.height += density.gap * 0.6
    }
    let signers = form.layout.signers.map { Signatures.Signer(title: $0.title, note: $0.note, name: nil) }
    let signatures = Signatures.block(
      signers, width: width, size: density.type > 9.5 ? 10 : 9, space: density.signature, typesetter)
    return .stack([closing, signatures])
  }

  static func dateText(_ form: SheetForm) -> String {
    "\(form.unit.place ?? "……………"), ngày …… tháng …… năm \(form.profile.year)"
  }

  /// ☐ all correct   ☐ corrected: a dotted line to write the numbers on.
  private static func choice(_ form: SheetForm, _ density: Density, width: Double) -> Block {
    let style = Style.bold(density.type)
    let mark = Style.regular(density.type + min(2.5, density.gap))
    let all = [Run(.emptyBox, mark), Run("\u{A0}" + form.layout.allCorrectText.bound, style)]
    let corrected = [Run(.emptyBox, mark), Run("\u{A0}" + form.layout.correctedText.bound, style)]
    let typesetter = form.typesetter
    let first = typesetter.line(all, leading: Density.leading)
    let second = typesetter.line(corrected, leading: Density.leading)
    let isOneLine = first.width + 8 + second.width + 40 <= width
    let gap = Block.space(width: 8)
    var block = isOneLine ? Block.row([first, gap, second]) : Block.stack([first, second])
    let start = (isOneLine ? first.width + gap.width : 0) + second.width + 1
    let baseline = (second.baseline ?? second.height) + block.height - second.height
    let dots = Stroke(thickness: .points(0.7), dashes: [.points(0.7), .points(2)])
    if start < width {
      block.elements.append(
        .rule(Rule(from: Point(x: start, y: baseline), to: Point(x: width, y: baseline), dots)))
    }
    block.width = width
    return block
  }
}

extension Block {
  /// Width of the last line of text.
  fileprivate var lastLineWidth: Double {
    for element in elements.reversed() {
      if case .text(let line, _) = element { return line.width }
    }
    return 0
  }

  /// Baseline of the last line of text, from the block's top.
  var baseline: Double? {
    for element in elements.reversed() {
      if case .text(_, let point) = element { return point.y }
    }
    return nil
  }
}

extension String {
  /// With no-break spaces for spaces.
  fileprivate var bound: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}
