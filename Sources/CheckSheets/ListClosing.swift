import ExamRecords
import Typesetting

/// What follows the rows of a class list: counts and checkpoint, place and date, the blocks to sign in. Never broken.
enum ListClosing {
  private static let size = 10.5

  static func block(_ texts: ListTexts, _ typesetter: Typesetter) -> Block {
    let width = Paper.list.content.width
    let unit = texts.content.unit
    let counts = typesetter.paragraph(texts.counts, .regular(size), width: width)
    let checkpoint = typesetter.paragraph(texts.checkpoint, .regular(9.5), width: width)
    let date = typesetter.line(
      "\(unit.place ?? "……………"), ngày …… tháng …… năm \(texts.profile.year)", .italic(size))
    let signers = texts.profile.classList.signers.map { signer in
      let isHead = signer.title.contains(signatory)
      return Signatures.Signer(
        title: isHead
          ? signer.title.split(separator: signatory, omittingEmptySubsequences: false)
            .joined(separator: unit.signatory) : signer.title,
        note: signer.note, name: isHead ? unit.signatoryName : nil)
    }
    let signatures = Signatures.block(signers, width: width, size: size, space: 20, typesetter)
    let last = width / Double(max(1, signers.count))
    let dateRow = Block.stack(
      [.stack([date], width: max(last, date.width), .centre)], width: width, .right)
    return .stack([counts, checkpoint, .space(height: 1), dateRow, .space(height: 0.8), signatures], width: width)
  }

  /// Stands in a signer's title for the authority that the unit's settings name.
  private static let signatory = "{signatory}"
}
