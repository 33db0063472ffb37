import ExamRecords
import Typesetting

/// The agency on two levels at the left, quốc hiệu and tiêu ngữ at the right (Nghị định 30/2020/NĐ-CP, Phụ lục I): a
/// rule of a third to half of the line under the agency, one as long as the line under tiêu ngữ.
enum AgencyHeader {
  static func block(_ unit: UnitSettings, width: Double, size: Double, _ typesetter: Typesetter) -> Block {
    let state = typesetter.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", .bold(size))
    let motto = typesetter.line("Độc lập - Tự do - Hạnh phúc", .bold(size))
    let right = Block.stack([state, motto, underline(width: motto.width)], .centre)
    let leftWidth = width - right.width - 5
    var lines: [Block] = []
    if let department = unit.department {
      lines.append(typesetter.balanced(department.uppercased(), .regular(size), width: leftWidth))
    }
    let name = typesetter.balanced(unit.name.uppercased(), .bold(size), width: leftWidth)
    lines.append(name)
    lines.append(underline(width: min(name.textWidth * 0.45, 45)))
    let left = Block.stack(lines, width: leftWidth, .centre)
    return .row([left, .space(width: 5), right])
  }

  static func underline(width: Double) -> Block {
    Block.rule(width: width, Stroke(thickness: .points(0.6))).padded(Insets(top: 0.35, left: 0, bottom: 0, right: 0))
  }
}

extension Block {
  /// Width of the longest line of text.
  var textWidth: Double {
    elements.map { element in if case .text(let line, _) = element { line.width } else { 0 } }.max() ?? 0
  }
}
