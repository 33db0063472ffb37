import ExamRecords
import Typesetting

/// What all sheets of one layout, profile and unit have in common, laid out once for each density.
final class SheetForm {
  let layout: SheetLayout
  let profile: ExamProfile
  let unit: UnitSettings
  let typesetter: Typesetter
  let header: Block
  let title: Block
  let smallTitle: Block
  let instruction: Block
  /// The fields by their names.
  let fields: [String: ExamProfile.Field]
  private var settings: [Density: Setting] = [:]

  /// The fixed parts at one density.
  struct Setting {
    var columns: ClaimColumns
    var heading: Table.Row
    var groups: [Table.Row]
    /// Number and label of each row, by group.
    var labels: [[(number: Table.Cell, label: Table.Cell)]]
    var closing: Block
    /// Height of a sheet on which each value takes one line and nothing is found; no sheet is lower.
    var leastHeight: Double
  }

  init(layout: SheetLayout, profile: ExamProfile, unit: UnitSettings, _ typesetter: Typesetter) {
    self.layout = layout
    self.profile = profile
    self.unit = unit
    self.typesetter = typesetter
    let paper = Paper.sheet
    fields = Dictionary(profile.fields.map { ($0.name, $0) }) { first, _ in first }
    header = AgencyHeader.block(unit, width: paper.headWidth, size: 10, typesetter)
    title = typesetter.balanced(layout.title, .bold(14.5), width: paper.headWidth, .left)
    smallTitle = typesetter.balanced("\(layout.title) (tiếp theo)", .bold(11), width: paper.headWidth, .left)
    let oneLine = typesetter.fit(
      layout.instruction, .italic(10), width: paper.content.width, lines: 1, leading: Density.leading)
    instruction =
      oneLine.fits
      ? oneLine.block
      : typesetter.paragraph(
        layout.instruction, .italic(9.5), width: paper.content.width, leading: Density.leading)
  }

  func setting(_ density: Density) -> Setting {
    if let setting = settings[density] { return setting }
    let setting = makeSetting(density)
    settings[density] = setting
    return setting
  }

  private func makeSetting(_ density: Density) -> Setting {
    let columns = ClaimColumns(layout, type: density.type, typesetter)
    let groups = layout.groups.map { group in
      let insets = Insets(top: max(0.3, density.inset * 1.6 - 0.38), left: 1.3, bottom: 0.3, right: 1.3)
      let cell = typesetter.cell(
        group.title, .bold(density.type), width: Paper.sheet.content.width, columns: 5, .left, .bottom,
        insets: insets, leading: Density.leading)
      return Table.Row([cell], isRuled: false)
    }
    let labels = layout.groups.map { group in
      group.rows.map { row in
        (
          number: cell(row.number, .regular(density.type), columns, 0, .centre, density),
          label: cell(row.label, .regular(density.type), columns, 1, .left, density)
        )
      }
    }
    let heading = Table.Row(
      ClaimColumns.titles.enumerated().map { column, title in
        let isNarrow = column == 0 || column == 3
        return cell(
          title, .bold(isNarrow ? 9 : min(10, density.type)), columns, column, isNarrow ? .centre : .left, density)
      }, minimumHeight: density.row - 0.6, fill: 0.92)
    let closing = Closing.block(self, density)
    var least = heading.height + density.gap + closing.height
    for (index, group) in labels.enumerated() {
      least += groups[index].height
      for cells in group {
        least += Table.Row([cells.number, cells.label], minimumHeight: density.row).height
      }
    }
    return Setting(
      columns: columns, heading: heading, groups: groups, labels: labels, closing: closing, leastHeight: least)
  }

  func cell(
    _ text: String, _ style: Style, _ columns: ClaimColumns, _ column: Int, _ alignment: HorizontalAlignment,
    _ density: Density
  ) -> Table.Cell {
    typesetter.cell(
      text, style, width: columns.widths[column], alignment,
      insets: ClaimColumns.insets(column, vertical: density.inset), leading: Density.leading)
  }
}
