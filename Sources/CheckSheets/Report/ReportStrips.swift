import Typesetting

/// Turns a report's parts into what pages are filled with.
struct ReportStrips {
  private let setting: ReportSetting
  private let words: ReportWords
  private var width: Double { setting.paper.content.width }

  init(_ setting: ReportSetting, _ words: ReportWords) {
    self.setting = setting
    self.words = words
  }

  func strips(_ report: OfficialReport) -> [ReportStrip] {
    var strips: [ReportStrip] = []
    var section = 0
    let label = labelWidth(report)
    for (index, part) in report.parts.enumerated() {
      let next = index + 1 < report.parts.count ? report.parts[index + 1] : nil
      switch part {
      case .section(let title):
        section += 1
        strips.append(heading("\(section). \(title)"))
      case .paragraph(let text):
        var strip = texts([text], .regular(setting.body), gap: setting.gap)
        // A sentence that leads to what follows stands with it.
        strip.keepsWithNext = text.hasSuffix(":") && next != nil
        strips.append(strip)
      case .conclusion(let text): strips.append(conclusion(text))
      case .particulars(let particulars): strips.append(self.particulars(particulars, label: label))
      case .items(let items): strips.append(self.items(items))
      case .note(let text): strips.append(texts([text], .italic(ReportSetting.note), gap: setting.tableGap))
      case .table(let table):
        strips.append(ReportStrip(content: .rows(ReportTable(table, setting, words).rows), gap: setting.tableGap))
      }
    }
    if !report.signers.isEmpty { strips.append(signatures(report.signers)) }
    return strips
  }

  private func heading(_ title: String) -> ReportStrip {
    var strip = texts([title], .bold(setting.body + 0.5), gap: setting.sectionGap)
    strip.keepsWithNext = true
    strip.section = title
    return strip
  }

  private func texts(_ texts: [String], _ style: Style, gap: Double) -> ReportStrip {
    let rows = ReportStrip.Rows(
      columns: [width], lineHeight: lineHeight(style.size), spacing: 0, count: texts.count
    ) { [words, width, setting] index in
      ReportStrip.SetRow(
        cells: [words.paragraph(texts[index], style, width: width, leading: setting.leading)], alignments: [.left])
    }
    return ReportStrip(content: .rows(rows), gap: gap)
  }

  private func lineHeight(_ size: Double) -> Double { .points(size) * setting.leading }

  private func conclusion(_ text: String) -> ReportStrip {
    let insets = Insets(horizontal: 3, vertical: 2)
    let block = words.paragraph(
      text, .bold(setting.body), width: width - insets.left - insets.right, leading: setting.leading
    ).padded(insets).framed(Stroke(thickness: .points(0.8)))
    return ReportStrip(content: .block(block), gap: setting.gap)
  }

  /// Labels in a column as wide as the longest of all of the report asks, up to a third of the line.
  private func labelWidth(_ report: OfficialReport) -> Double {
    let labels = report.parts.flatMap { part -> [String] in
      if case .particulars(let all) = part { all.map(\.label) } else { [] }
    }
    let widths = labels.map { words.width(of: $0, .regular(setting.body)) }
    return min((widths.max() ?? 0) + setting.labelGap, width / 3)
  }

  private func particulars(_ particulars: [OfficialReport.Particular], label: Double) -> ReportStrip {
    let style = Style.regular(setting.body)
    let rows = ReportStrip.Rows(
      columns: [label, width - label], lineHeight: lineHeight(style.size), spacing: 0.5, count: particulars.count
    ) { [words, width, setting] index in
      ReportStrip.SetRow(
        cells: [
          words.paragraph(
            particulars[index].label, style, width: label - setting.labelGap, leading: setting.leading),
          words.paragraph(particulars[index].value, style, width: width - label, leading: setting.leading),
        ], alignments: [.left, .left])
    }
    return ReportStrip(content: .rows(rows), gap: setting.gap)
  }

  private func items(_ items: [String]) -> ReportStrip {
    let style = Style.regular(setting.body)
    let dash = 4.5
    let rows = ReportStrip.Rows(
      columns: [dash, width - dash], lineHeight: lineHeight(style.size), spacing: 0.6, count: items.count
    ) { [words, width, setting] index in
      ReportStrip.SetRow(
        cells: [
          words.paragraph("–", style, width: dash, leading: setting.leading),
          words.paragraph(items[index], style, width: width - dash, leading: setting.leading),
        ], alignments: [.left, .left])
    }
    return ReportStrip(content: .rows(rows), gap: setting.gap)
  }

  private func signatures(_ signers: [OfficialReport.Signer]) -> ReportStrip {
    let block = Signatures.block(
      signers.map { Signatures.Signer(title: words($0.title), note: words($0.note), name: $0.name.map { words($0) }) },
      width: width, size: setting.body, space: setting.signature, words.typesetter)
    return ReportStrip(content: .block(block), gap: 7, keepsWithPrevious: true)
  }
}
