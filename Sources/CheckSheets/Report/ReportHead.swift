import Typesetting

/// The upper part of a report's pages: all that stands before the first part, and what every further page repeats of it.
struct ReportHead {
  let first: Block
  let further: Block

  /// Least space between agency and quốc hiệu.
  private static let gap = 5.0

  init(_ report: OfficialReport, _ setting: ReportSetting, _ words: ReportWords) {
    let width = setting.paper.content.width
    first = ReportHead.first(report, setting, width: width, words)
    further = ReportHead.further(report, width: width, words)
  }

  /// Agency and number, quốc hiệu, place and day; title with a short rule below it; whom it is for.
  private static func first(
    _ report: OfficialReport, _ setting: ReportSetting, width: Double, _ words: ReportWords
  ) -> Block {
    var blocks = [letterhead(report, width: width, words), Block.space(height: 7)]
    blocks.append(words.balanced(report.title, .bold(15), width: width))
    if let subject = report.subject {
      blocks += [.space(height: 0.8), words.balanced(subject, .bold(13), width: width)]
    }
    if let subtitle = report.subtitle {
      blocks += [.space(height: 0.8), words.balanced(subtitle, .bold(setting.body + 0.5), width: width)]
    }
    blocks += [.space(height: 1.4), .rule(width: 32, Stroke(thickness: .points(0.6)))]
    if let addressee = report.addressee {
      blocks += [
        .space(height: 4),
        words.balanced("\(report.language.addressing): \(addressee)", .regular(setting.body + 0.5), width: width),
      ]
    }
    blocks.append(.space(height: 5))
    return .stack(blocks, width: width, .centre)
  }

  private static func letterhead(_ report: OfficialReport, width: Double, _ words: ReportWords) -> Block {
    let size = 11.5
    let language = report.language
    let motto = words.line(language.motto, .bold(size))
    let right = Block.stack(
      [
        words.line(language.state, .bold(size)), motto, AgencyHeader.underline(width: motto.width), .space(height: 1.6),
        words.line(report.placeAndDate, .italic(size)),
      ], .centre)
    // Lying, the agency's block would otherwise stand far from both its margin and its neighbour.
    let leftWidth = min(width - right.width - gap, right.width * 1.2)
    var left: [Block] = []
    if let superior = report.issuer.superior {
      left.append(words.balanced(superior.uppercased(), .regular(size), width: leftWidth))
    }
    if let agency = report.issuer.name {
      let name = words.balanced(agency.uppercased(), .bold(size), width: leftWidth)
      left += [name, AgencyHeader.underline(width: min(name.textWidth * 0.45, 45))]
    } else {
      left.append(words.balanced(String(repeating: "…", count: 12), .regular(size), width: leftWidth))
    }
    if let number = report.number {
      left += [.space(height: 1.6), words.balanced(number, .regular(size), width: leftWidth)]
    }
    return .row([.stack(left, width: leftWidth, .centre), .space(width: width - leftWidth - right.width), right])
  }

  private static func further(_ report: OfficialReport, width: Double, _ words: ReportWords) -> Block {
    let text = report.language.continued(report.title.listName) + (report.subject.map { ": \($0)" } ?? "")
    let title = words.paragraph(text, .italic(10), width: width)
    return .stack([title, .space(height: 0.6), .rule(width: width, Paper.hairline), .space(height: 3.5)], width: width)
  }
}
