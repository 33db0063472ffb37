import CanonicalForms

extension ExamProfile {
  /// A value as it is printed: code and meaning `Nữ (1)`, dates `09/03/2005`, decimals `8,3`, flags `Có` and `Không`,
  /// sets joined by commas. Without a value: the field's `absentText`, `Không` for a flag, or nothing.
  public func display(_ value: FieldValue?, _ field: Field, style: DisplayStyle = .codeAndMeaning) -> String {
    guard let value else { return field.absentText ?? (field.type == .flag ? Self.no : "") }
    switch field.type {
    case .code(let list), .codeSet(let list):
      let list = codeList(list)
      return value.codes.map { list?.display($0, style) ?? $0 }.joined(separator: ", ")
    case .date: return value.text.flatMap { CalendarDate($0) }?.vietnameseText ?? value.plain
    case .decimal: return value.plain.asDecimal(places: field.printedPlaces)
    case .flag: return value.text == "1" ? Self.yes : Self.no
    case .text, .personName, .year, .phone, .email, .digits, .identityNumber: return value.plain
    }
  }

  /// The same by the field's name; a field that the profile does not know shows as it is stored.
  public func display(_ value: FieldValue?, of field: String, style: DisplayStyle = .codeAndMeaning) -> String {
    guard let field = self.field(named: field) else { return value?.plain ?? "" }
    return display(value, field, style: style)
  }

  private static let yes = "Có"
  private static let no = "Không"

  /// What a row of a layout says of a record: its parts with their prefixes and separators. Optional parts without a
  /// value are left out; where no part has one, the first part's text for that stands alone, or nothing.
  public func text(of row: SheetLayout.Row, _ values: FieldValues) -> String {
    guard let first = row.parts.first else { return "" }
    guard row.parts.contains(where: { values[$0.field] != nil }) else { return display(nil, of: first.field) }
    var text = ""
    for part in row.parts where values[part.field] != nil || !part.isOptional {
      let shown = display(values[part.field], of: part.field, style: part.show)
      if shown.isEmpty { continue }
      text += (text.isEmpty ? "" : part.separator) + part.prefix + shown
    }
    return text
  }
}

extension ExamProfile.CodeList {
  public func entry(_ code: String) -> Entry? {
    entries.first { $0.code == code }
  }

  func display(_ code: String, _ style: DisplayStyle) -> String {
    guard style != .code, let entry = entry(code) else { return code }
    return style == .meaning || !printsCodes || entry.label == code ? entry.label : "\(entry.label) (\(code))"
  }
}

extension FieldValue {
  /// The stored text, or the stored codes with commas.
  var plain: String { codes.joined(separator: ", ") }
}

extension String {
  /// A stored decimal with a comma and at least so many places.
  fileprivate func asDecimal(places: Int) -> String {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.count < places { fraction += "0" }
    return fraction.isEmpty ? self : "\(parts[0]),\(fraction)"
  }
}
