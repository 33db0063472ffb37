import ExamRecords

/// The sector database has two columns, *Số định danh cá nhân* and *Số CMND*, that may hold the same number, two numbers, or
/// only one. The first is the identity number; a different second is the former one; a second alone is all there is.
extension RowReader {
  func settleIdentity(_ cells: inout [ImportRow.Cell], _ line: Int, _ notices: inout [ImportNotice]) {
    let roles = profile.roles
    guard let number = roles.identityNumber else { return }
    if let former = roles.formerIdentityNumber, let index = cells.firstIndex(where: { $0.field == former }),
      case .success(.text(let old)?) = cells[index].reading
    {
      if let present = cells.first(where: { $0.field == number }) {
        if case .success(.text(let text)?) = present.reading {
          if text == old {
            cells.remove(at: index)
          } else {
            notices.append(.formerIdentityNumber(line: line, number: old))
          }
        }
      } else {
        cells[index].field = number
        notices.append(.onlyOldNumber(line: line, number: old))
      }
    }
    if let cell = cells.first(where: { $0.field == number }), case .success(.text(let text)?) = cell.reading,
      IdentityKind.looksMistyped(text)
    {
      notices.append(.letterLikeDigit(line: line, number: cell.text))
    }
    deriveKind(&cells, of: number)
  }

  /// A file names the number, seldom its kind: the shape tells, and the rules judge the pair.
  private func deriveKind(_ cells: inout [ImportRow.Cell], of number: String) {
    guard let kind = profile.roles.identityKind, let field = profile.field(named: kind),
      !cells.contains(where: { $0.field == kind }), let cell = cells.first(where: { $0.field == number }),
      case .success(.text(let text)?) = cell.reading, let code = IdentityKind.code(for: text)
    else { return }
    let reading = profile.read(code, as: field)
    guard case .success = reading else { return }
    cells.append(ImportRow.Cell(field: kind, column: cell.column, text: text, reading: reading))
  }
}

/// The kinds of identity numbers by their shape.
enum IdentityKind {
  /// Twelve characters, all digits but one or two letters that look like digits.
  static func looksMistyped(_ number: String) -> Bool {
    let letters = number.filter { !$0.isNumber }
    return number.count == 12 && (1...2).contains(letters.count) && letters.allSatisfy("OIL".contains)
  }

  static func code(for number: String) -> String? {
    let isDigits = number.utf8.allSatisfy { (0x30...0x39).contains($0) }
    switch (isDigits, number.utf8.count) {
    case (true, 12): return "cccd"
    case (true, 9): return "cmnd"
    case (false, 12): return "system"
    case (false, 8...9): return "passport"
    default: return nil
    }
  }
}
