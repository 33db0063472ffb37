import ExamRecords
import Typesetting

/// One row's claim as it is printed: the values with their meanings, and what they were before.
struct Claim {
  let row: SheetLayout.Row
  let content: SheetContent
  let form: SheetForm

  private func change(of field: String) -> SheetContent.Change? { content.changes.first { $0.field == field } }

  var isChanged: Bool { row.parts.contains { change(of: $0.field) != nil } }

  func block(_ density: Density, width: Double) -> Block {
    guard row.style == .boxes, let first = row.parts.first else {
      return form.typesetter.paragraph(runs(row.parts[...], density), width: width, leading: Density.leading)
    }
    let boxes = boxes(first, density, width: width)
    var rest = notes(first, density)
    if content.values[first.field] == nil { rest.insert(absence(of: first, density), at: 0) }
    let others = runs(row.parts.dropFirst(), density)
    if !others.isEmpty { rest += (rest.isEmpty ? [] : [Run(" ", .regular(density.type))]) + others }
    guard !rest.isEmpty else { return boxes }
    let beside = form.typesetter.line(rest, leading: Density.leading)
    if boxes.width + 1.2 + beside.width <= width, !rest.contains(where: { $0.text.contains("\n") }) {
      return .row([boxes, .space(width: 1.2), beside], .middle)
    }
    return .stack([boxes, form.typesetter.paragraph(rest, width: width, leading: Density.leading)], spacing: 0.3)
  }

  /// The parts with prefixes and separators, each followed by what it was before.
  private func runs(_ parts: ArraySlice<SheetLayout.Part>, _ density: Density) -> [Run] {
    let plain = Style.regular(density.type)
    guard let first = row.parts.first else { return [] }
    guard isChanged || row.parts.contains(where: { content.values[$0.field] != nil }) else {
      // A claim of several parts none of which is known is missing once, not several times.
      return parts.startIndex == row.parts.startIndex ? [absence(of: first, density)] : []
    }
    var runs: [Run] = []
    for part in parts {
      let value = content.values[part.field]
      if value == nil, part.isOptional, change(of: part.field) == nil { continue }
      if !runs.isEmpty { runs.append(Run(part.separator.boundAtStart, plain)) }
      if !part.prefix.isEmpty { runs.append(Run(part.prefix, plain)) }
      runs.append(value.map { Run(text($0, of: part), style(of: part, density)) } ?? absence(of: part, density))
      let notes = notes(part, density)
      if !notes.isEmpty { runs += [Run(" ", plain)] + notes }
    }
    return runs.filter { $0.content != .text("") }
  }

  /// What stands where there is no value: the field's own word for that, or that there is none yet.
  private func absence(of part: SheetLayout.Part, _ density: Density) -> Run {
    let text = form.profile.display(nil, of: part.field)
    return text.isEmpty ? Run("(chưa\u{A0}có)", .italic(density.type)) : Run(text, .regular(density.type))
  }

  private func text(_ value: FieldValue, of part: SheetLayout.Part) -> String {
    let text = form.profile.display(value, of: part.field, style: part.show)
    return row.style == .capitals ? text.uppercased() : text
  }

  private func style(of part: SheetLayout.Part, _ density: Density) -> Style {
    let isStrong = row.style != .plain || change(of: part.field) != nil
    return isStrong ? .bold(density.type) : .regular(density.type)
  }

  /// `trước:` and the value before, struck through.
  private func notes(_ part: SheetLayout.Part, _ density: Density) -> [Run] {
    guard let change = change(of: part.field) else { return [] }
    let style = Style.italic(density.note)
    guard let old = change.old else { return [Run("trước:\u{A0}(chưa\u{A0}có)", style)] }
    return [Run("trước:\u{A0}", style), Run(text(old, of: part), style.struck)]
  }

  private func boxes(_ part: SheetLayout.Part, _ density: Density, width: Double) -> Block {
    let characters = content.values[part.field].map { text($0, of: part) } ?? ""
    return IdentityBoxes.block(characters, .bold(density.type + 0.5), form.typesetter)
      ?? form.typesetter.paragraph(
        characters, .bold(density.type), width: width, leading: Density.leading)
  }
}

extension String {
  /// A separator's sign stays on the line of the value before it: no line begins with `·`.
  fileprivate var boundAtStart: String { hasPrefix(" ·") ? "\u{A0}\(dropFirst())" : self }
}
