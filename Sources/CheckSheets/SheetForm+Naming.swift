import ExamRecords

extension SheetForm {
  /// The candidate's full name as recorded.
  func name(_ content: SheetContent) -> String {
    let field = profile.roles.fullName
    return content.values[field].map { profile.display($0, of: field) } ?? "(chưa có họ tên)"
  }

  func className(_ content: SheetContent) -> String? {
    let field = profile.roles.className
    return content.values[field].map { profile.display($0, of: field) }
  }

  /// All that is printed of this candidate alone, each with its place.
  func printedTexts(_ content: SheetContent) -> [(Unprintable.Place, String)] {
    var texts: [(Unprintable.Place, String)] = []
    for field in content.printedFields {
      if let value = content.values[field] { texts.append((.field(field), profile.display(value, of: field))) }
    }
    for change in content.changes {
      if let old = change.old { texts.append((.field(change.field), profile.display(old, of: change.field))) }
    }
    texts += content.findings.map { (.finding($0.rule), $0.text) }
    return texts
  }
}
